import pytest
from django.utils import timezone

from sessions.models import SafetyAlert, Turn
from sessions.turn.alerting import note_alert
from tests.sessions.talks import talk
from tutoring.safety.answering import SafetyAnswer
from tutoring.safety.kinds import Kind

pytestmark = pytest.mark.django_db

ANSWER = SafetyAnswer(Kind.ABUSE, "Tu n'es pas seul.", "You are not alone.", (), of_another=True)


@pytest.fixture
def turn(learner):
    session, now = talk(learner, 0, 1), timezone.now()
    return Turn.objects.create(
        session=session, client_message_id=session.pk, lease_until=now, accepted_at=now
    )


def test_an_alarm_is_noted_once_a_turn_where_the_operator_wants_it(turn, settings):
    settings.SAFETY_ALERTS, now = True, timezone.now()

    note_alert(turn, ANSWER, now=now)
    note_alert(turn, ANSWER, now=now)

    alert = SafetyAlert.objects.get()
    assert (alert.turn, alert.kind, alert.of_another) == (turn, "abuse", True)


def test_nothing_is_noted_where_the_operator_wants_none(turn, settings):
    settings.SAFETY_ALERTS = False

    note_alert(turn, ANSWER, now=timezone.now())

    assert not SafetyAlert.objects.exists()
