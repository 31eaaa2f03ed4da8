"""A ticket opens one session, once, and not for long."""

from datetime import timedelta

import pytest
from django.utils import timezone

from learners.models import Learner
from sessions.live.tickets import LIFETIME, issue_ticket, redeem_ticket
from sessions.models import SocketTicket


@pytest.fixture
def now():
    return timezone.now()


def test_a_ticket_is_good_once(session, now):
    ticket = issue_ticket(session, now=now)

    first, second = (redeem_ticket(ticket.ticket, now=now) for _ in range(2))

    assert (first.session, second) == (session, None)


@pytest.mark.parametrize(
    ("later", "is_good"), [(timedelta(0), True), (timedelta(seconds=1), False)]
)
def test_a_ticket_is_good_for_half_a_minute(session, now, later, is_good):
    ticket = issue_ticket(session, now=now)

    assert (redeem_ticket(ticket.ticket, now=now + LIFETIME + later) is not None) is is_good
    assert timedelta(seconds=30) == LIFETIME == ticket.expires_at - now


def test_only_the_digest_of_a_ticket_is_kept(session, now):
    ticket = issue_ticket(session, now=now)

    kept = SocketTicket.objects.get()
    assert ticket.ticket not in str(vars(kept))
    assert redeem_ticket(kept.digest, now=now) is None


def test_a_learner_who_was_locked_out_opens_nothing(session, now):
    ticket = issue_ticket(session, now=now)

    Learner.objects.update(is_active=False)

    assert redeem_ticket(ticket.ticket, now=now) is None


def test_tickets_that_nobody_used_go_with_the_next(session, now):
    issue_ticket(session, now=now)

    issue_ticket(session, now=now + LIFETIME + timedelta(seconds=1))

    assert SocketTicket.objects.count() == 1
