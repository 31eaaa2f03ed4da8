import pytest

from tutoring.providers.parameters import Form, Parameters, merged

EFFORTS = (Form({"reasoning": {"effort": "none"}}), Form({"reasoning": {"effort": "low"}}, 2000))
LIMITS = (Form({"max_completion_tokens": None}), Form({"max_tokens": None}), Form())
STORE = (Form({"store": False}), Form())


def asked(parameters):
    return merged(parameters.current)


def test_best_form_of_every_purpose_goes_first():
    parameters = Parameters(EFFORTS, LIMITS, STORE)

    assert asked(parameters) == {
        "reasoning": {"effort": "none"}, "max_completion_tokens": None, "store": False,
    }  # fmt: skip


def test_refused_value_gives_way_to_the_next_one():
    parameters = Parameters(EFFORTS, STORE)

    learned = parameters.learn(parameters.current, "Unsupported value", "reasoning.effort")

    assert (learned, asked(parameters)) == (True, {"reasoning": {"effort": "low"}, "store": False})
    assert sum(form.room for form in parameters.current) == 2000


@pytest.mark.parametrize(
    "refusal",
    [
        "Unrecognized request argument supplied: max_completion_tokens",
        "extra fields not permitted: max_completion_tokens. Use max_tokens instead.",
    ],
)
def test_refusal_is_understood_without_the_name_of_a_parameter(refusal):
    parameters = Parameters(LIMITS)

    assert parameters.learn(parameters.current, refusal) is True
    assert asked(parameters) == {"max_tokens": None}


def test_purpose_with_no_form_left_is_given_up():
    parameters = Parameters(LIMITS)

    for name in ("max_completion_tokens", "max_tokens"):
        parameters.learn(parameters.current, f"no {name}")

    assert asked(parameters) == {}


def test_refusal_of_something_else_teaches_nothing():
    parameters = Parameters(STORE)

    assert parameters.learn(parameters.current, "Your message is too long.") is False
    assert asked(parameters) == {"store": False}


def test_what_another_call_has_learned_meanwhile_is_not_learned_twice():
    parameters = Parameters(LIMITS)
    sent_by_both = parameters.current
    refusal = "max_completion_tokens is not supported, use max_tokens"

    learned = [parameters.learn(sent_by_both, refusal) for _ in range(2)]

    assert (learned, asked(parameters)) == ([True, True], {"max_tokens": None})
