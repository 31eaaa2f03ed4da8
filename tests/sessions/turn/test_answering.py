"""Two processes at one turn: whoever has lost the lease stops at once, and writes nothing."""

import asyncio
from dataclasses import replace

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from learners.models import Learner, ModelUse
from sessions.lifecycle.ending import delete_session
from sessions.models import Correction, Message, Turn
from sessions.turn import leases
from sessions.turn.answering import answer
from sessions.turn.leases import LEASE, claim
from sessions.turn.opening import Said
from sessions.turn.running import RunningTurns, turns_here
from sessions.turn.taking import outcome_of, submit
from tests.sessions.conftest import connected, token_of

SECONDS = 20


@pytest.fixture
def quick(monkeypatch):
    """Leases are renewed every few milliseconds."""
    monkeypatch.setattr(leases, "RENEW_SECONDS", 0.02)


async def stalled_turn(session, gateway):
    """Say something to models that fall silent in the middle of what they say."""
    gateway.script("stall-2", "stall-2")
    said = Said("Je aime Paris.")
    accepted = await submit(session_id=session.pk, learner_id=session.learner_id, said=said)
    turn = turns_here().get(accepted.turn_id)
    async with asyncio.timeout(SECONDS):
        while gateway.running < 2 or not turn.text:
            await asyncio.sleep(0.01)
    return accepted, turn


async def claimed_elsewhere(accepted):
    """Take the lease when it has ended, as another process does, whose clock is ahead of ours."""
    return await sync_to_async(claim)(accepted.turn_id, now=timezone.now() + 2 * LEASE)


async def until_left(gateway):
    """Wait until the models see that nobody listens any more."""
    async with asyncio.timeout(SECONDS):
        while gateway.running:
            await asyncio.sleep(0.01)


async def test_who_loses_the_lease_leaves_the_models_and_writes_nothing(
    session, gateway, quick, settings
):
    settings.LEARNER_DAILY_TOKENS = 100_000
    accepted, turn = await stalled_turn(session, gateway)
    reserved = (await Turn.objects.aget()).reserved_tokens

    second = await claimed_elsewhere(accepted)
    await asyncio.wait([turn.task], timeout=SECONDS)
    await until_left(gateway)

    row = await Turn.objects.aget()
    assert (row.status, row.attempt, row.reserved_tokens) == ("running", second.attempt, reserved)
    assert (turn.result, turns_here().get(accepted.turn_id)) == (None, None)
    assert [message.sender async for message in Message.objects.all()] == ["user"]
    assert await Correction.objects.acount() == await ModelUse.objects.acount() == 0
    assert (await Learner.objects.aget(pk=session.learner_id)).total_xp == 0


async def test_sockets_of_who_lost_the_lease_get_the_others_result(session, gateway, quick):
    token = await sync_to_async(token_of)(session.learner)
    async with connected(session.pk, token=token) as socket:
        await socket.until("session_ready")
        accepted, first = await stalled_turn(session, gateway)
        waiting = asyncio.create_task(outcome_of(accepted))

        lease = await claimed_elsewhere(accepted)
        await asyncio.wait([first.task], timeout=SECONDS)
        other = RunningTurns().start(replace(accepted, lease=lease), answer)
        (*_, told) = await socket.until("turn_result")

        await asyncio.wait([other.task], timeout=SECONDS)
        result = (await waiting).model_dump(mode="json")

    reply = await Message.objects.aget(sender="assistant")
    assert told["data"] == result == other.result.model_dump(mode="json")
    assert told["data"]["assistant_turn"]["message"]["content"] == reply.content
    assert reply.content != first.text
    assert (await Turn.objects.aget()).attempt == 2


async def test_a_turn_whose_session_is_deleted_leaves_the_models(session, gateway, quick):
    accepted, turn = await stalled_turn(session, gateway)

    await sync_to_async(delete_session)(learner=session.learner, session_id=session.pk)
    await asyncio.wait([turn.task], timeout=SECONDS)

    await until_left(gateway)
    assert not await Turn.objects.aexists()
