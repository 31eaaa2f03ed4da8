"""Why is this word due? Told from the log alone, in sentences and in figures."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from learners.models import Learner, XpEntry
from learners.study_days import study_date
from progress.cards import recall_of
from progress.evidence import Evidence
from progress.figures import HISTORY_ROWS
from progress.models import Card, Review, WordUse
from progress.presets import memory_settings, preset_of
from progress.scheduler import Preset, Rating, State
from vocabulary.models import Word


@dataclass(frozen=True, slots=True)
class WordEvent:
    """Something that happened to a word, and what it did."""

    at: datetime
    kind: str
    sentence: str
    source: str | None = None
    evidence: str | None = None
    rating: int | None = None
    stability_before: float | None = None
    stability_after: float | None = None
    next_review: datetime | None = None
    xp: int = 0
    message_id: UUID | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a word is due when it is, and everything that led there."""

    word_id: int
    sentence: str
    state: str
    next_review: datetime | None
    retrievability: float | None
    desired_retention: float
    stability: float | None
    is_leech: bool
    events: list[WordEvent]


def explain(learner: Learner, word: Word, *, now: datetime) -> Explanation:
    """Return the story of a learner's card of a word."""
    card = Card.objects.filter(learner=learner, word=word).select_related("word").first()
    card = card or Card(learner=learner, word=word)
    preset = preset_of(memory_settings(learner), learner)
    today = study_date(now, learner.zone)
    recall = None if card.state == State.NEW else recall_of(card, day=today, preset=preset)
    return Explanation(
        word_id=word.pk,
        sentence=_why_due(card, recall, preset, today),
        state=card.state,
        next_review=card.due_at,
        retrievability=recall,
        desired_retention=preset.desired_retention,
        stability=card.stability,
        is_leech=card.is_leech,
        events=_events(learner, word, card),
    )


def _why_due(card: Card, recall: float | None, preset: Preset, today: date) -> str:
    name = f"“{card.word.lemma}”"
    if card.known:
        return f"You said that you know {name}, so it is not asked for."
    if card.suspended:
        return f"You put {name} aside, so it is not asked for until you resume it."
    if recall is None:
        return _why_not_yet(card, name)
    if card.due_date is None:
        return f"{name} is being learned: it comes back {card.due_at:%H:%M} UTC, within the day."
    return (
        f"You remember {name} with a probability of {recall:.0%} today; "
        f"{_when(card.due_date, today)} to keep it at {preset.desired_retention:.0%}."
        + (" You have forgotten it often: try an example or a picture." if card.is_leech else "")
    )


def _why_not_yet(card: Card, name: str) -> str:
    if card.introductions:
        return f"The tutor introduced {name}; your first use of it is its first review."
    return f"You have not met {name} yet."


def _when(due: date, today: date) -> str:
    days = (due - today).days
    if days > 0:
        return f"it comes back in {days} day{'s' if days > 1 else ''}, on {due:%-d %B %Y},"
    return f"it was due {-days} day{'s' if days < -1 else ''} ago" if days else "it is due today"


def _events(learner: Learner, word: Word, card: Card) -> list[WordEvent]:
    uses = list(WordUse.objects.filter(learner=learner, word=word).order_by("-id")[:HISTORY_ROWS])
    rows = [] if card.pk is None else list(card.reviews.order_by("-id")[:HISTORY_ROWS])
    xp = _xp_of(learner, uses)
    told = [_of_review(row, {use.review_id: use for use in uses}.get(row.pk), xp) for row in rows]
    told += [_of_use(use, xp) for use in uses if use.review_id is None]
    return sorted(told, key=lambda event: event.at, reverse=True)


def _xp_of(learner: Learner, uses: list[WordUse]) -> dict[datetime, int]:
    """XP of the turns, by the moment that a turn gives its XP and its word uses alike."""
    entries = XpEntry.objects.filter(
        learner=learner,
        source=XpEntry.Source.TURN,
        created_at__in=[use.created_at for use in uses],
    )
    return dict(entries.values_list("created_at", "amount"))


_KINDS = {
    Review.Kind.UNDO: "You took back the review before.",
    Review.Kind.VOID: "Your own answer of the same day took the place of the conversation's.",
    Review.Kind.SUSPEND: "You put the word aside.",
    Review.Kind.RESUME: "You took the word up again.",
    Review.Kind.KNOWN: "You said that you know the word.",
    Review.Kind.RESCHEDULE: "The word was given a new day.",
    Review.Kind.MEMORY: "The memory was brought along from another program.",
}
_RATINGS = {
    Rating.AGAIN: "forgotten",
    Rating.HARD: "remembered with effort",
    Rating.GOOD: "remembered",
    Rating.EASY: "remembered easily",
}
_EVIDENCE = {
    Evidence.INTRODUCED_USE: "You used the word right after it was introduced",
    Evidence.ELICITED_USE: "You answered with the word when the tutor asked for it",
    Evidence.SPONTANEOUS_USE: "You used the word unprompted",
    Evidence.ASSISTED_USE: "You used the word with help",
    Evidence.ECHO: "You repeated the word after the tutor, or quoted it",
    Evidence.FORM_ERROR: "You used the right word in a wrong form",
    Evidence.LEXICAL_ERROR: "You used a wrong word for it, or asked for it",
    Evidence.HINT_SHOWN: "You looked at a hint",
    Evidence.NOT_USED: "You did not use the word, which is not counted as forgetting",
}


def _of_review(row: Review, use: WordUse | None, xp: dict[datetime, int]) -> WordEvent:
    return WordEvent(
        at=row.reviewed_at,
        kind=row.kind,
        sentence=_sentence(row),
        source=row.source,
        evidence=row.evidence or None,
        rating=row.rating,
        stability_before=row.stability_before,
        stability_after=row.stability_after,
        next_review=row.due_at,
        xp=xp.get(use.created_at, 0) if use else 0,
        message_id=row.message_id,
        undone=not row.counts,
    )


def _sentence(row: Review) -> str:
    if row.kind != Review.Kind.REVIEW:
        return _KINDS[Review.Kind(row.kind)]
    assert row.rating is not None  # a constraint of the log
    what = _RATINGS[Rating(row.rating)]
    seen = (
        f"{_EVIDENCE[Evidence(row.evidence)]}: counted as {what}"
        if row.evidence
        else (f"You reviewed the word: {what}")
    )
    then = f"; due again {_span(row)}." if row.counts else "; taken back since."
    return seen + then


def _span(row: Review) -> str:
    if row.due_date is None:
        assert row.due_at is not None  # every review has one
        minutes = round((row.due_at - row.reviewed_at).total_seconds() / 60)
        return f"after {minutes} minutes"
    return f"on {row.due_date:%-d %B %Y}, after {row.scheduled_days} days"


def _of_use(use: WordUse, xp: dict[datetime, int]) -> WordEvent:
    return WordEvent(
        at=use.created_at,
        kind="use",
        sentence=f"{_EVIDENCE[Evidence(use.evidence)]}. The schedule stayed as it was.",
        source=Review.Source.CONVERSATION.value,
        evidence=use.evidence,
        xp=xp.get(use.created_at, 0),
        message_id=use.message_id,
    )
