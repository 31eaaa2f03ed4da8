"""A learner says that a correction is wrong; staff judge, and switch bad rules off."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from sessions.models import Correction, CorrectionReport, RuleSwitch


def report_correction(correction: Correction, *, reason: str, now: datetime) -> CorrectionReport:
    """Put a correction into the staff's queue; said again, only the reason is new."""
    report, _ = CorrectionReport.objects.update_or_create(
        correction=correction,
        defaults={"reason": reason},
        create_defaults={"reason": reason, "code": correction.code, "reported_at": now},
    )
    return report


def decide_reports(reports: QuerySet[CorrectionReport], *, status: str) -> tuple[int, int]:
    """Judge open reports; return how many, and how many were judged before and left so."""
    total = reports.count()
    open_ids = list(
        reports.filter(status=CorrectionReport.Status.OPEN).values_list("pk", flat=True)
    )
    decided = CorrectionReport.objects.filter(
        pk__in=open_ids, status=CorrectionReport.Status.OPEN
    ).update(status=status)
    return decided, total - decided


def switch_rule_off(code: str, *, reason: str, by: UUID | None) -> None:
    """Keep a rule from correcting anybody. Safe to repeat."""
    RuleSwitch.objects.get_or_create(
        code=code[:60], defaults={"reason": reason, "switched_off_by_id": by}
    )


def switch_rule_on(code: str) -> None:
    RuleSwitch.objects.filter(code=code).delete()
