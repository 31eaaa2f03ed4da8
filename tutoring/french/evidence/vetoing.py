"""Whether what a rule proposes would make the sentence less likely than it is. Pure."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from tutoring.brief import Finding
from tutoring.french.evidence.alternatives import Place, places
from tutoring.french.evidence.contexts import seen
from tutoring.french.evidence.model import Evidence, evidence
from tutoring.french.words.tokens import Token, normalise, tokenize

UNLIKELY: Final = -2.5  # natural log of the odds of a proposal against what is written


def is_unlikely(text: str, finding: Finding, *, model: Evidence | None = None) -> bool:
    """Whether the words of the text speak clearly against a finding's suggestion.

    False where the model knows nothing of the change: it has been asked for no such slip.
    """
    odds = _odds(text, finding, model or evidence())
    return odds is not None and odds < UNLIKELY


def _odds(text: str, finding: Finding, model: Evidence) -> float | None:
    tokens = _sentence_of(text, finding)
    meant = tuple(token.norm for token in tokenize(normalise(finding.suggestion or "")))
    for place in places(tokens):
        if not _is_at(tokens, place, finding):
            continue
        for at, candidate in enumerate(place.candidates):
            if candidate.norms == meant:
                return float(model.log_odds(seen(tokens), place)[at])
    return None


def _sentence_of(text: str, finding: Finding) -> list[Token]:
    for _, group in groupby(tokenize(text), key=lambda token: token.sentence):
        tokens = list(group)
        if tokens[-1].end >= finding.end:
            return tokens
    return []


def _is_at(tokens: Sequence[Token], place: Place, finding: Finding) -> bool:
    return (
        place.first < place.end
        and tokens[place.first].start == finding.start
        and tokens[place.end - 1].end == finding.end
    )
