from django.utils import timezone

from learners.models import RefreshFamily
from learners.tokens import issue_tokens
from sessions.live.tickets import issue_ticket
from sessions.models import SocketTicket


def test_a_ticket_goes_with_its_session_and_with_the_sign_in_that_asked_for_it(session):
    now = timezone.now()
    issue_tokens(session.learner, now=now)
    family = RefreshFamily.objects.get()
    issue_ticket(session, family_id=family.pk, now=now)

    family.delete()
    assert not SocketTicket.objects.exists()

    issue_ticket(session, now=now)
    session.delete()
    assert not SocketTicket.objects.exists()
