"""Cards are rebuilt from their log: when weights change, and to prove that nothing has drifted."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from copy import copy
from itertools import islice
from typing import Final

from django.db import transaction

from learners.models import Learner
from progress.cards import log_row, set_state
from progress.models import Card, CardQuerySet, Review
from progress.presets import locked_memory_settings, memory_settings, preset_of
from progress.replaying import LogRow, replay, taken_back
from progress.scheduler import Preset

_CHUNK: Final = 500
_FIELDS: Final = (
    "state",
    "step",
    "stability",
    "difficulty",
    "repetitions",
    "lapses",
    "last_reviewed_at",
    "last_study_date",
    "due_at",
    "due_date",
    "scheduled_days",
    "suspended",
    "known",
)


def rebuild_memories(learner: Learner) -> int:
    """Replay every card of a learner with the weights in use; return how many changed.

    Due dates are those of the log, so other weights do not move them. Some hundred cards at a
    time are locked, so that nobody waits for long.
    """
    cards = Card.objects.filter(learner=learner).order_by("id")
    return rebuild_cards(learner, list(cards.values_list("id", flat=True)))


def rebuild_cards(learner: Learner, card_ids: Sequence[int]) -> int:
    """Do so with some cards of a learner, given in ascending order."""
    preset = preset_of(memory_settings(learner), learner)
    return sum(
        _rebuild_chunk(learner, card_ids[start : start + _CHUNK], preset)
        for start in range(0, len(card_ids), _CHUNK)
    )


@transaction.atomic
def _rebuild_chunk(learner: Learner, card_ids: Sequence[int], preset: Preset) -> int:
    locked_memory_settings(learner)
    cards = Card.objects.filter(pk__in=card_ids).order_by("id").select_for_update()
    rebuilt = [
        (card, _rebuilt(card, rows, preset, learner)) for card, rows in _with_log(list(cards))
    ]
    changed = [after for before, after in rebuilt if _differing(before, after)]
    # One statement for all of them; an UPDATE with a CASE per card takes ten times as long.
    Card.objects.bulk_create(
        changed,
        batch_size=_CHUNK,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=list(_FIELDS),
    )
    return len(changed)


def differences(learner: Learner) -> Iterator[tuple[Card, list[str]]]:
    """Yield the cards that are not what their log says, with the fields that differ."""
    preset = preset_of(memory_settings(learner), learner)
    for chunk in _chunks(Card.objects.filter(learner=learner).order_by("id")):
        for card, rows in _with_log(chunk):
            names = _differing(card, _rebuilt(card, rows, preset, learner))
            if {row.id for row in rows if not row.counts} != taken_back(rows):
                names.append("counts")
            if names:
                yield card, names


def _rebuilt(card: Card, rows: list[LogRow], preset: Preset, learner: Learner) -> Card:
    rebuilt = copy(card)
    set_state(rebuilt, replay(rows, preset=preset), learner=learner)
    return rebuilt


def _differing(card: Card, rebuilt: Card) -> list[str]:
    return [name for name in _FIELDS if getattr(card, name) != getattr(rebuilt, name)]


def _chunks(cards: CardQuerySet) -> Iterator[list[Card]]:
    remaining = cards.iterator(chunk_size=_CHUNK)
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk


def _with_log(cards: list[Card]) -> Iterator[tuple[Card, list[LogRow]]]:
    rows: dict[int, list[LogRow]] = defaultdict(list)
    for review in Review.objects.filter(card__in=[card.pk for card in cards]).order_by("id"):
        rows[review.card_id].append(log_row(review))
    return ((card, rows[card.pk]) for card in cards)
