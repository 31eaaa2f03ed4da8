"""At which CEFR level learners meet a word: the shipped list, and the lexicon for what it lacks."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from tutoring.french.words.lexicon import lexicon
from tutoring.language import Lemma
from tutoring.languages import french
from tutoring.plan_check import LevelsIn
from vocabulary.languages import LEVELS
from vocabulary.shipped_list import written_words

_LANGUAGE: Final = "fr"
# Of a French word that is not among the five thousand most useful.
UNLISTED: Final = "C1"
_PARENTHESES: Final = re.compile(r"\([^()]*\)")
_BEFORE_A_SENTENCE: Final = ("", ".", "!", "?", "…", ":", "»", ")", "\n")


def levels(code: str) -> LevelsIn | None:
    """Return what finds the levels of a text's words; None for a language without a list."""
    return levels_in_french if code == _LANGUAGE else None


def levels_in_french(text: str) -> Sequence[tuple[str, str]]:
    """Return (lemma, level) of the content words; without those nobody knows, such as names.

    What stands in parentheses is left out: there the tutor explains.
    """
    text = _PARENTHESES.sub(lambda match: " " * len(match.group()), text)
    # Read without the French model: it costs ten times as much and hardly changes a share.
    lemmas = french(with_model=False, with_grammalecte=False).lemmas(text)
    known = ((lemma.lemma, _level(lemma, text)) for lemma in lemmas if not _is_name(lemma, text))
    return [(lemma, level) for lemma, level in known if level]


def _is_name(lemma: Lemma, text: str) -> bool:
    """Say whether a word has a capital that no beginning of a sentence explains."""
    before = text[: lemma.start].rstrip(' «"“(-–—')
    return text[lemma.start].isupper() and before[-1:] not in _BEFORE_A_SENTENCE


def _level(lemma: Lemma, text: str) -> str | None:
    """Return the lowest level at which the list has the word, its form, or both in one phrase."""
    form = text[lemma.start : lemma.end]
    elided = text[max(0, lemma.start - 2) : lemma.end]  # as in "d'accord"
    written = (lemma.lemma, form.lower(), elided.lower().replace("’", "'"))
    known = [_listed()[word] for word in written if word in _listed()]
    return min(known, key=LEVELS.index) if known else _unlisted(lemma)


def _unlisted(lemma: Lemma) -> str | None:
    readings = lexicon().readings(lemma.lemma)
    return UNLISTED if any(r.pos == lemma.part_of_speech for r in readings) else None


@lru_cache(maxsize=1)
def _listed() -> dict[str, str]:
    """Return the lowest level of each word: a learner who knows one sense can follow."""
    lowest: dict[str, str] = {}
    for row in written_words(_LANGUAGE):
        word, level = row["word"], row["level"]
        lowest[word] = min(level, lowest.get(word, level), key=LEVELS.index)
    return lowest
