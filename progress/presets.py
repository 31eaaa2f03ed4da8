"""How one learner's cards are scheduled: profile, personal weights, time zone."""

from django.db import transaction

from learners.models import Learner
from learners.study_days import starts_at
from progress.models import Card, MemorySettings
from progress.scheduler import DEFAULT_WEIGHTS, Preset
from queries import compiled

_locked = compiled.Select(
    lambda learner: (
        MemorySettings.objects.select_for_update(of=("self",))
        .select_related("parameters")
        .filter(learner=learner)
    )
)


def memory_settings(learner: Learner) -> MemorySettings:
    """Return the learner's settings; ones not saved yet if there are none.

    A learner who moved to another time zone keeps their due dates: the moments follow here.
    """
    settings = MemorySettings.objects.filter(learner=learner).select_related("parameters").first()
    if settings is None:
        return MemorySettings(learner=learner, timezone=learner.timezone)
    if settings.timezone != learner.timezone:
        _move_due_moments(settings, learner)
    return settings


def kept_memory_settings(learner: Learner) -> MemorySettings:
    """Return the learner's settings, saved."""
    settings = memory_settings(learner)
    if settings._state.adding:
        MemorySettings.objects.bulk_create([settings], ignore_conflicts=True)
        settings = MemorySettings.objects.select_related("parameters").get(learner=learner)
    return settings


def locked_memory_settings(learner: Learner) -> MemorySettings:
    """Return the learner's settings, saved and locked until the transaction ends.

    Whoever changes several cards of a learner takes this lock before those of the cards, so that
    two of them never wait for each other.
    """
    settings = _locked.first(learner=learner.pk)
    if settings is None:
        kept_memory_settings(learner)
        [settings] = _locked(learner=learner.pk)
    if settings.timezone != learner.timezone:
        _move_due_moments(settings, learner)
    return settings


@transaction.atomic
def change_maximum_interval(*, learner: Learner, days: int) -> MemorySettings:
    """Let no review lie further ahead than `days`; cards already scheduled stay where they are."""
    settings = kept_memory_settings(learner)
    settings.maximum_interval = days
    settings.save(update_fields=["maximum_interval"])
    return settings


def preset_of(settings: MemorySettings, learner: Learner) -> Preset:
    return Preset(
        weights=tuple(settings.parameters.weights) if settings.parameters else DEFAULT_WEIGHTS,
        desired_retention=learner.desired_retention,
        maximum_interval=settings.maximum_interval,
    )


@transaction.atomic
def _move_due_moments(settings: MemorySettings, learner: Learner) -> None:
    cards = list(
        Card.objects.filter(learner=learner, due_date__isnull=False)
        .select_for_update()
        .order_by("id")
        .only("id", "due_date", "due_at")
    )
    for card in cards:
        if card.due_date:
            card.due_at = starts_at(card.due_date, learner.zone)
    Card.objects.bulk_update(cards, ["due_at"], batch_size=500)
    settings.timezone = learner.timezone
    settings.save(update_fields=["timezone"])
