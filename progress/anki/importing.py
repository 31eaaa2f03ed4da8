"""Bring memories along from another program: previewed, matched by word, and logged like our own."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

import fsrs_rs_python as fsrs_rs
from django.db import transaction

from learners.models import Learner
from learners.study_days import starts_at, study_date
from progress.anki.matching import Match, match_words
from progress.anki.notes import Skipped, TravellingCard, TravellingFile, TravellingReview
from progress.models import Card, Review
from progress.presets import kept_memory_settings, preset_of
from progress.rebuilding import rebuild_cards
from progress.replaying import elapsed_days
from progress.scheduler import (
    LONGEST_INTERVAL_DAYS,
    Memory,
    Preset,
    Rating,
    State,
    interval_on_time,
    retrievability,
    schedule,
)

EXAMPLES: Final = 20
# Cards written in one transaction: other writers wait for no more than these.
_AT_ONCE: Final = 200
_RETENTION_OF_SM2: Final = 0.9
_LONGEST_ANSWER_MS: Final = 2**31 - 1


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do.

    `left_out` counts the cards by reason: unknown, ambiguous, duplicate, new (nothing to bring
    along), already_learning (our own reviews stand), odd (see `TravellingFile`).
    """

    cards: int
    imported: int
    reviews: int
    left_out: dict[str, int]
    not_matched: list[str]
    odd: list[Skipped]


def import_cards(
    *,
    learner: Learner,
    file: TravellingFile,
    language: str,
    now: datetime,
    preview: bool,
) -> ImportReport:
    """Give the learner the memories of the cards whose words we know; with `preview` only tell.

    A card with reviews of its own stays as it is, so an import that was cut short can be repeated.
    """
    matches = match_words(file.cards, language=language)
    learning = _learning(learner, matches)
    chosen = [match for match in matches if not _reason(match, learning, now)]
    for start in range(0, 0 if preview else len(chosen), _AT_ONCE):
        _write(learner, chosen[start : start + _AT_ONCE], now)
    reasons = Counter(reason for match in matches if (reason := _reason(match, learning, now)))
    if file.skipped:
        reasons["odd"] = len(file.skipped)
    unmatched = [match.card.word for match in matches if match.word is None]
    return ImportReport(
        cards=len(file.cards) + len(file.skipped),
        imported=len(chosen),
        reviews=sum(len(_reviews(match.card, now)) for match in chosen),
        left_out=dict(reasons),
        not_matched=unmatched[:EXAMPLES],
        odd=list(file.skipped[:EXAMPLES]),
    )


def _learning(learner: Learner, matches: Sequence[Match]) -> set[int]:
    begun = Card.objects.filter(learner=learner).exclude(state=State.NEW)
    return set(begun.values_list("word_id", flat=True))


def _reason(match: Match, learning: set[int], now: datetime) -> str:
    """Return why a card is left out; empty if it is not."""
    if match.word is None:
        return match.problem
    if match.word.pk in learning:
        return "already_learning"
    return "" if _is_begun(match.card, now) else "new"


def _is_begun(card: TravellingCard, now: datetime) -> bool:
    has_memory = card.stability is not None or (card.ease and card.interval_days)
    return bool(_reviews(card, now)) or (card.state is not State.NEW and bool(has_memory))


def _reviews(card: TravellingCard, now: datetime) -> list[TravellingReview]:
    """Leave out what a wrong clock put into the future."""
    return [review for review in card.reviews if review.reviewed_at <= now]


@transaction.atomic
def _write(learner: Learner, matches: Sequence[Match], now: datetime) -> None:
    preset = preset_of(kept_memory_settings(learner), learner)
    words = [match.word.pk for match in matches]
    Card.objects.bulk_create(
        [Card(learner=learner, word_id=word) for word in words],
        ignore_conflicts=True,
        batch_size=500,
    )
    known = Card.objects.filter(learner=learner, word__in=words)
    cards = {card.word_id: card for card in known}
    rows = [
        row
        for match in matches
        for row in _Log(cards[match.word.pk], learner, preset).rows(match.card, now)
    ]
    Review.objects.bulk_create(rows, batch_size=500)
    _note_introductions(rows)
    rebuild_cards(learner, sorted(cards[word].pk for word in words))


def _note_introductions(rows: Sequence[Review]) -> None:
    """Words brought along were met on the day of their first review: today's allowance is whole."""
    first: dict[int, Review] = {}
    for row in rows:
        first.setdefault(row.card_id, row)
    for row in first.values():
        row.card.introduced_date = row.card.introduced_date or row.study_date
    Card.objects.bulk_update(
        [row.card for row in first.values()], ["introduced_date"], batch_size=500
    )


