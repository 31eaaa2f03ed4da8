from django.utils import timezone

from sessions.desk.reports import decide_reports, report_correction
from sessions.figures.errors import common_errors
from sessions.models import CorrectionReport
from tests.sessions.talks import correct, talk


def test_errors_are_counted_by_kind_but_those_that_were_none(learner, other_learner):
    session = talk(learner, 0, 1)
    correct(session, "fr.gender", "le table", "la table")
    correct(session, "fr.gender", "un chaise", "une chaise")
    wrong = correct(session, "fr.aux", "je suis allé", "j'ai allé")
    correct(talk(other_learner, 0, 1), "fr.gender", "le porte", "la porte")
    report_correction(wrong, reason="", now=timezone.now())
    decide_reports(CorrectionReport.objects.all(), status="upheld")

    total, (kind,) = common_errors(learner, limit=5)

    assert (total, kind.error_type, kind.count) == (2, "fr.gender", 2)
    assert (kind.severity, kind.example) == ("medium", "le table → la table")
