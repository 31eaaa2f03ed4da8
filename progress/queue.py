"""What to learn next: due cards first, then new words within the day's allowance."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from django.core import signing
from django.db.models import Exists, OuterRef, Q, QuerySet

from learners.models import Learner, WordList
from learners.study_days import study_date
from progress.applying import Outcome, Study, outcomes_of
from progress.cards import recall_of
from progress.evidence import Evidence
from progress.introducing import MAX_INTRODUCTIONS, new_words_left
from progress.models import Card, CardQuerySet, WordUse
from progress.replaying import elapsed_days
from progress.scheduler import Rating, State
from queries import compiled
from vocabulary.languages import levels_to_learn
from vocabulary.models import IS_CONTENT, Word
from vocabulary.topics import TOPICS

_CURSOR: Final = "progress.due"


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A word to learn next, and what each of the four answers would do.

    `card` is None for a word the learner never met.
    """

    word: Word
    card: Card | None
    retrievability: float | None
    preview: dict[Rating, Outcome]


@dataclass(frozen=True, slots=True)
class DuePage:
    """Some due cards, and where the next ones start."""

    items: list[QueueItem]
    next_cursor: str | None


class BadCursor(ValueError):
    """The cursor was not given out by this list."""


def queue(learner: Learner, *, now: datetime, language: str, limit: int) -> list[QueueItem]:
    """Return the next words to learn, with previews that a review at `now` would keep."""
    cards = due_words(learner, now=now, language=language, limit=limit)
    room = limit - len(cards)
    words = new_words(learner, now=now, language=language, limit=room) if room else []
    study = Study.of(learner, now=now)
    new = [_item(Card(learner=learner, word=word), study, now, met=False) for word in words]
    return [_item(card, study, now) for card in cards] + new


def due_page(
    learner: Learner, *, now: datetime, language: str, limit: int, cursor: str | None
) -> DuePage:
    """Return one page of the due cards; later pages stay with the moment of the first.

    Raises:
        BadCursor: see there.
    """
    as_of, after = _read_cursor(cursor) if cursor else (now, None)
    due = _due(learner, as_of, language)
    if after:
        due_at, card_id = after
        # The first condition alone finds the place in the index.
        due = due.filter(Q(due_at__gte=due_at), Q(due_at__gt=due_at) | Q(id__gt=card_id))
    cards = list(due[: limit + 1])
    study = Study.of(learner, now=now)
    more = len(cards) > limit
    return DuePage(
        items=[_item(card, study, now) for card in cards[:limit]],
        next_cursor=_cursor(as_of, cards[limit - 1]) if more else None,
    )


def due_words(learner: Learner, *, now: datetime, language: str, limit: int) -> list[Card]:
    """Return the due cards of a language, longest due first, with their words."""
    return list(_due(learner, now, language)[:limit])


def due_word_ids(learner: Learner, *, now: datetime, language: str, limit: int) -> list[int]:
    """Return the ids of the due words, longest due first."""
    return _due_word_ids(limit)(learner=learner.pk, now=now, language=language)


@lru_cache
def _due_word_ids(limit: int) -> compiled.Select[int]:
    return compiled.Select(
        lambda learner, now, language: _due(learner, now, language).values_list(
            "word_id", flat=True
        )[:limit]
    )


def _due(learner: Learner, now: datetime, language: str) -> CardQuerySet:
    cards = Card.objects.filter(served_in(language), learner=learner)
    return cards.due(now).select_related("word")


def served_to(learner: Learner) -> Q:
    """Return the condition of the cards that the queue serves when they are due."""
    return served_in(learner.target_language)


def served_in(language: str) -> Q:
    return Q(suspended=False, word__language=language, word__status=Word.Status.LIVE)


def _item(card: Card, study: Study, now: datetime, *, met: bool = True) -> QueueItem:
    day = study_date(now, study.learner.zone)
    reviewed = card.state != State.NEW
    counted = elapsed_days(card.last_study_date, day)
    return QueueItem(
        word=card.word,
        card=card if met else None,
        retrievability=recall_of(card, day=day, preset=study.preset) if reviewed else None,
        preview=outcomes_of(
            card, study=study, preset=study.preset, reviewed_at=now, counted=counted
        ),
    )


def _cursor(as_of: datetime, card: Card) -> str:
    assert card.due_at is not None  # it is due
    return signing.dumps([as_of.isoformat(), card.due_at.isoformat(), card.pk], salt=_CURSOR)


def _read_cursor(cursor: str) -> tuple[datetime, tuple[datetime, int]]:
    try:
        as_of, due_at, card_id = signing.loads(cursor, salt=_CURSOR)
    except signing.BadSignature:
        raise BadCursor from None
    return datetime.fromisoformat(as_of), (datetime.fromisoformat(due_at), card_id)


