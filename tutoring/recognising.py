"""Which language is a text in? Told by the small words that every sentence has. Pure.

`function_words/` has a file for each language that can be told apart, with enough of them for a
reply of two sentences.
"""

from functools import lru_cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "function_words"
_LAST_LATIN_LETTER: Final = "\u024f"


def looks_like(text: str, code: str) -> bool:
    """Say whether a text is in a language; True as well when it cannot be told."""
    if code not in _function_words():
        return True
    letters = [char for char in text if char.isalpha()]
    if sum(char > _LAST_LATIN_LETTER for char in letters) > len(letters) / 3:
        return False
    tokens = text.lower().replace("’", "'").replace("'", "' ").split()
    counts = {
        other: sum(_bare(token) in words for token in tokens)
        for other, words in _function_words().items()
    }
    return counts[code] >= max(counts.values())


@lru_cache(maxsize=1)
def _function_words() -> dict[str, frozenset[str]]:
    """Return the small words of each language, by its code."""
    return {
        path.stem: frozenset(path.read_text(encoding="utf-8").split())
        for path in sorted(FOLDER.glob("*.txt"))
    }


def _bare(token: str) -> str:
    return token.strip(".,;:!?…«»\"()'¿¡")
