import pytest

from tutoring.providers.parameters import Parameters


def test_refused_parameter_is_left_out():
    parameters = Parameters({"store": False, "reasoning": {"effort": "none"}})

    learned = parameters.learn(parameters.accepted, "Unsupported value", "reasoning.effort")

    assert (learned, parameters.accepted) == (True, {"store": False})


@pytest.mark.parametrize(
    "refusal",
    [
        "Unrecognized request argument supplied: max_completion_tokens",
        "extra fields not permitted: max_completion_tokens. Use max_tokens instead.",
    ],
)
def test_limit_is_sent_under_its_other_name(refusal):
    parameters = Parameters({"max_completion_tokens": 600})

    assert parameters.learn(parameters.accepted, refusal) is True
    assert parameters.accepted == {"max_tokens": 600}


def test_limit_refused_under_both_names_is_left_out():
    parameters = Parameters({"max_completion_tokens": 600})

    parameters.learn(parameters.accepted, "no max_completion_tokens")
    parameters.learn(parameters.accepted, "no max_tokens")

    assert parameters.accepted == {}


def test_refusal_of_something_else_teaches_nothing():
    parameters = Parameters({"store": False})

    assert parameters.learn(parameters.accepted, "Your message is too long.") is False
    assert parameters.accepted == {"store": False}


def test_what_another_call_has_learned_meanwhile_is_not_learned_twice():
    parameters = Parameters({"max_completion_tokens": 600})
    sent_by_both = parameters.accepted
    refusal = "max_completion_tokens is not supported, use max_tokens"

    learned = [parameters.learn(sent_by_both, refusal) for _ in range(2)]

    assert (learned, parameters.accepted) == ([True, True], {"max_tokens": 600})
