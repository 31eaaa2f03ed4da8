"""What does a word in a learner's message show about their memory of it? Pure.

Only a retrieval moves a card. An echo of the tutor's words, a copied suggestion or a pasted text
is exposure; a word that was not used is not forgotten.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from progress.scheduler import Rating

LEXICAL_CONFIDENCE: Final = 0.8
FORM_CONFIDENCE: Final = 0.9
# Above this probability of recall an answer says nothing new.
FRESH_RETRIEVABILITY: Final = 0.97


class Evidence(StrEnum):
    INTRODUCED_USE = "introduced_use"
    ELICITED_USE = "elicited_use"
    SPONTANEOUS_USE = "spontaneous_use"
    ASSISTED_USE = "assisted_use"
    ECHO = "echo"
    FORM_ERROR = "form_error"
    LEXICAL_ERROR = "lexical_error"
    HINT_SHOWN = "hint_shown"
    NOT_USED = "not_used"


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What the learner's card of a word was, when the message came."""

    reviewed: bool  # at least once
    is_due: bool
    retrievability: float  # 0 to 1; 0 for a card never reviewed
    put_aside: bool = False  # suspended or known
    decided_today: bool = False  # a review of this study day already says how it went


@dataclass(frozen=True, slots=True)
class Observation:
    """What one learner message showed about one word."""

    used: bool
    is_target: bool = False  # in the pool of the tutor's last message
    mode: str = ""  # introduce, elicit, listen, or "" when it is not a target
    introduced_now: bool = False  # it is introduced in the tutor's last message
    shown: bool = False  # the client showed its form, or is too old to say
    hinted: bool = False  # a hint for it was shown since the tutor's last message
    echo: bool = False  # its form is in the tutor's last message or the last 6 messages
    near: bool = False  # used with a missing accent or a near-miss spelling
    form_error: bool = False  # a correction of its form overlaps it
    lexical_error: bool = False  # a wrong word or false friend, or the learner asked for it
    confidence: float = 1.0  # of that correction
    foreign_text: bool = False  # quoted, pasted, or in a text of more than 80 words
    own_sentence: bool = True  # more than the bare word, or more than the suggestion copied
    card: CardFacts | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The typed evidence, and the rating it gives; None when it moves nothing."""

    evidence: Evidence
    rating: Rating | None = None


def weigh(seen: Observation) -> Verdict:
    """Return what an observation is evidence of: the first row of the table that fits."""
    if seen.foreign_text and (seen.used or seen.lexical_error):
        return Verdict(Evidence.ECHO)
    if seen.lexical_error and seen.confidence >= LEXICAL_CONFIDENCE:
        return Verdict(Evidence.LEXICAL_ERROR, _rating(seen, Rating.AGAIN))
    if not seen.used:
        return Verdict(Evidence.NOT_USED)
    if seen.introduced_now and not _reviewed(seen):
        return Verdict(Evidence.INTRODUCED_USE, _rating(seen, Rating.HARD))
    if seen.shown:
        return Verdict(Evidence.ASSISTED_USE, _rating_of_shown(seen))
    if seen.hinted:
        return Verdict(Evidence.ASSISTED_USE, _rating(seen, Rating.HARD))
    if seen.echo:
        return Verdict(Evidence.ECHO)
    return Verdict(_kind_of_use(seen), _rating(seen, Rating.GOOD))


def _kind_of_use(seen: Observation) -> Evidence:
    """A slip of form is recorded, but the word itself was recalled."""
    if seen.near or (seen.form_error and seen.confidence >= FORM_CONFIDENCE):
        return Evidence.FORM_ERROR
    return Evidence.ELICITED_USE if seen.mode == "elicit" else Evidence.SPONTANEOUS_USE


def _rating_of_shown(seen: Observation) -> Rating | None:
    if seen.own_sentence and seen.card is not None and seen.card.is_due:
        return _rating(seen, Rating.HARD)
    return None


def _rating(seen: Observation, rating: Rating) -> Rating | None:
    """Return `rating` if the card can take it now."""
    card = seen.card
    if card is None or card.put_aside or card.decided_today:
        return None
    if rating is Rating.AGAIN:
        return rating if card.reviewed else None  # a word never learned cannot be forgotten
    return rating if card.retrievability <= FRESH_RETRIEVABILITY else None


def _reviewed(seen: Observation) -> bool:
    return seen.card is not None and seen.card.reviewed
