"""What the models cost: US dollars per million tokens read and written. Pure.

A list price changes; LLM_PRICES in the environment goes before this table. Looked up in
November 2026; where a model is not listed, its family's price is the best guess.
"""

import json
from functools import lru_cache
from typing import Final

PRICES: Final = {
    "gpt-4o-mini": (0.15, 0.60),
    "gpt-4o": (2.50, 10.00),
    "gpt-4.1-mini": (0.40, 1.60),
    "gpt-4.1": (2.00, 8.00),
    "gpt-5-nano": (0.05, 0.40),
    "gpt-5-mini": (0.25, 2.00),
    "gpt-5.4-nano": (0.20, 1.25),
    "gpt-5.4-mini": (0.75, 4.50),
    "gpt-5.4": (2.50, 15.00),
    "gpt-5.5": (5.00, 30.00),
    "gpt-5.6-luna": (0.20, 1.20),
    "gpt-5.6-terra": (2.00, 12.00),
    "gpt-5.6-sol": (5.00, 30.00),
    "gpt-6-astra": (10.00, 50.00),
    "claude-haiku-4-5": (1.00, 5.00),
    "claude-haiku-": (0.10, 0.50),  # 5.5, prompts of up to 100,000 tokens
    "claude-sonnet-4": (3.00, 15.00),
    "claude-sonnet-": (2.00, 10.00),
    "claude-opus-5-5": (4.00, 20.00),
    "claude-opus-": (5.00, 25.00),
    "claude-fable-": (10.00, 50.00),
}

Prices = dict[str, tuple[float, float]]


def cost_usd(model: str, input_tokens: int, output_tokens: int, *, overrides: str = "") -> float:
    """Return the price of one call; 0.0 for a model of which no price is known.

    Args:
        overrides: the value of LLM_PRICES, see `read_prices`.
    """
    per_input, per_output = _price(model, read_prices(overrides)) or _price(model, PRICES) or (0, 0)
    return (input_tokens * per_input + output_tokens * per_output) / 1_000_000


@lru_cache
def read_prices(text: str) -> Prices:
    """Read `{"model or beginning of its name": [input, output]}`; nothing is an empty table.

    Raises:
        ValueError: the text is something else.
    """
    try:
        table = json.loads(text or "{}")
        return {
            str(model): (float(read), float(written)) for model, (read, written) in table.items()
        }
    except (ValueError, TypeError, AttributeError):
        raise ValueError(
            'LLM_PRICES must be JSON such as {"gpt-5.4-mini": [0.75, 4.5]}: '
            "US dollars per million tokens read and written."
        ) from None


def _price(model: str, prices: Prices) -> tuple[float, float] | None:
    """Return the price under the longest beginning of the model's name."""
    fitting = [name for name in prices if model.startswith(name)]
    return prices[max(fitting, key=len)] if fitting else None
