"""Turns whose process died are answered by another."""

from asgiref.sync import sync_to_async
from django.utils import timezone

from sessions.models import Message, Turn
from sessions.turn.leases import LEASE
from sessions.turn.opening import Said, accept
from sessions.turn.recovery import recover_once, recover_turns
from sessions.turn.running import RunningTurns


async def left_behind(session, content="Bonjour !", *, leases_ago):
    """Store a message, and let its process die so many leases ago."""
    return await sync_to_async(accept)(
        session_id=session.pk,
        learner_id=session.learner_id,
        said=Said(content),
        now=timezone.now() - leases_ago * LEASE,
    )


async def test_a_turn_that_was_left_is_answered_once(session):
    await left_behind(session, leases_ago=2)

    recovered = [await recover_once(), await recover_once()]

    turn = await Turn.objects.aget()
    assert recovered == [1, 0]
    assert (turn.status, turn.attempt) == ("done", 2)
    assert [m.sender async for m in Message.objects.order_by("sequence_number")] == [
        "user",
        "assistant",
    ]


async def test_those_that_waited_behind_it_are_answered_in_their_order(session):
    for content in ("Bonjour !", "Je mange du pain.", "Au revoir !"):
        await left_behind(session, content, leases_ago=2)

    assert await recover_once() == 3

    lines = [(m.sender, m.turn_id) async for m in Message.objects.order_by("sequence_number")]
    assert [sender for sender, _ in lines] == ["user"] * 3 + ["assistant"] * 3
    assert [turn for _, turn in lines[:3]] == [turn for _, turn in lines[3:]]


async def test_a_turn_whose_lease_holds_is_left_to_its_process(session):
    await left_behind(session, leases_ago=0.5)

    assert await recover_once() == 0
    assert (await Turn.objects.aget()).status == "running"


async def test_a_turn_that_runs_here_is_not_taken_up_twice(session):
    accepted = await left_behind(session, leases_ago=2)
    turns, begun = RunningTurns(), []

    async def answer(turn, turns):
        begun.append(await recover_turns(turns))

    turn = turns.start(accepted, answer)
    await turn.task

    assert begun == [0]
