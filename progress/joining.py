"""Two entries turn out to be one word: the learners' memories of both become one, and can part.

Nothing is forgotten. Where a learner knew only the duplicate, the card changes its word. Where
they had both, the two logs are one log and the card is what its replay says.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from learners.models import Learner
from progress.cards import log_event, rebuild
from progress.models import Card, Review, WordUse
from progress.replaying import elapsed_days
from vocabulary.models import Word

Moved = dict[str, Any]
# A review, and the elapsed and counted days it had.
CountedDays = tuple[int, int | None, int | None]


def join_cards(*, duplicate: Word, survivor: Word, now: datetime) -> Moved:
    """Move every learner's progress to `survivor`; return what `part_cards` needs, as JSON has it.

    Call it in a transaction.
    """
    both = Card.objects.filter(word=survivor).values("learner")
    of_duplicate = Card.objects.filter(word=duplicate).select_for_update().order_by("id")
    joined = [
        _join(card, survivor, now)
        for card in of_duplicate.filter(learner__in=both).select_related("learner")
    ]
    alone = list(of_duplicate.values_list("pk", flat=True))
    Card.objects.filter(pk__in=alone).update(word=survivor)
    return {"alone": alone, "joined": joined, "uses": _move_uses(duplicate, survivor)}


def part_cards(moved: Moved, *, duplicate: Word, survivor: Word) -> None:
    """Give the duplicate back what `join_cards` took from it.

    Reviews recorded since stay with the card that they were recorded on.
    """
    again = Card.objects.filter(word=duplicate).values("learner")
    alone = Card.objects.filter(pk__in=moved["alone"], word=survivor)
    alone.exclude(learner__in=list(again.values_list("learner", flat=True))).update(word=duplicate)
    for joined in moved["joined"]:
        _part(joined, duplicate, survivor)
    WordUse.objects.filter(pk__in=moved["uses"], word=survivor).update(word=duplicate)


def _join(duplicate: Card, survivor_word: Word, now: datetime) -> Moved:
    card = Card.objects.select_for_update().get(learner=duplicate.learner, word=survivor_word)
    moved: Moved = {
        "learner": str(card.learner_id),
        "introduced": [_day(duplicate.introduced_date), duplicate.introductions],
        "introduced_before": [_day(card.introduced_date), card.introductions],
        "reviews": list(duplicate.reviews.values_list("pk", flat=True)),
    }
    put_aside = duplicate.suspended and card.suspended
    known = duplicate.known or card.known
    duplicate.reviews.update(card=card)
    duplicate.delete()
    moved["days"] = _count_days_anew(card)
    _introduced_first(card, duplicate)
    rebuild(card, learner=duplicate.learner)
    moved["events"] = _settle(card, put_aside=put_aside, known=known, now=now)
    return moved


def _part(moved: Moved, duplicate: Word, survivor: Word) -> None:
    learner = Learner.objects.get(pk=moved["learner"])
    card = Card.objects.select_for_update().filter(learner=learner, word=survivor).first()
    introduced, introductions = moved["introduced"]
    back, _ = Card.objects.get_or_create(
        learner=learner,
        word=duplicate,
        defaults={"introduced_date": introduced, "introductions": introductions},
    )
    Review.objects.filter(pk__in=moved["reviews"]).update(card=back)
    Review.objects.filter(pk__in=moved["events"]).delete()
    _count_days_as_before(moved["days"])
    back.refresh_from_db()
    rebuild(back, learner=learner)
    if card is not None:
        card.introduced_date, card.introductions = moved["introduced_before"]
        card.save(update_fields=["introduced_date", "introductions"])
        card.refresh_from_db()
        rebuild(card, learner=learner)


def _count_days_anew(card: Card) -> list[CountedDays]:
    """Set the days between reviews to those of the common log; return them as they were.

    In the joined log a review follows the other word's: FSRS must not be told of a long pause.
    """
    before: list[CountedDays] = []
    last_date: date | None = None
    for review in card.reviews.counted().in_order():
        elapsed = elapsed_days(last_date, review.study_date)
        was_first = review.elapsed_days is None
        counted = elapsed if was_first else min(review.counted_days or 0, elapsed)
        if (elapsed, counted) != (review.elapsed_days or 0, review.counted_days or 0):
            before.append((review.pk, review.elapsed_days, review.counted_days))
            Review.objects.filter(pk=review.pk).update(elapsed_days=elapsed, counted_days=counted)
        last_date = review.study_date
    return before


def _count_days_as_before(days: Iterable[CountedDays]) -> None:
    for pk, elapsed, counted in days:
        Review.objects.filter(pk=pk).update(elapsed_days=elapsed, counted_days=counted)


def _introduced_first(card: Card, duplicate: Card) -> None:
    dates = [day for day in (card.introduced_date, duplicate.introduced_date) if day]
    card.introduced_date = min(dates, default=None)
    card.introductions = max(card.introductions, duplicate.introductions)


def _settle(card: Card, *, put_aside: bool, known: bool, now: datetime) -> list[int]:
    """A word is put aside if both were, and known if one was; return the rows that say so."""
    if known and not card.known:
        kind = Review.Kind.KNOWN
    elif card.suspended and not (known or put_aside):
        kind = Review.Kind.RESUME
    else:
        return []
    event = log_event(card, kind=kind, learner=card.learner, now=now)
    rebuild(card, learner=card.learner)
    return [event.pk]


def _move_uses(duplicate: Word, survivor: Word) -> list[int]:
    """Move the evidence, but for messages in which both words were used."""
    uses = WordUse.objects.filter(word=duplicate)
    shared = WordUse.objects.filter(word=survivor, message_id__isnull=False).values("message_id")
    moved = list(uses.exclude(message_id__in=shared).values_list("pk", flat=True))
    moved += uses.filter(message_id=None).exclude(pk__in=moved).values_list("pk", flat=True)
    WordUse.objects.filter(pk__in=moved).update(word=survivor)
    return moved


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
