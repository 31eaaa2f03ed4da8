"""Which words a learner knows, over the whole list of a language by rank.

Each word stands somewhere:

- known:    its card is mastered, or the learner said that they know it; and if it was reviewed at
            all, it is still recalled with a probability of `KNOWN_RECALL`.
- learning: it was reviewed, and is not known, or no more.
- assumed:  no card, but it counts as known until a lexical error says otherwise: the learner used
            it unprompted, or it is a function word or of a level below theirs.
- new:      every other word.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, TypeAlias, TypedDict, cast

from django.core import signing
from django.db.models import (
    Case,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThanOrEqual
from django_stubs_ext import WithAnnotations

from learners.models import Learner
from learners.study_days import study_date
from progress.cards import recall_of
from progress.evidence import Evidence
from progress.figures import MASTERED
from progress.models import Card
from progress.presets import memory_settings, preset_of
from progress.queue import BadCursor, has_shown
from progress.scheduler import Preset, share_of_stability
from vocabulary.languages import LEVELS
from vocabulary.models import IS_CONTENT, Word

_CURSOR: Final = "progress.words"
# The least that a learner can ask the schedule to keep: what fell below it is to be learned again.
KNOWN_RECALL: Final = 0.70


class Standing(TextChoices):
    """The words of the wire."""

    KNOWN = "known"
    LEARNING = "learning"
    ASSUMED = "assumed"
    NEW = "new"


class _Standing(TypedDict):
    standing: str


WordWithStanding: TypeAlias = "WithAnnotations[Word, _Standing]"


@dataclass(frozen=True, slots=True)
class StandingWord:
    """A word, and what its learner remembers of it; `card` is None for a word never met."""

    word: WordWithStanding
    card: Card | None
    retrievability: float | None

    @property
    def standing(self) -> str:
        return self.word.standing


@dataclass(frozen=True, slots=True)
class Block:
    """How many words of some neighbouring ranks stand where."""

    first_rank: int
    last_rank: int
    counts: dict[str, int]


def words_of(
    learner: Learner, *, now: datetime, language: str, level: str = "", topic: str = ""
) -> QuerySet[WordWithStanding]:
    """Return the live words of a language, each with its `standing`."""
    words = Word.objects.live().in_language(language)
    if level:
        words = words.filter(level=level)
    if topic:
        words = words.about(topic)
    by_card = Subquery(_standings_by_card(learner, study_date(now, learner.zone)))
    standing = Coalesce(by_card, _standing_without_card(learner))
    return cast("QuerySet[WordWithStanding]", words.annotate(standing=standing))


def blocks_of(words: QuerySet[WordWithStanding], *, ranks: int) -> list[Block]:
    """Count the words by standing in blocks of so many ranks; blocks without words are left out."""
    rows = (
        words.values_list((F("frequency_rank") - 1) / ranks, "standing")
        .annotate(Count("id"))
        .order_by()
    )
    counted: dict[int, dict[str, int]] = {}
    for place, standing, count in sorted(rows):
        counted.setdefault(place, dict.fromkeys(Standing.values, 0))[standing] = count
    return [
        Block(first_rank=place * ranks + 1, last_rank=(place + 1) * ranks, counts=counts)
        for place, counts in counted.items()
    ]


def page_of(
    words: QuerySet[WordWithStanding],
    learner: Learner,
    *,
    now: datetime,
    limit: int,
    cursor: str | None,
) -> tuple[list[StandingWord], str | None]:
    """Return some words by rank, and the cursor of the next ones.

    Raises:
        BadCursor: see there.
    """
    if cursor:
        rank, word_id = _read_cursor(cursor)
        # The first condition alone finds the place in the index.
        after = Q(frequency_rank__gt=rank) | Q(id__gt=word_id)
        words = words.filter(after, frequency_rank__gte=rank)
    found = list(words.order_by("frequency_rank", "id")[: limit + 1])
    shown, more = found[:limit], len(found) > limit
    return _with_memory(shown, learner, now), _cursor(shown[-1]) if more else None


def _standings_by_card(learner: Learner, today: date) -> QuerySet[Card, tuple[Any, ...]]:
    """Standings of the words that something happened to."""
    cards = Card.objects.filter(learner=learner, word=OuterRef("pk")).exclude(
        state=Card.State.NEW, known=False, introductions=0
    )
    preset = preset_of(memory_settings(learner), learner)
    remembered = Q(state=Card.State.NEW) | _is_recalled(KNOWN_RECALL, today, preset)
    standing = Case(
        When((MASTERED | Q(known=True)) & remembered, then=Value(Standing.KNOWN)),
        When(state=Card.State.NEW, then=Value(Standing.NEW)),
        default=Value(Standing.LEARNING),
    )
    return cards.values_list(standing)


def _is_recalled(recall: float, today: date, preset: Preset) -> Q:
    """Return the condition that a reviewed card is recalled today with that probability.

    Recall falls to it after the same share of the stability, whatever the card.
    """
    share = timedelta(days=share_of_stability(recall, weights=preset.weights))
    elapsed = ExpressionWrapper(Value(today) - F("last_study_date"), DurationField())
    lasting = ExpressionWrapper(F("stability") * Value(share), DurationField())
    return Q(LessThanOrEqual(elapsed, lasting))


def _standing_without_card(learner: Learner) -> Case:
    below = LEVELS[: LEVELS.index(learner.cefr_level)]
    easy = Q(level__in=below) | ~IS_CONTENT
    said = has_shown(learner, Evidence.SPONTANEOUS_USE)
    assumed = (easy | said) & ~has_shown(learner, Evidence.LEXICAL_ERROR)
    return Case(When(assumed, then=Value(Standing.ASSUMED)), default=Value(Standing.NEW))


def _with_memory(
    words: Sequence[WordWithStanding], learner: Learner, now: datetime
) -> list[StandingWord]:
    cards = {card.word_id: card for card in Card.objects.filter(learner=learner, word__in=words)}
    preset = preset_of(memory_settings(learner), learner)
    today = study_date(now, learner.zone)

    def recall(card: Card | None) -> float | None:
        if card is None or card.state == Card.State.NEW:
            return None
        return recall_of(card, day=today, preset=preset)

    met = ((word, cards.get(word.pk)) for word in words)
    return [StandingWord(word=word, card=card, retrievability=recall(card)) for word, card in met]


def _cursor(word: Word) -> str:
    return signing.dumps([word.frequency_rank, word.pk], salt=_CURSOR)


def _read_cursor(cursor: str) -> tuple[int, int]:
    try:
        rank, word_id = signing.loads(cursor, salt=_CURSOR)
    except signing.BadSignature:
        raise BadCursor from None
    return rank, word_id
