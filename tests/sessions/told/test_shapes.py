from datetime import datetime
from zoneinfo import ZoneInfo

from sessions.told.shapes import Ticket


def test_a_moment_is_told_in_utc_and_to_the_microsecond():
    at = datetime(2026, 3, 10, 9, 30, 0, 250, tzinfo=ZoneInfo("Europe/Paris"))

    told = Ticket(ticket="x", expires_at=at).model_dump(mode="json")

    assert told["expires_at"] == "2026-03-10T08:30:00.000250Z"
