"""New words: how many a day, and which card remembers that a word was introduced."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Count, F
from django.db.models.functions import Coalesce, Least

from learners.models import Learner
from learners.study_days import study_date
from progress.cards import lock_cards
from progress.models import Card
from queries import compiled

# A word introduced and not used comes back twice, then is left alone.
MAX_INTRODUCTIONS: Final = 3

_begin = compiled.Insert(Card, ignore_conflicts=True)
_introduce = compiled.Update(
    lambda cards, today: (
        Card.objects.filter(pk__in=cards),
        {
            "introductions": Least(F("introductions") + 1, MAX_INTRODUCTIONS),
            "introduced_date": Coalesce("introduced_date", today),
        },
    )
)
_introduced_on = compiled.Select(
    lambda learner, day: (
        Card.objects.filter(learner=learner, introduced_date=day)
        .values_list("learner")
        .annotate(Count("pk"))
    )
)


@transaction.atomic(savepoint=False)
def introduce(*, learner: Learner, word_ids: Collection[int], now: datetime) -> None:
    """Note that the tutor introduced these words.

    The first introduction of a word spends the day's allowance; its returns do not.
    """
    _begin([Card(learner=learner, word_id=word_id) for word_id in word_ids])
    cards = lock_cards(learner, word_ids).values()
    _introduce(cards=[card.pk for card in cards], today=study_date(now, learner.zone))


def introduced_today(learner: Learner, now: datetime) -> int:
    """Return how many words the learner met for the first time on this study day."""
    return sum(n for _, n in _introduced_on(learner=learner.pk, day=study_date(now, learner.zone)))


def new_words_left(learner: Learner, now: datetime) -> int:
    """Return how many new words the learner's daily allowance still has room for."""
    return max(0, learner.new_words_per_day - introduced_today(learner, now))
