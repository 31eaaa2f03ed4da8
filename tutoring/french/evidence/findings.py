"""What a text's words, weighed against what else could have been meant, say is wrong with it. Pure.

The model is asked at every place; only where something else is far likelier than what is written,
by a margin that right sentences hardly ever reach for this slip, it is reported.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from tutoring.brief import Finding
from tutoring.french.evidence.alternatives import Candidate, Place, places, slip_of
from tutoring.french.evidence.contexts import seen, shown_by
from tutoring.french.evidence.explanations import explanation
from tutoring.french.evidence.model import Evidence, evidence
from tutoring.french.words.english import english_run
from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.tokens import Token, tokenize

SURE_CONFIDENCE: Final = 0.93
APART: Final = 2  # words between two reports: one error makes its neighbours look odd


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place where something else is likelier than what is written."""

    tokens: Sequence[Token]
    place: Place
    candidate: Candidate
    margin: float  # natural log of the odds against what is written
    excess: float  # of the margin over what the slip asks for


def find(text: str, *, model: Evidence | None = None) -> tuple[Finding, ...]:
    """Return what is surely another word or form, in text order; no two overlap."""
    model = model or evidence()
    chosen: list[Doubt] = []
    for _, group in groupby(tokenize(text), key=lambda token: token.sentence):
        chosen += _apart(_doubts(list(group), model))
    return tuple(_finding(text, doubt) for doubt in sorted(chosen, key=lambda d: d.place.first))


def _doubts(tokens: list[Token], model: Evidence) -> Iterator[Doubt]:
    if not _is_french(tokens):
        return
    around = seen(tokens)
    for place in places(tokens):
        if _is_left_alone(tokens, place):
            continue
        odds = model.log_odds(around, place)
        best = int(odds.argmax())
        if not best or place.candidates[best].norms == ("",):
            continue
        slip = slip_of(place, place.candidates[best], shown_by(around, place))
        excess = float(odds[best]) - model.threshold(slip)
        if excess >= 0:
            yield Doubt(tokens, place, place.candidates[best], float(odds[best]), excess)


def _is_french(tokens: Sequence[Token]) -> bool:
    words = [t for t in tokens if t.is_word]
    unknown = [t for t in words if not (lexicon().knows(t.norm) or t.is_capitalised)]
    return len(words) >= 3 and 5 * len(unknown) < len(words) and not english_run(
        tuple(t.norm for t in tokens)
    )  # fmt: skip


def _is_left_alone(tokens: Sequence[Token], place: Place) -> bool:
    run = tokens[place.first : max(place.end, place.first + 1)]
    return any(t.quoted or (t.text.isupper() and len(t.text) > 1) for t in run)


def _apart(doubts: Iterator[Doubt]) -> list[Doubt]:
    """Keep the surest of those that stand near each other."""
    kept: list[Doubt] = []
    for doubt in sorted(doubts, key=lambda d: -d.excess):
        if all(_are_apart(doubt.place, other.place) for other in kept):
            kept.append(doubt)
    return kept


def _are_apart(place: Place, other: Place) -> bool:
    return place.first >= other.end + APART or other.first >= place.end + APART


def _finding(text: str, doubt: Doubt) -> Finding:
    start, end, suggestion = _written(text, doubt)
    message, message_fr = explanation(doubt.place, doubt.candidate, text[start:end], suggestion)
    return Finding(
        code=f"fr.evidence.{_KINDS[doubt.place.kind]}",
        start=start,
        end=end,
        span=text[start:end],
        suggestion=suggestion,
        category="grammar",
        severity="medium",
        confidence=SURE_CONFIDENCE,
        message=message,
        message_fr=message_fr,
    )


_KINDS: Final = {
    "alike": "word", "verb": "verb_form", "noun": "agreement", "adjective": "agreement",
    "no_pas": "missing_word", "no_que": "missing_word", "no_article": "missing_word",
    "no_preposition": "missing_word", "doubled": "doubled_word",
}  # fmt: skip


def _written(text: str, doubt: Doubt) -> tuple[int, int, str]:
    """Return the span reported and what to write there; a missing word is told with the next."""
    tokens, place, suggestion = doubt.tokens, doubt.place, doubt.candidate.text
    first = tokens[place.first]
    if place.first == place.end:
        joint = "" if suggestion.endswith("'") else " "
        return first.start, first.end, f"{suggestion}{joint}{first.text}"
    start, end = first.start, tokens[place.end - 1].end
    if place.kind == "doubled":
        return tokens[place.first - 1].start, end, tokens[place.first - 1].text
    if first.is_capitalised and suggestion:
        suggestion = suggestion[0].upper() + suggestion[1:]
    followed = text[end : end + 1]
    if (
        tokens[place.end - 1].joined == "elided"
        and not suggestion.endswith("'")
        and followed not in {" ", ""}
    ):
        suggestion += " "
    elif suggestion.endswith("'") and followed == " ":
        following = tokens[place.end]
        return start, following.end, suggestion + following.text
    return start, end, suggestion
