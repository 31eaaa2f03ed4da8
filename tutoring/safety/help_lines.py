"""Who can be called, in the learner's country as far as it is known."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import quote

import yaml
from pydantic import BaseModel, ConfigDict

FILE: Final = Path(__file__).with_name("countries.yaml")


class Purpose(StrEnum):
    """What a line is for; the words of the wire."""

    EMERGENCY = "emergency"
    AMBULANCE = "ambulance"
    POLICE = "police"
    CRISIS = "crisis"
    CHILD = "child"
    VIOLENCE = "violence"


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One number, or the address of a directory where no number is known."""

    purpose: Purpose
    number: str

    @property
    def url(self) -> str:
        if "." in self.number:
            return f"https://{self.number}"
        return "tel:" + quote("".join(sign for sign in self.number if sign not in " -"), safe="*")


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Line(_Entry):
    number: str
    source: str


class Country(_Entry):
    """A country's entry in `countries.yaml`; see there."""

    emergency: str
    ambulance: str = ""
    police: str = ""
    crisis: Line | None = None
    child: Line | None = None
    violence: Line | None = None
    timezones: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def line(self, purpose: Purpose) -> HelpLine:
        """Return the number for a purpose: in an emergency that of the country, if no other."""
        match purpose:
            case Purpose.EMERGENCY | Purpose.AMBULANCE | Purpose.POLICE:
                special = {Purpose.AMBULANCE: self.ambulance, Purpose.POLICE: self.police}
                number = special.get(purpose, "")
                return HelpLine(purpose if number else Purpose.EMERGENCY, number or self.emergency)
            case _:
                listed: Line | None = getattr(self, purpose.value)
                return HelpLine(purpose, (listed or getattr(elsewhere(), purpose.value)).number)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a learner is thought to be."""

    country: Country
    is_sure: bool  # the time zone says so


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    return {code: Country.model_validate(entry) for code, entry in _file()["countries"].items()}


@lru_cache(maxsize=1)
def elsewhere() -> Country:
    return Country.model_validate(_file()["elsewhere"])


def place_of(*, timezone: str, native_language: str) -> Place:
    """Return where a learner is: by the time zone, else by a region or language of one country.

    Args:
        timezone: an IANA name; UTC tells nothing.
        native_language: such as pt-BR or ja.
    """
    for country in countries().values():
        if timezone in country.timezones:
            return Place(country, is_sure=True)
    language, _, region = native_language.partition("-")
    if named := countries().get(region.upper()):
        return Place(named, is_sure=False)
    spoken = (c for c in countries().values() if language.lower() in c.languages)
    return Place(next(spoken, elsewhere()), is_sure=False)


@lru_cache(maxsize=1)
def _file() -> dict[str, dict[str, object]]:
    loaded: dict[str, dict[str, object]] = yaml.safe_load(FILE.read_text("utf-8"))
    return loaded
