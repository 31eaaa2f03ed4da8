"""Reviews the learner gives on purpose, and what they can do to a card: undo, put aside, resume."""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from rest_framework import status
from rest_framework.exceptions import APIException

from learners.ledger import mark_studied
from learners.models import Learner
from learners.study_days import study_date
from progress.applying import Study, apply_review
from progress.cards import lock_card, log_event, rebuild
from progress.models import Card, Review
from progress.presets import locked_memory_settings
from progress.scheduler import Rating
from vocabulary.models import Word


class _Conflict(APIException):
    status_code = status.HTTP_409_CONFLICT


class StaleReview(_Conflict):
    """The review is older than the card's memory, which already knows better."""

    default_code = "stale_review"
    default_detail = "This word was reviewed after that moment already."


class CardSuspended(_Conflict):
    """The learner has put this word aside."""

    default_code = "card_suspended"
    default_detail = "This word is put aside. Resume it first."


class KeyReused(_Conflict):
    """The idempotency key stands for another review."""

    default_code = "idempotency_key_reused"
    default_detail = "This Idempotency-Key was used for another request."


class NothingToUndo(_Conflict):
    """The card has no review that still counts."""

    default_code = "nothing_to_undo"
    default_detail = "There is no review of this word to take back."


class NotSuspended(_Conflict):
    """The card is not put aside."""

    default_code = "card_not_suspended"
    default_detail = "This word is not put aside."


@transaction.atomic
def record_review(
    *,
    learner: Learner,
    word: Word,
    rating: Rating,
    reviewed_at: datetime | None,
    now: datetime,
    source: str = Review.Source.EXPLICIT,
    idempotency_key: str | None = None,
    response_time_ms: int | None = None,
) -> Review:
    """Apply one explicit review to the learner's card of a word, and log it.

    The card is locked, so that two devices reviewing the same word come one after the other. What
    a conversation of the same study day had counted is void: the learner's own answer decides.

    Args:
        reviewed_at: when the learner answered; None for just now.

    Raises:
        KeyReused: the key stands for another review.
        CardSuspended: the learner put this word aside.
        StaleReview: `reviewed_at` is before the card's last review.
    """
    digest = _digest(word.pk, rating, reviewed_at, response_time_ms)
    locked_memory_settings(learner)
    card = lock_card(learner, word.pk)
    if done := _recorded(learner, idempotency_key, digest):
        return done
    if card.suspended:
        raise CardSuspended
    _void_conversation(card, learner, day=study_date(reviewed_at or now, learner.zone), now=now)
    _spend_allowance(card, study_date(now, learner.zone))
    review = _apply(
        card,
        study=Study.of(learner, now=now, writing=True),
        rating=rating,
        reviewed_at=_moment(card, reviewed_at, now),
        source=source,
        response_time_ms=response_time_ms,
        idempotency_key=idempotency_key,
        request_digest=digest if idempotency_key else "",
    )
    mark_studied(learner=learner, day=review.study_date)
    return review


def _apply(card: Card, **review: Any) -> Review:
    try:
        with transaction.atomic():
            return apply_review(card, **review)
    except IntegrityError:  # at this very moment, another word took the key
        raise KeyReused from None


def _digest(*request: Any) -> str:
    return hashlib.sha256(json.dumps(request, default=str).encode()).hexdigest()


def _recorded(learner: Learner, key: str | None, digest: str) -> Review | None:
    if key is None:
        return None
    done = (
        Review.objects.filter(learner=learner, idempotency_key=key).select_related("card").first()
    )
    if done and done.request_digest != digest:
        raise KeyReused
    return done


def _moment(card: Card, reviewed_at: datetime | None, now: datetime) -> datetime:
    """Whoever waited for the lock comes after whoever held it."""
    if reviewed_at is None:
        return max(now, card.last_reviewed_at or now)
    if card.last_reviewed_at and reviewed_at < card.last_reviewed_at:
        raise StaleReview
    return reviewed_at


def _void_conversation(card: Card, learner: Learner, *, day: date, now: datetime) -> None:
    if card.last_study_date != day:
        return
    last = card.reviews.counted().in_order().last()
    if last is None or last.source != Review.Source.CONVERSATION:
        return
    log_event(card, kind=Review.Kind.VOID, learner=learner, now=now, revokes=last)
    rebuild(card, learner=learner)


def _spend_allowance(card: Card, today: date) -> None:
    """A word first met in a review is a new word of the day, like one the tutor introduces."""
    if card.introduced_date is None:
        card.introduced_date = today


@transaction.atomic
def undo(
    *, learner: Learner, word: Word, now: datetime, idempotency_key: str | None = None
) -> Card:
    """Take back the last review of a word, whoever gave it; the memory is what it was before.

    If that review had taken the place of a conversation's, the conversation's counts again.

    Raises:
        KeyReused: the key stands for another request.
        NothingToUndo: no review counts any more.
    """
    digest = _digest("undo", word.pk)
    card = lock_card(learner, word.pk)
    if _recorded(learner, idempotency_key, digest):
        return card
    last = card.reviews.undoable().in_order().last()
    if last is None:
        raise NothingToUndo
    log_event(
        card,
        kind=Review.Kind.UNDO,
        learner=learner,
        now=now,
        revokes=last,
        idempotency_key=idempotency_key,
        request_digest=digest if idempotency_key else "",
    )
    if void := card.reviews.voided_for(last):
        log_event(card, kind=Review.Kind.UNDO, learner=learner, now=now, revokes=void)
    rebuild(card, learner=learner)
    return card


@transaction.atomic
def suspend(*, learner: Learner, word: Word, now: datetime) -> Card:
    """Put a word aside: it is not due until it is resumed. Safe to repeat."""
    card = lock_card(learner, word.pk)
    if not card.suspended:
        _log_and_rebuild(card, Review.Kind.SUSPEND, learner, now)
    return card


@transaction.atomic
def mark_known(*, learner: Learner, word: Word, now: datetime) -> Card:
    """Put a word aside because the learner knows it. Safe to repeat."""
    card = lock_card(learner, word.pk)
    if not card.known:
        _log_and_rebuild(card, Review.Kind.KNOWN, learner, now)
    return card


@transaction.atomic
def resume(*, learner: Learner, word: Word, now: datetime) -> Card:
    """Take up a word that was put aside.

    Raises:
        NotSuspended: it was not put aside.
    """
    card = lock_card(learner, word.pk)
    if not card.suspended:
        raise NotSuspended
    _log_and_rebuild(card, Review.Kind.RESUME, learner, now)
    return card


def _log_and_rebuild(card: Card, kind: str, learner: Learner, now: datetime) -> None:
    log_event(card, kind=kind, learner=learner, now=now)
    rebuild(card, learner=learner)
