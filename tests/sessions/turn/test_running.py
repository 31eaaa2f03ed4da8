"""The turns of a process, from its start until it has drained."""

import asyncio
from uuid import uuid4

import pytest

from sessions.turn import running
from sessions.turn.opening import Accepted
from sessions.turn.running import RunningTurns, begin, turns_here


@pytest.fixture
def fresh_process(monkeypatch):
    monkeypatch.setattr(running, "_of_process", None)


def accepted(session_id=None):
    return Accepted(uuid4(), session_id or uuid4(), uuid4(), uuid4(), sequence_number=1)


async def until_cancelled(turn, turns):
    await turn.cancelled.wait()


def test_a_process_has_one_set_of_turns_whoever_asks_first(fresh_process):
    assert turns_here() is turns_here() is begin()


async def test_a_process_that_has_drained_begins_anew(fresh_process):
    before = begin()
    await before.drain()

    after = begin()

    assert (before.is_draining, after.is_draining) == (True, False)
    assert turns_here() is after


async def test_turns_are_found_while_they_run():
    turns, session_id = RunningTurns(), uuid4()
    first = turns.start(accepted(session_id), until_cancelled)
    second = turns.start(accepted(session_id), until_cancelled)
    first.text = "Bon"

    assert turns.first_of(session_id) is first
    assert (turns.first_of(uuid4()), turns.get(uuid4())) == (None, None)
    assert (turns.text_so_far(first.turn_id), turns.text_so_far(uuid4())) == ("Bon", "")

    turns.cancel([first.turn_id])
    await first.task

    assert turns.get(first.turn_id) is None
    assert turns.first_of(session_id) is second
    turns.cancel([second.turn_id])
    await second.task


async def test_draining_waits_for_the_turns_that_run():
    turns = RunningTurns()
    turn = turns.start(accepted(), until_cancelled)

    draining = asyncio.create_task(turns.drain())
    await asyncio.sleep(0)
    assert (turns.is_draining, draining.done()) == (True, False)

    turns.cancel([turn.turn_id])
    await draining
    assert turn.task.done()


async def test_a_turn_that_breaks_is_forgotten_and_logged(caplog):
    turns = RunningTurns()

    async def answer(turn, turns):
        raise RuntimeError("broken")

    turn = turns.start(accepted(), answer)
    await asyncio.wait([turn.task])

    assert turns.get(turn.turn_id) is None
    assert caplog.messages == [f"Turn {turn.turn_id} was left unanswered"]


async def test_work_goes_on_unless_its_turn_is_cancelled():
    turns, ended = RunningTurns(), []

    async def forever():
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(True)

    async def answer(turn, turns):
        assert await turn.unless_cancelled(asyncio.sleep(0, "said")) == "said"
        assert await turn.unless_cancelled(forever()) is None

    turn = turns.start(accepted(), answer)
    await asyncio.sleep(0)
    turns.cancel([turn.turn_id])
    await turn.task

    assert ended == [True]
