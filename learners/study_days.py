"""Which day an event belongs to: the learner's local date, with a new day at 04:00. Pure."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

DAY_STARTS_AT: Final = time(4)
# What lies outside is no date of a learner: whoever takes one in refuses it, and whoever meets one
# that was stored before takes it for the nearest that every time zone can tell.
EARLIEST_DATE: Final = date(1970, 1, 1)
LATEST_DATE: Final = date(2300, 1, 1)
_EARLIEST: Final = datetime.combine(EARLIEST_DATE, DAY_STARTS_AT, tzinfo=UTC)
_LATEST: Final = datetime.combine(LATEST_DATE, DAY_STARTS_AT, tzinfo=UTC)


def study_date(moment: datetime, zone: ZoneInfo) -> date:
    """Return the study day of an aware `moment`.

    The clock on the learner's wall decides, so a day with a clock change stays one day.
    """
    local = min(max(moment, _EARLIEST), _LATEST).astimezone(zone)
    return local.date() if local.time() >= DAY_STARTS_AT else local.date() - timedelta(days=1)


def starts_at(day: date, zone: ZoneInfo) -> datetime:
    """Return the moment, in UTC, at which a study day begins."""
    day = min(max(day, EARLIEST_DATE), LATEST_DATE)
    return datetime.combine(day, DAY_STARTS_AT, tzinfo=zone).astimezone(UTC)
