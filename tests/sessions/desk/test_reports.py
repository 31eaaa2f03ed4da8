"""Learners doubt corrections, staff judge them."""

import pytest
from django.utils import timezone

from sessions.desk.reports import (
    decide_reports,
    report_correction,
    switch_rule_off,
    switch_rule_on,
)
from sessions.models import CorrectionReport, RuleSwitch
from tests.sessions.talks import correct, talk


@pytest.fixture
def correction(learner):
    return correct(talk(learner, 0, 1), "fr.gender", "le table", "la table")


def test_a_report_said_again_has_only_another_reason(correction):
    first = report_correction(correction, reason="No.", now=timezone.now())
    report_correction(correction, reason="It is right.", now=timezone.now())

    report = CorrectionReport.objects.get()
    assert (report.reason, report.code) == ("It is right.", "fr.gender")
    assert report.reported_at == first.reported_at


def test_what_was_judged_is_left(correction):
    report_correction(correction, reason="", now=timezone.now())
    reports = CorrectionReport.objects.all()

    assert decide_reports(reports, status="upheld") == (1, 0)
    assert decide_reports(reports, status="rejected") == (0, 1)
    assert reports.get().status == "upheld"


def test_a_rule_is_switched_off_once_and_on_again(learner):
    for _ in range(2):
        switch_rule_off("fr.gender", reason="Too eager.", by=learner.pk)
    off = list(RuleSwitch.objects.values_list("code", "reason", "switched_off_by"))
    switch_rule_on("fr.gender")

    assert off == [("fr.gender", "Too eager.", learner.pk)]
    assert not RuleSwitch.objects.exists()