def new_words(
    learner: Learner,
    *,
    now: datetime,
    language: str,
    topic: str = "",
    word_list: WordList | None = None,
    limit: int,
) -> list[Word]:
    """Return words to introduce, within the allowance."""
    room = min(limit, new_words_left(learner, now))
    ids = new_word_ids(learner, language=language, topic=topic, word_list=word_list, limit=room)
    words = Word.objects.in_bulk(ids)
    return [words[word_id] for word_id in ids]


def new_word_ids(
    learner: Learner,
    *,
    language: str,
    topic: str = "",
    word_list: WordList | None = None,
    limit: int,
) -> list[int]:
    """Return the ids of words to introduce; the allowance is the caller's affair.

    Those of the list come first, whatever their level, then those of the topic, then by rank.
    """
    if not limit:
        return []
    listed = _listed_words(learner, word_list, limit) if word_list else []
    chosen = dict.fromkeys(listed)
    for word_id in _new_words(learner, language, topic, 2 * limit):
        if len(chosen) == limit:
            break
        chosen[word_id] = None
    return list(chosen)


def _listed_words(learner: Learner, word_list: WordList, limit: int) -> list[int]:
    mistaken = has_shown(learner, Evidence.LEXICAL_ERROR, word="word")
    said = has_shown(learner, Evidence.SPONTANEOUS_USE, word="word")
    entries = word_list.entries.filter(
        mistaken | ~said, ~_met(learner, word="word"), word__status=Word.Status.LIVE
    )
    return list(entries.order_by("added_at", "id").values_list("word_id", flat=True)[:limit])


def returning_word_ids(learner: Learner, *, language: str, limit: int) -> list[int]:
    """Return words that were introduced and never used, the longest ago first.

    They cost no allowance. After the third introduction they stay away.
    """
    return _returning(limit)(learner=learner.pk, language=language)


@lru_cache
def _returning(limit: int) -> compiled.Select[int]:
    cards = Card.objects.active().filter(
        word__status=Word.Status.LIVE,
        state=Card.State.NEW,
        introductions__range=(1, MAX_INTRODUCTIONS - 1),
    )
    return compiled.Select(
        lambda learner, language: (
            cards.filter(learner=learner, word__language=language)
            .order_by("id")
            .values_list("word_id", flat=True)[:limit]
        )
    )


def _new_words(learner: Learner, language: str, topic: str, limit: int) -> Iterator[int]:
    """Yield words of the topic, then others; these are looked up only when asked for."""
    levels, limit = levels_to_learn(learner.cefr_level), _rounded_up(limit)
    if topic in TOPICS:
        yield from _learnable(levels, topic, limit)(learner=learner.pk, language=language)
    yield from _learnable(levels, "", limit)(learner=learner.pk, language=language)


def _rounded_up(limit: int) -> int:
    """Return a limit that few queries are compiled for."""
    return 1 << (limit - 1).bit_length()


@lru_cache(maxsize=512)
def _learnable(levels: tuple[str, ...], topic: str, limit: int) -> compiled.Select[int]:
    """Return the query for words the learner could be introduced to, the most frequent first.

    Words of lower levels and function words count as known until a lexical error says otherwise; a
    word used unprompted is known; a word without a level goes by its rank alone.
    """
    words = Word.objects.live().by_rank()
    if topic:
        words = words.about(topic)
    at_level = IS_CONTENT & Q(level__in=["", *levels])

    def learnable(learner: Learner, language: str) -> QuerySet[Word, int]:
        mistaken = has_shown(learner, Evidence.LEXICAL_ERROR)
        said = has_shown(learner, Evidence.SPONTANEOUS_USE)
        unknown = mistaken | (at_level & ~said)
        found = words.in_language(language).filter(unknown, ~_met(learner))
        return found.values_list("pk", flat=True)[:limit]

    return compiled.Select(learnable)


def _met(learner: Learner, *, word: str = "pk") -> Exists:
    """Words whose card has begun: introduced, reviewed or put aside."""
    begun = ~Q(state=Card.State.NEW) | Q(introductions__gt=0) | Q(suspended=True)
    return Exists(Card.objects.filter(begun, learner=learner, word=OuterRef(word)))


def has_shown(learner: Learner, evidence: Evidence, *, word: str = "pk") -> Exists:
    """Return the condition that the learner has shown such evidence of a word."""
    return Exists(
        WordUse.objects.filter(learner=learner, word=OuterRef(word), evidence=evidence.value)
    )
