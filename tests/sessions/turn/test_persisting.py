"""Work waits for a database that is away for a moment, and not for ever."""

from datetime import timedelta

import pytest
from django.db import InterfaceError, OperationalError

from sessions.turn import persisting
from sessions.turn.persisting import surely


class Away:
    """Database work that fails so many times."""

    def __init__(self, times, error=OperationalError):
        self.left, self.error = times, error

    async def __call__(self, value):
        if self.left:
            self.left -= 1
            raise self.error("away")
        return value


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    monkeypatch.setattr(persisting, "FIRST_WAIT_SECONDS", 0.001)


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
async def test_work_is_done_when_the_database_is_back(error):
    assert await surely(Away(3, error), 7) == 7


async def test_after_the_time_of_a_lease_nobody_waits(monkeypatch):
    monkeypatch.setattr(persisting, "LEASE", timedelta(0))
    work = Away(99)

    with pytest.raises(OperationalError):
        await surely(work, 7)

    assert work.left == 98


async def test_other_errors_are_raised_at_once():
    with pytest.raises(ValueError, match="away"):
        await surely(Away(1, ValueError), 7)
