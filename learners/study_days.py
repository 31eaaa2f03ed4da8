"""Which day an event belongs to: the learner's local date, with a new day at 04:00. Pure."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

DAY_STARTS_AT: Final = time(4)


def study_date(moment: datetime, zone: ZoneInfo) -> date:
    """Return the study day of an aware `moment`.

    The clock on the learner's wall decides, so a day with a clock change stays one day.
    """
    local = moment.astimezone(zone)
    return local.date() if local.time() >= DAY_STARTS_AT else local.date() - timedelta(days=1)


def starts_at(day: date, zone: ZoneInfo) -> datetime:
    """Return the moment, in UTC, at which a study day begins."""
    return datetime.combine(day, DAY_STARTS_AT, tzinfo=zone).astimezone(UTC)
