"""Whom a learner can call, by where they are."""

import zoneinfo

import pytest

from tutoring.safety.help_lines import Purpose, countries, elsewhere, place_of


@pytest.mark.parametrize(
    ("timezone", "native_language", "purpose", "number"),
    [
        ("Europe/Paris", "en", Purpose.CHILD, "119"),
        ("Europe/Paris", "en", Purpose.CRISIS, "3114"),
        ("Europe/Paris", "en", Purpose.VIOLENCE, "3919"),
        ("Europe/Paris", "en", Purpose.AMBULANCE, "15"),
        ("Europe/London", "fr", Purpose.CHILD, "0800 1111"),
        ("America/New_York", "es", Purpose.CRISIS, "988"),
        ("America/Sao_Paulo", "pt", Purpose.AMBULANCE, "192"),
        ("UTC", "pt-BR", Purpose.CRISIS, "188"),
        ("UTC", "it", Purpose.VIOLENCE, "1522"),
        ("UTC", "en", Purpose.EMERGENCY, "112"),
        ("UTC", "es", Purpose.CRISIS, "findahelpline.com"),
    ],
)
def test_a_learner_is_given_the_numbers_of_their_country(
    timezone, native_language, purpose, number
):
    place = place_of(timezone=timezone, native_language=native_language)

    assert place.country.line(purpose).number == number


def test_only_a_time_zone_is_sure():
    assert place_of(timezone="Asia/Tokyo", native_language="en").is_sure is True
    assert place_of(timezone="UTC", native_language="ja").is_sure is False


def test_a_line_that_a_country_lacks_is_a_directory():
    assert countries()["CH"].line(Purpose.VIOLENCE).url == "https://findahelpline.com"


@pytest.mark.parametrize(
    ("code", "purpose", "url"),
    [
        ("FR", Purpose.CRISIS, "tel:3114"),
        ("US", Purpose.CHILD, "tel:18004224453"),
        ("CL", Purpose.CRISIS, "tel:*4141"),
        ("JP", Purpose.VIOLENCE, "tel:%238008"),
    ],
)
def test_a_number_is_a_link_that_a_telephone_understands(code, purpose, url):
    assert countries()[code].line(purpose).url == url


def test_every_time_zone_exists_and_is_of_one_country():
    named = [zone for country in countries().values() for zone in country.timezones]

    assert len(named) == len(set(named))
    assert set(named) <= zoneinfo.available_timezones()


def test_every_line_tells_whose_it_is():
    for country in (*countries().values(), elsewhere()):
        for line in (country.crisis, country.child, country.violence):
            assert line is None or line.source.startswith("https://")
