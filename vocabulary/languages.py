"""Search keys, CEFR levels and parts of speech: what is true of words in every language."""

import re
import unicodedata
from typing import Final

LEVELS: Final = ("A1", "A2", "B1", "B2", "C1", "C2")

PARTS_OF_SPEECH: Final = (
    "noun",
    "verb",
    "adjective",
    "adverb",
    "pronoun",
    "determiner",
    "preposition",
    "conjunction",
    "interjection",
    "number",
    "phrase",
)

# Words that carry meaning of their own; the others are learned by using the language.
CONTENT_PARTS_OF_SPEECH: Final = ("noun", "verb", "adjective", "adverb", "interjection", "phrase")

# Content words by their part of speech that are grammar all the same: nobody introduces them as
# vocabulary in a conversation.
GRAMMAR_WORDS: Final = {
    "fr": (
        "être", "avoir", "ne", "pas", "plus", "y", "en", "que", "où", "si", "oui", "non", "là",
        "ci", "très", "bien", "aussi", "alors", "donc", "comme", "comment", "pourquoi", "quand",
        "combien", "ainsi", "voici", "voilà", "falloir", "jamais", "rien", "point", "même", "tout",
        "trop", "peu", "moins", "tant", "autant", "autre", "quelque", "ah", "oh", "hé", "eh", "euh",
    ),
}  # fmt: skip

PROFICIENCY_LEVELS: Final = {
    "beginner": "A1",
    "elementary": "A2",
    "intermediate": "B1",
    "upper_intermediate": "B2",
    "advanced": "C1",
    **{level: level for level in LEVELS},
}

_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "’": "'"})


def search_key(text: str) -> str:
    """Return `text` in lower case, without accents, ligatures or doubled spaces."""
    if text.isascii():  # most texts are, and have nothing to take off
        return " ".join(text.lower().split())
    bare = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).split())


def gloss_key(gloss: str) -> str:
    """Return the words of a gloss with a space before and after each, to find whole words in."""
    words = re.findall(r"[\w'-]+", search_key(gloss))
    return f" {' '.join(words)} " if words else ""


def difficulty_level(frequency_rank: int) -> int:
    """Return 1 (most frequent) to 5 for a word's rank; the bands are those of the wire."""
    for level, last_rank in enumerate((500, 1500, 3000, 4000), start=1):
        if frequency_rank <= last_rank:
            return level
    return 5


def levels_to_learn(level: str) -> tuple[str, ...]:
    """Return the learner's own level and the next one: where new words come from."""
    at = LEVELS.index(level)
    return LEVELS[at : at + 2]