class _Log:
    """The rows of one card's log, each beginning where the one before ended."""

    def __init__(self, card: Card, learner: Learner, preset: Preset):
        self.card = card
        self.learner = learner
        self.preset = preset.without_steps
        self.memory = Memory()
        self.day: date | None = None

    def rows(self, card: TravellingCard, now: datetime) -> Iterator[Review]:
        reviews = _reviews(card, now)
        for number, review in enumerate(reviews, start=1):
            yield self._review(review, card if number == len(reviews) else None)
        brought = self._brought(card)
        if brought:
            yield self._memory(brought, card, reviews, now)
        if card.suspended:
            yield self._row("suspend", max(now, card.last_reviewed_at or now))

    def _review(self, review: TravellingReview, last_of: TravellingCard | None) -> Review:
        day = study_date(review.reviewed_at, self.learner.zone)
        elapsed = elapsed_days(self.day, day)
        before, self.memory = (
            self.memory,
            schedule(self.memory, Rating(review.rating), elapsed_days=elapsed, preset=self.preset),
        )
        row = self._row("review", review.reviewed_at, before)
        row.rating = review.rating
        row.elapsed_days = elapsed if self.day else None
        row.counted_days = elapsed
        row.retrievability = retrievability(before, elapsed_days=elapsed, preset=self.preset)
        row.response_time_ms = min(review.response_time_ms, _LONGEST_ANSWER_MS)
        self.day = day
        self._set_due(row, last_of)
        return row

    def _brought(self, card: TravellingCard) -> Memory | None:
        """Return the memory as the file has it; of SM-2, what FSRS makes of ease and interval."""
        if card.state is State.NEW:
            return None
        if card.stability is not None and card.difficulty is not None:
            return self._with_step(card.state, card.stability, card.difficulty)
        if self.day is None and card.ease and card.interval_days:
            memory = fsrs_rs.FSRS(list(self.preset.weights)).memory_state_from_sm2(
                card.ease, float(card.interval_days), _RETENTION_OF_SM2
            )
            return self._with_step(State.REVIEWING, memory.stability, memory.difficulty)
        return None

    def _with_step(self, state: State, stability: float, difficulty: float) -> Memory:
        step = None if state is State.REVIEWING else 0
        return Memory(state, step, min(stability, LONGEST_INTERVAL_DAYS), difficulty)

    def _memory(
        self,
        brought: Memory,
        card: TravellingCard,
        reviews: Sequence[TravellingReview],
        now: datetime,
    ) -> Review:
        moment = reviews[-1].reviewed_at if reviews else self._last_moment(card, now)
        before, self.memory = self.memory, brought
        row = self._row("memory", moment, before)
        self._set_due(row, card)
        return row

    def _last_moment(self, card: TravellingCard, now: datetime) -> datetime:
        if card.last_reviewed_at:
            return min(card.last_reviewed_at, now)
        if card.due_date:
            day = card.due_date - timedelta(days=min(card.interval_days, LONGEST_INTERVAL_DAYS))
            return min(starts_at(day, self.learner.zone), now)
        return now

    def _set_due(self, row: Review, last_of: TravellingCard | None) -> None:
        """The last row has the due date of the file; the others what their memory asked for."""
        row.scheduled_days = interval_on_time(self.memory, preset=self.preset)
        row.due_date = row.study_date + timedelta(days=row.scheduled_days)
        if last_of and last_of.due_at and self.memory.state is not State.REVIEWING:
            row.due_date, row.due_at, row.scheduled_days = None, last_of.due_at, 0
            return
        if last_of and last_of.due_date:
            row.due_date = last_of.due_date
            row.scheduled_days = max(0, (row.due_date - row.study_date).days)
        row.due_at = starts_at(row.due_date, self.learner.zone)

    def _row(self, kind: str, moment: datetime, before: Memory | None = None) -> Review:
        before = before or self.memory
        return Review(
            card=self.card,
            learner=self.learner,
            kind=kind,
            source=Review.Source.IMPORT,
            reviewed_at=moment,
            study_date=study_date(moment, self.learner.zone),
            state_before=before.state.value,
            step_before=before.step,
            stability_before=before.stability,
            difficulty_before=before.difficulty,
            state_after=self.memory.state.value,
            step_after=self.memory.step,
            stability_after=self.memory.stability,
            difficulty_after=self.memory.difficulty,
        )
