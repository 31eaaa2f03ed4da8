import asyncio

import pytest

from sessions.turn.racing import unless


class Interrupted(Exception):
    pass


async def forever(ended):
    try:
        await asyncio.Event().wait()
    finally:
        ended.append(True)


async def value():
    return 7


async def failing():
    raise Interrupted


async def test_work_that_is_done_first_is_returned_and_the_event_is_left():
    ended = []

    assert await unless(forever(ended), value()) == 7
    assert ended == [True]


async def test_work_ends_when_the_event_comes_first():
    ended = []

    assert await unless(value(), forever(ended)) is None
    assert ended == [True]


@pytest.mark.parametrize("side", ["event", "work"])
async def test_what_either_raises_is_raised_and_the_other_ends(side):
    ended = []
    event, work = failing(), forever(ended)
    if side == "work":
        event, work = work, event

    with pytest.raises(Interrupted):
        await unless(event, work)

    assert ended == [True]


async def test_both_end_with_their_caller():
    ended = []
    racing = asyncio.create_task(unless(forever(ended), forever(ended)))
    await asyncio.sleep(0)
    await asyncio.sleep(0)

    racing.cancel()
    await asyncio.wait([racing])

    assert (racing.cancelled(), ended) == (True, [True, True])
