"""What a turn earns, and which level that makes. Pure."""

from typing import Final

XP_PER_LEVEL: Final = 500
XP_OF_TURN: Final = 10
XP_CLEAN_NEW: Final = 12
XP_CLEAN_REVIEW: Final = 15
XP_MINOR_ERROR: Final = 6

_FACTOR_OF_DIFFICULTY: Final = {1: 1.0, 2: 1.2, 3: 1.5, 4: 1.8, 5: 2.0}


def level_of(total_xp: int) -> int:
    return max(1, total_xp // XP_PER_LEVEL + 1)


def xp_of_target(*, is_new: bool, error_severity: str | None, difficulty_level: int) -> int:
    """Return the XP for one target that was used, rounded down.

    Args:
        error_severity: None for a clean use, else low, medium or high.
        difficulty_level: 1 to 5, of the word.
    """
    if error_severity is None:
        earned = XP_CLEAN_NEW if is_new else XP_CLEAN_REVIEW
    elif error_severity == "low":
        earned = XP_MINOR_ERROR
    else:
        earned = 0
    return int(earned * _FACTOR_OF_DIFFICULTY[difficulty_level])
