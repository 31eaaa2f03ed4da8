"""What a learner was corrected for most often."""

from dataclasses import dataclass

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from learners.models import Learner
from sessions.models import Correction


@dataclass(frozen=True, slots=True)
class ErrorKind:
    """One kind of error, how often it was corrected, and its last example."""

    error_type: str
    count: int
    severity: str | None
    example: str | None


def common_errors(learner: Learner, *, limit: int) -> tuple[int, list[ErrorKind]]:
    """Return how many corrections there were, and the most frequent kinds.

    Corrections that staff found to be wrong are left out.
    """
    corrections = Correction.objects.filter(message__session__learner=learner).exclude(
        report__status="upheld"
    )
    # Windows go through the corrections once; a subquery for the last of each code, once for each.
    newest_first = [F("message__created_at").desc(), F("position").asc()]
    kinds = list(
        corrections.annotate(
            count=Window(Count("id"), partition_by="code"),
            place=Window(RowNumber(), partition_by="code", order_by=newest_first),
        )
        .filter(place=1)
        .order_by("-count", "code")
    )
    items = [_error_kind(last, last.count) for last in kinds[:limit]]
    return sum(last.count for last in kinds), items


def _error_kind(last: Correction, count: int) -> ErrorKind:
    better = f" → {last.suggestion}" if last.suggestion else ""
    return ErrorKind(last.code, count, last.severity, f"{last.span}{better}")
