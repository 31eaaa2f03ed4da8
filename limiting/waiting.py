"""How long a client is told to wait."""

from math import ceil


def whole_seconds(seconds: float) -> int:
    """Return the seconds rounded up, but for what is less than a millisecond over.

    Clocks of two machines and moments kept as text differ by so much.
    """
    return ceil(round(seconds, 3))
