import pytest

from tutoring.providers.prices import cost_usd, read_prices


@pytest.mark.parametrize(
    ("model", "cost"),
    [
        ("gpt-5.4-mini", 0.75 + 4.5),
        ("gpt-5.4-mini-2026-03-17", 0.75 + 4.5),
        ("gpt-5.4", 2.5 + 15),
        ("claude-haiku-5-5", 0.1 + 0.5),
        ("claude-haiku-4-5-20251001", 1.0 + 5.0),
        ("llama3:8b", 0.0),
    ],
)
def test_cost_of_a_million_tokens_each_way(model, cost):
    assert cost_usd(model, 1_000_000, 1_000_000) == cost


def test_environment_goes_before_the_table():
    overrides = '{"gpt-5.4-mini": [1, 2], "my-own": [0.5, 0.5]}'

    costs = [cost_usd(m, 1_000_000, 0, overrides=overrides) for m in ("gpt-5.4-mini", "my-own")]

    assert costs == [1.0, 0.5]


@pytest.mark.parametrize("text", ["free", "[]", '{"m": 1}', '{"m": ["a", "b"]}'])
def test_unreadable_prices_are_refused_with_an_example(text):
    with pytest.raises(ValueError, match="LLM_PRICES must be JSON such as"):
        read_prices(text)
