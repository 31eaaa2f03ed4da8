import asyncio
import threading

import pytest
from django.conf import settings
from django.db import connection

from sessions.database import Lane, in_database, in_lane

pytestmark = pytest.mark.django_db(transaction=True)


def read_one() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone()[0]


async def test_a_long_preparation_holds_up_neither_what_is_prompt_nor_a_turn_that_ends():
    """As many turns are prepared as there are threads for, and one more waits for one of these."""
    let_go, at_work = threading.Event(), threading.Semaphore(0)

    def long_work() -> str:
        at_work.release()
        let_go.wait(10)
        return "done"

    turns = [
        asyncio.create_task(in_lane(Lane.PREPARING, long_work))
        for _ in range(settings.DATABASE_THREADS + 1)
    ]
    for _ in range(settings.DATABASE_THREADS):
        assert await asyncio.to_thread(at_work.acquire, timeout=5)

    assert await asyncio.wait_for(in_database(read_one), 5) == 1
    assert await asyncio.wait_for(in_lane(Lane.CLOSING, read_one), 5) == 1
    assert not at_work.acquire(blocking=False)
    assert not any(turn.done() for turn in turns)
    let_go.set()
    assert await asyncio.gather(*turns) == ["done"] * len(turns)
