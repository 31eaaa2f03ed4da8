"""What to learn next: due cards first, then new words within the day's allowance."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from django.db.models import Exists, OuterRef, Q

from learners.models import Learner
from progress.evidence import Evidence
from progress.introducing import MAX_INTRODUCTIONS, new_words_left
from progress.models import Card, WordUse
from vocabulary.languages import levels_to_learn
from vocabulary.models import Word
from vocabulary.topics import TOPICS


def due_words(learner: Learner, *, now: datetime, language: str, limit: int) -> list[Card]:
    """Return the due cards of a language, longest due first, with their words."""
    due = Card.objects.filter(learner=learner, word__language=language).due(now)
    return list(due.select_related("word")[:limit])


def new_words(
    learner: Learner, *, now: datetime, language: str, topic: str = "", limit: int
) -> list[Word]:
    """Return words to introduce: those of the topic first, then by rank, within the allowance."""
    room = min(limit, new_words_left(learner, now))
    return list(islice(_new_words(learner, language, topic, room), room)) if room else []


def returning_words(learner: Learner, *, language: str, limit: int) -> list[Word]:
    """Return words that were introduced and never used, the longest ago first.

    They cost no allowance. After the third introduction they stay away.
    """
    cards = Card.objects.active().filter(
        learner=learner,
        word__language=language,
        word__status=Word.Status.LIVE,
        state=Card.State.NEW,
        introductions__range=(1, MAX_INTRODUCTIONS - 1),
    )
    return [card.word for card in cards.select_related("word").order_by("id")[:limit]]


def _new_words(learner: Learner, language: str, topic: str, limit: int) -> Iterator[Word]:
    words = learnable_words(learner, language).by_rank()
    given = []
    if topic in TOPICS:
        given = list(words.about(topic)[:limit])
        yield from given
    yield from words.exclude(pk__in=[word.pk for word in given])[:limit]


def learnable_words(learner: Learner, language: str):
    """Return the words the learner could be introduced to.

    Words of lower levels and function words count as known until a lexical error says otherwise; a
    word used unprompted is known; a language without levels goes by rank alone.
    """
    words = Word.objects.live().in_language(language)
    at_level = words.content()
    if words.exclude(level="").exists():
        at_level = at_level.filter(level__in=levels_to_learn(learner.cefr_level))
    mistaken = _shown(learner, Evidence.LEXICAL_ERROR)
    said = _shown(learner, Evidence.SPONTANEOUS_USE)
    return words.filter(mistaken | (Q(pk__in=at_level.values("pk")) & ~said), ~_met(learner))


def _met(learner: Learner) -> Exists:
    """Words whose card has begun: introduced, reviewed or put aside."""
    begun = ~Q(state=Card.State.NEW) | Q(introductions__gt=0) | Q(suspended=True)
    return Exists(Card.objects.filter(begun, learner=learner, word=OuterRef("pk")))


def _shown(learner: Learner, evidence: Evidence) -> Exists:
    return Exists(
        WordUse.objects.filter(learner=learner, word=OuterRef("pk"), evidence=evidence.value)
    )
