import zoneinfo
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learners.study_days import starts_at, study_date

ZONES = sorted(zoneinfo.available_timezones())
PARIS = zoneinfo.ZoneInfo("Europe/Paris")
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - naive bounds are what hypothesis asks for


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-03-29T01:59:00+00:00", date(2026, 3, 28)),  # 03:59 in Paris: the clock jumped
        ("2026-03-29T02:00:00+00:00", date(2026, 3, 29)),
        ("2026-10-25T02:59:00+00:00", date(2026, 10, 24)),  # 03:59, an hour longer than usual
        ("2026-10-25T03:00:00+00:00", date(2026, 10, 25)),
    ],
)
def test_a_day_begins_at_four_on_the_learners_clock(moment, day):
    assert study_date(datetime.fromisoformat(moment), PARIS) == day


@settings(deadline=None)  # a busy machine is no fault of the code
@given(MOMENTS, st.sampled_from(ZONES))
def test_every_moment_belongs_to_exactly_one_study_day(moment, name):
    zone = zoneinfo.ZoneInfo(name)

    day = study_date(moment, zone)

    assert starts_at(day, zone) <= moment < starts_at(day + timedelta(days=1), zone)


@settings(deadline=None)  # a busy machine is no fault of the code
@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=3)), st.sampled_from(ZONES))
def test_study_days_never_go_back(moment, later, name):
    zone = zoneinfo.ZoneInfo(name)

    assert study_date(moment, zone) <= study_date(moment + later, zone)


def test_no_clock_change_loses_or_doubles_a_day():
    moments = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=n) for n in range(0, 366 * 24, 3)]

    steps = {step for name in ZONES for step in steps_between(moments, zoneinfo.ZoneInfo(name))}

    assert steps == {0, 1}


def steps_between(moments, zone):
    days = [study_date(moment, zone).toordinal() for moment in moments]
    return {later - earlier for earlier, later in zip(days, days[1:], strict=False)}
