"""A learner says that a correction is wrong."""

from datetime import datetime

from sessions.models import Correction, CorrectionReport


def report_correction(correction: Correction, *, reason: str, now: datetime) -> CorrectionReport:
    """Put a correction into the staff's queue; said again, only the reason is new."""
    report, _ = CorrectionReport.objects.update_or_create(
        correction=correction,
        defaults={"reason": reason},
        create_defaults={"reason": reason, "code": correction.code, "reported_at": now},
    )
    return report
