"""Who holds a lease, and how it passes on."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from sessions.lifecycle.ending import delete_session
from sessions.models import Turn
from sessions.turn.cancelling import request_cancel
from sessions.turn.closing import fail
from sessions.turn.leases import LEASE, Lease, LeaseLost, claim, fence, renew
from sessions.turn.opening import Said, accept


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def accepted(session, now):
    """A message before which nobody waits: it has its lease at once."""
    return say(session, "Bonjour !", now)


def say(session, content, now):
    return accept(session_id=session.pk, learner_id=session.learner_id, said=Said(content), now=now)


def after(now, leases):
    return now + leases * LEASE


def holds(lease):
    with transaction.atomic():
        try:
            return fence(lease)[1].attempt == lease.attempt
        except LeaseLost:
            return False


def test_a_message_that_nobody_waits_before_has_its_lease_at_once(accepted, now):
    turn = Turn.objects.get()

    assert accepted.lease == Lease(turn_id=turn.pk, session_id=turn.session_id, attempt=1)
    assert (turn.status, turn.lease_until) == ("running", now + LEASE)


def test_a_lease_that_runs_is_nobody_elses(accepted, now):
    with pytest.raises(LeaseLost):
        claim(accepted.turn_id, now=after(now, 0.9))

    assert holds(accepted.lease)


def test_a_lease_that_has_ended_passes_on_and_fences_the_earlier_holder_off(accepted, now):
    second = claim(accepted.turn_id, now=after(now, 1.1))

    assert second.attempt == 2
    assert (holds(accepted.lease), holds(second)) == (False, True)
    with pytest.raises(LeaseLost):
        renew(accepted.lease, now=after(now, 1.2))
    assert fail(accepted.lease, code="turn_failed", now=after(now, 1.2)) is False
    assert Turn.objects.get().status == "running"


def test_a_lease_that_is_renewed_does_not_end(accepted, now):
    assert renew(accepted.lease, now=after(now, 0.9)) is False

    with pytest.raises(LeaseLost):
        claim(accepted.turn_id, now=after(now, 1.8))
    assert Turn.objects.get().lease_until == after(now, 1.9)


def test_whoever_renews_hears_that_the_turn_is_to_be_cancelled(session, accepted, now):
    request_cancel(session_id=session.pk, turn_id=None)

    assert renew(accepted.lease, now=now) is True


def test_a_turn_that_was_ended_under_a_lease_is_not_lost_by_it(accepted, now):
    assert fail(accepted.lease, code="turn_failed", now=now) is True

    assert renew(accepted.lease, now=now) is False


def test_the_lease_of_a_deleted_session_is_lost(session, accepted, now):
    delete_session(learner=session.learner, session_id=session.pk)

    with pytest.raises(LeaseLost):
        renew(accepted.lease, now=now)
    assert holds(accepted.lease) is False


def test_a_message_that_waits_gets_its_lease_when_the_one_before_has_ended(session, accepted, now):
    waiting = say(session, "Encore !", now)

    assert (waiting.lease, claim(waiting.turn_id, now=now)) == (None, None)
    fail(accepted.lease, code="turn_failed", now=now)
    lease = claim(waiting.turn_id, now=now)

    assert (lease.turn_id, lease.attempt) == (waiting.turn_id, 1)


def test_a_turn_that_waits_keeps_its_place(session, accepted, now):
    waiting = say(session, "Encore !", now)
    late = after(now, 0.6)

    claim(waiting.turn_id, now=late)

    assert Turn.objects.get(pk=waiting.turn_id).lease_until == late + LEASE
    assert [turn.pk for turn in Turn.objects.stranded(after(now, 1.1))] == [accepted.turn_id]


def test_a_turn_that_has_ended_cannot_be_claimed(accepted, now):
    fail(accepted.lease, code="turn_failed", now=now)

    with pytest.raises(LeaseLost):
        claim(accepted.turn_id, now=now + timedelta(hours=1))
