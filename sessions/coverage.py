"""How well replies keep to their plan: introduced words said, elicited words left to the learner."""

from dataclasses import dataclass

from django.db.models import Count, Q

from sessions.models import Target

ASKED_FOR = (Target.Mode.INTRODUCE, Target.Mode.ELICIT)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The targets that one provider, model and prompt version was told to introduce or elicit."""

    provider: str
    model: str
    prompt_version: str
    planned: int
    missed: int

    @property
    def kept_percent(self) -> float:
        return round(100 * (self.planned - self.missed) / self.planned, 1)


def plan_coverage() -> list[Coverage]:
    """Return the coverage of every provider, model and prompt version, the most used first."""
    rows = (
        Target.objects.filter(mode__in=ASKED_FOR, message__turn__isnull=False)
        .exclude(message__turn__provider="")
        .values_list(
            "message__turn__provider", "message__turn__model", "message__turn__prompt_version"
        )
        .annotate(planned=Count("id"), missed=Count("id", filter=Q(missed_plan=True)))
        .order_by("-planned")
    )
    return [Coverage(*row) for row in rows]
