import asyncio

from tutoring.providers.loops import OnePerLoop


class Line:
    def __init__(self):
        self.closed = False

    async def close(self):
        self.closed = True


def lines():
    return OnePerLoop(Line, close=lambda line: line.close())


def test_each_loop_has_its_own_and_keeps_it():
    kept = lines()

    async def twice():
        return await kept.get(), await kept.get()

    one, same = asyncio.run(twice())
    other, _ = asyncio.run(twice())

    assert one is same
    assert other is not one


def test_it_is_closed_when_its_loop_ends():
    kept = lines()

    line = asyncio.run(kept.get())

    assert line.closed is True


def test_tasks_that_ask_at_once_get_the_same():
    kept = lines()

    async def at_once():
        return await asyncio.gather(*(kept.get() for _ in range(20)))

    assert len(set(asyncio.run(at_once()))) == 1
