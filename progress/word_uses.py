"""What a conversation shows about words: typed evidence, stored, and reviews where it is a retrieval."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from learners.models import Learner
from learners.study_days import study_date
from progress.applying import Study, apply_review
from progress.cards import lock_cards, recall_of
from progress.evidence import CardFacts, Evidence, Observation, Verdict, weigh
from progress.models import Card, Review, WordUse
from progress.scheduler import Preset, Rating, State
from queries import compiled
from vocabulary.models import Word

MAX_SPONTANEOUS_REVIEWS: Final = 5

_insert_uses = compiled.Insert(WordUse)
_uses_in = compiled.Select(
    lambda message, words: (
        WordUse.objects.filter(message_id=message, word_id__in=words)
        .order_by("id")
        .values_list("word_id", "evidence", "review__rating", "review_id")
    )
)
_reviews_on = compiled.Select(
    lambda cards, day: Review.objects.filter(
        card__in=cards, kind=Review.Kind.REVIEW, study_date=day
    ).values_list("card_id", "source", "counts")
)


@dataclass(frozen=True, slots=True)
class SeenWord:
    """One word in a learner's message, or one target that was not used.

    `start` and `end` count code points into the message. The observation comes without its card.
    """

    word_id: int
    observation: Observation
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class RecordedUse:
    """What was stored about one word, and the review it gave, if any."""

    word_id: int
    evidence: Evidence
    rating: Rating | None
    review_id: int | None


@transaction.atomic(savepoint=False)
def record_uses(
    *,
    learner: Learner,
    observations: Sequence[SeenWord],
    message_id: UUID,
    session_id: UUID,
    now: datetime,
) -> list[RecordedUse]:
    """Store what a message showed about each word, in the order given, and move the cards.

    A word seen more than once counts once, by what shows most. From conversation a card moves at
    most once a study day, the first retrieval deciding, and spontaneous uses move at most five
    cards a message. A word without a card gets none. Repeated for the same message, it returns
    what was recorded then.
    """
    seen = _most_telling(observations)
    study = Study.of(learner, now=now, writing=True)
    cards = lock_cards(learner, seen)
    if done := _recorded(message_id, seen):
        return done
    day = study_date(now, learner.zone)
    verdicts = _verdicts(seen.values(), _facts(cards, study=study, day=day, now=now))
    uses = [
        _use(
            seen[word_id],
            verdict,
            review=_review(cards.get(word_id), verdict, study, now, message_id),
            learner=learner,
            day=day,
            message_id=message_id,
            session_id=session_id,
            now=now,
        )
        for word_id, verdict in verdicts.items()
    ]
    _insert_uses(uses)
    return [
        _recorded_use(
            use.word_id, use.evidence, use.review.rating if use.review else None, use.review_id
        )
        for use in uses
    ]


@transaction.atomic
def record_hint(*, learner: Learner, word: Word, session_id: UUID | None, now: datetime) -> WordUse:
    """Note that a hint for a word was shown; using it next is then remembering with effort."""
    return WordUse.objects.create(
        learner=learner,
        word=word,
        session_id=session_id,
        evidence=Evidence.HINT_SHOWN.value,
        study_date=study_date(now, learner.zone),
        created_at=now,
    )


def _most_telling(observations: Sequence[SeenWord]) -> dict[int, SeenWord]:
    chosen: dict[int, SeenWord] = {}
    for seen in observations:
        known = chosen.get(seen.word_id)
        if known is None or _weight(seen.observation) > _weight(known.observation):
            chosen[seen.word_id] = seen
    return chosen


def _weight(observation: Observation) -> tuple[bool, bool, bool]:
    return (
        observation.lexical_error,
        observation.used and (observation.form_error or observation.near),
        observation.used,
    )


def _recorded(message_id: UUID, word_ids: Iterable[int]) -> list[RecordedUse]:
    return [_recorded_use(*row) for row in _uses_in(message=message_id, words=list(word_ids))]


def _facts(
    cards: dict[int, Card], *, study: Study, day: date, now: datetime
) -> dict[int, CardFacts]:
    decided = _decided(cards.values(), day)
    return {
        word_id: _facts_of(card, study.preset, day, now, decided=card.pk in decided)
        for word_id, card in cards.items()
    }


def _facts_of(card: Card, preset: Preset, day: date, now: datetime, *, decided: bool) -> CardFacts:
    return CardFacts(
        reviewed=card.state != State.NEW,
        is_due=card.due_at is not None and card.due_at <= now,
        retrievability=recall_of(card, day=day, preset=preset),
        put_aside=card.suspended,
        decided_today=decided,
    )


def _decided(cards: Iterable[Card], day: date) -> set[int]:
    """Cards that this study day has decided: by an explicit review, or by conversation.

    A conversation's review that was taken back decided too: the learner said it shall not count.
    """
    return {
        card_id
        for card_id, source, counts in _reviews_on(cards=[card.pk for card in cards], day=day)
        if counts or source == Review.Source.CONVERSATION
    }


def _verdicts(seen: Iterable[SeenWord], facts: dict[int, CardFacts]) -> dict[int, Verdict]:
    verdicts = {}
    spontaneous = 0
    for word in seen:
        verdict = weigh(replace(word.observation, card=facts.get(word.word_id)))
        if verdict.rating is not None and verdict.evidence is Evidence.SPONTANEOUS_USE:
            spontaneous += 1
            if spontaneous > MAX_SPONTANEOUS_REVIEWS:
                verdict = replace(verdict, rating=None)
        verdicts[word.word_id] = verdict
    return verdicts


def _review(
    card: Card | None, verdict: Verdict, study: Study, now: datetime, message_id: UUID
) -> Review | None:
    if card is None or verdict.rating is None:
        return None
    return apply_review(
        card,
        study=study,
        rating=verdict.rating,
        # A turn that waited its turn comes after what was reviewed meanwhile.
        reviewed_at=max(now, card.last_reviewed_at or now),
        source=Review.Source.CONVERSATION,
        evidence=verdict.evidence.value,
        message_id=message_id,
    )


def _use(seen: SeenWord, verdict: Verdict, *, day: date, now: datetime, **row: Any) -> WordUse:
    return WordUse(
        word_id=seen.word_id,
        start=seen.start,
        end=seen.end,
        evidence=verdict.evidence.value,
        confidence=seen.observation.confidence,
        is_target=seen.observation.is_target,
        study_date=day,
        created_at=now,
        **row,
    )


def _recorded_use(
    word_id: int, evidence: str, rating: int | None, review_id: int | None
) -> RecordedUse:
    return RecordedUse(
        word_id=word_id,
        evidence=Evidence(evidence),
        rating=None if rating is None else Rating(rating),
        review_id=review_id,
    )
