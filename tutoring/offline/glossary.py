"""What the shipped list of words says a French word means, and which word an English one is."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from tutoring.brief import TargetWord
from tutoring.french.spelling.proposals import forms_of
from tutoring.french.words.lexicon import lexicon
from tutoring.offline.mirror import lexical
from tutoring.offline.practice import with_article
from tutoring.offline.scenarios import fold
from tutoring.offline.talk import first_sense
from vocabulary.shipped_list import written_words

_MOST_WORDS: Final = 4  # of an expression one can ask about


def gloss_of(written: str) -> tuple[str, str] | None:
    """Return the dictionary form of a word or expression, and its English; None if not listed."""
    bare = _without_article(written.lower().replace("’", "'"))
    if len(bare.split()) > _MOST_WORDS:
        return None
    for lemma in (bare, *_lemmas(bare)):
        if word := _by_french().get(lemma):
            return with_article(word), first_sense(word.gloss)
    return None


def french_for(english: str) -> str | None:
    """Return the most usual French word for an English one, with its article."""
    wanted = english.lower().strip()
    for key in (wanted, f"to {wanted}"):
        if word := _by_english().get(key):
            return with_article(word)
    return None


def words_for(gloss: str) -> tuple[TargetWord, ...]:
    """Return the listed words whose first sense is this, most frequent first."""
    return tuple(word for word in _words() if first_sense(word.gloss) == gloss)


def _without_article(expression: str) -> str:
    for article in ("le ", "la ", "les ", "un ", "une ", "des ", "l'", "d'", "se ", "s'"):
        expression = expression.removeprefix(article)
    return expression


def _lemmas(word: str) -> Iterator[str]:
    """Yield what « presses » or « pressée » can be a form of, with its accents or without."""
    if " " in word:
        return
    for form in (word, *sorted(forms_of(fold(word)))):
        for reading in lexicon().readings(lexical(form)):
            yield reading.lemma


@lru_cache(maxsize=1)
def _words() -> tuple[TargetWord, ...]:
    return tuple(
        TargetWord(0, row["word"], row["translation"], row["part_of_speech"], row["gender"])
        for row in written_words("fr")
        if row["translation"]
    )


@lru_cache(maxsize=1)
def _by_french() -> dict[str, TargetWord]:
    found: dict[str, TargetWord] = {}
    for word in _words():
        found.setdefault(word.lemma, word)
    return found


@lru_cache(maxsize=1)
def _by_english() -> dict[str, TargetWord]:
    """The first sense of any word goes before the second of a more frequent one."""
    found: dict[str, TargetWord] = {}
    senses = [[s.strip().lower() for s in word.gloss.split(";")] for word in _words()]
    for place in range(max(map(len, senses), default=0)):
        for word, glosses in zip(_words(), senses, strict=True):
            if place < len(glosses):
                found.setdefault(glosses[place], word)
    return found
