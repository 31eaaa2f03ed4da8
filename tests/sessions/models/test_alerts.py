"""Staff with the right see that a learner seemed to be in danger; what was written takes another."""

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from sessions.models import Turn
from sessions.models.alerts import SafetyAlert
from tests.conftest import PASSWORD, make_learner
from tests.sessions.talks import talk

pytestmark = pytest.mark.django_db

ALERTS = "/admin/learning_sessions/safetyalert/"
WRITTEN = "mon père me frappe"


@pytest.fixture
def alert(learner):
    session, now = talk(learner, 0, 1), timezone.now()
    turn = Turn.objects.create(
        session=session, client_message_id=session.pk, lease_until=now, accepted_at=now
    )
    session.messages.filter(sequence_number=2).update(turn=turn, content=WRITTEN)
    return SafetyAlert.objects.create(turn=turn, kind="abuse", created_at=now)


def page_for(client, *rights):
    staff = make_learner(is_staff=True)
    staff.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.login(username=staff.email, password=PASSWORD)
    return client.get(ALERTS)


def test_who_may_see_alerts_sees_who_when_and_what_kind(client, alert):
    page = page_for(client, "view_safetyalert").content.decode()

    assert str(alert.turn.session.learner_id) in page
    assert "abuse" in page
    assert WRITTEN not in page


def test_who_may_read_conversations_reads_what_was_written(client, alert):
    page = page_for(client, "view_safetyalert", "view_message").content.decode()

    assert WRITTEN in page


def test_who_may_read_conversations_alone_sees_no_alerts(client, alert):
    assert page_for(client, "view_message").status_code == 403
