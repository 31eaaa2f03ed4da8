"""How well replies keep to their briefs: planned words, the learner's level, the language."""

from dataclasses import dataclass

from django.db.models import Avg, Count, Q

from sessions.models import Target, Turn

ASKED_FOR = (Target.Mode.INTRODUCE, Target.Mode.ELICIT)
_SPEAKER = ("provider", "model", "prompt_version")


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the replies of one provider, model and prompt version did with their briefs."""

    provider: str
    model: str
    prompt_version: str
    replies: int
    in_other_language: int  # of the replies
    beyond_level_share: float | None  # mean of the replies, 0 to 1; None without a list of words
    planned: int  # targets to introduce or elicit
    missed: int  # of these

    @property
    def kept_percent(self) -> float | None:
        """Share of the planned targets that were treated as planned; None without any."""
        return _percent((self.planned - self.missed) / self.planned) if self.planned else None

    @property
    def beyond_level_percent(self) -> float | None:
        return None if self.beyond_level_share is None else _percent(self.beyond_level_share)


def plan_coverage() -> list[Coverage]:
    """Return the coverage of every provider, model and prompt version, the most used first.

    Greetings are not counted, and replies that were cancelled.
    """
    targets = _targets()
    turns = (
        Turn.objects.exclude(provider="")
        .values_list(*_SPEAKER)
        .annotate(
            replies=Count("id"),
            in_other_language=Count("id", filter=Q(in_language=False)),
            beyond=Avg("beyond_level_share"),
        )
        .order_by("-replies", *_SPEAKER)
    )
    return [
        Coverage(provider, model, version, replies, in_other_language, beyond, planned, missed)
        for provider, model, version, replies, in_other_language, beyond in turns
        for planned, missed in [targets.get((provider, model, version), (0, 0))]
    ]


def _targets() -> dict[tuple[str, str, str], tuple[int, int]]:
    """Return how many targets were planned and missed, by speaker."""
    rows = (
        Target.objects.filter(mode__in=ASKED_FOR, message__turn__isnull=False)
        .values_list(*(f"message__turn__{name}" for name in _SPEAKER))
        .annotate(planned=Count("id"), missed=Count("id", filter=Q(missed_plan=True)))
    )
    return {row[:3]: row[3:] for row in rows}


def _percent(share: float) -> float:
    return round(100 * share, 1)
