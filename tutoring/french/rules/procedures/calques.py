"""Calques and false friends: French words put together the English way."""

from tutoring.french.rules.hits import Hit
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.replacing import replaced, same_form

_SUBJECT = "je|j'|tu|il|elle|on|nous|vous|ils|elles"


def avoir_faim(match: Match) -> tuple[Hit, ...]:
    return replaced(match, "avoir")


def avoir_chaud(match: Match) -> tuple[Hit, ...]:
    return replaced(match, "avoir")


def age(match: Match) -> tuple[Hit, ...] | None:
    before = match.sentence.norm(match.first - 1)
    if match.words[0] is match["v"] and before in {"c'", "ce", "ça", "-ce", "il"}:
        return None
    return replaced(match, "avoir")


def age_years(match: Match) -> str:
    return "ans"


def excited(match: Match) -> str:
    return {"excité": "impatient", "excitée": "impatiente", "excités": "impatients"}.get(
        match["x"].norm, "impatientes"
    )


def weather(match: Match) -> str | None:
    form = same_form(match, "faire")
    return f"il {form}" if form else None


def weather_noun(match: Match) -> str:
    return {
        "pluie": "il pleut",
        "pluvieux": "il pleut",
        "vent": "il y a du vent",
        "venteux": "il y a du vent",
        "soleil": "il y a du soleil",
        "ensoleillé": "il y a du soleil",
        "neige": "il neige",
        "nuages": "il y a des nuages",
    }[match["x"].norm]
