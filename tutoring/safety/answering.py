"""What is said to somebody in danger: fixed, kind and short, with whom to call.

In simple words of the language learned and in the learner's own; by a person, not by a model.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import yaml
from pydantic import BaseModel, ConfigDict

from tutoring.safety.detecting import Alarm
from tutoring.safety.help_lines import HelpLine, Place, Purpose
from tutoring.safety.kinds import Kind

FOLDER: Final = Path(__file__).with_name("answers")
DEFAULT_LANGUAGE: Final = "en"
_BEGINNERS: Final = ("A1", "A2")

# Whom to call first, and the number for when it is pressing.
_LINES: Final = {
    Kind.MEDICAL: (),
    Kind.SELF_HARM: (Purpose.CRISIS,),
    Kind.DANGER: (),
    Kind.ABUSE: (Purpose.CHILD, Purpose.VIOLENCE),
    Kind.PARTNER_VIOLENCE: (Purpose.VIOLENCE,),
    Kind.THREAT: (Purpose.CRISIS,),
}
_PRESSING: Final = {
    Kind.MEDICAL: Purpose.AMBULANCE,
    Kind.SELF_HARM: Purpose.EMERGENCY,
}


class AnswerFile(BaseModel):
    """`answers/<language>.yaml`: texts by kind, some of them for when another is in danger."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    labels: dict[Purpose, str]
    elsewhere: str
    closing: str
    simple: dict[str, str] = {}
    full: dict[str, str]
    after: dict[str, str]
    suggestions: tuple[str, ...] = ()

    def text(self, alarm: Alarm, level: str) -> str:
        texts = self.simple if self.simple and level in _BEGINNERS else self.full
        of_another = texts.get(f"{alarm.kind}_other") if alarm.of_another else None
        return of_another or texts[alarm.kind]


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who is spoken to."""

    learning: str  # ISO 639-1
    native_language: str
    level: str  # CEFR
    place: Place


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A line with its name in the learner's own language."""

    line: HelpLine
    label: str


@dataclass(frozen=True, slots=True)
class SafetyAnswer:
    """A whole reply, and what stands in it."""

    kind: Kind
    text: str
    translation: str  # the part in the learner's own language
    lines: tuple[NamedLine, ...]
    of_another: bool = False


def answer_to(alarm: Alarm, addressee: Addressee) -> SafetyAnswer:
    """Return the reply to an alarm."""
    own = answers(own_language(alarm.language, addressee))
    lines = _lines(alarm, addressee.place)
    parts = [_part(file, alarm, addressee) for file in _spoken(own, addressee)]
    return SafetyAnswer(
        kind=alarm.kind,
        text="\n\n".join(parts),
        translation=parts[-1],
        lines=tuple(NamedLine(line, own.labels[line.purpose]) for line in lines),
        of_another=alarm.of_another,
    )


def suggestions_after(learning: str) -> list[str]:
    """Return replies to offer to the learner after an alarm, in the language learned."""
    listed = answers(learning).suggestions if learning in known_languages() else ()
    return list(listed or answers("fr").suggestions)


def own_language(written: str, addressee: Addressee) -> str:
    """Return the language to repeat the reply in.

    A message in another language than the one learned is answered in that: profiles say English
    where nobody chose.
    """
    native = addressee.native_language.split("-")[0].lower()
    wanted = written if written not in ("", addressee.learning) else native
    return wanted if wanted in known_languages() else DEFAULT_LANGUAGE


def _spoken(own: AnswerFile, addressee: Addressee) -> list[AnswerFile]:
    if addressee.learning not in known_languages():
        return [own]
    learned = answers(addressee.learning)
    return [learned] if learned is own else [learned, own]


def _part(file: AnswerFile, alarm: Alarm, addressee: Addressee) -> str:
    country = addressee.place.country
    pressing = country.line(_PRESSING.get(alarm.kind, Purpose.POLICE))
    to_talk = [country.line(purpose) for purpose in _purposes(alarm)]
    named = [f"{line.number} ({file.labels[line.purpose]})" for line in _once(to_talk)]
    sentences = [
        file.text(alarm, addressee.level).format(number=pressing.number, line=" / ".join(named)),
        "" if addressee.place.is_sure else file.elsewhere,
        file.closing,
    ]
    return " ".join(filter(None, sentences))


def _purposes(alarm: Alarm) -> tuple[Purpose, ...]:
    purposes = _LINES[alarm.kind]
    if not alarm.minor or not purposes:
        return purposes
    # To a child the line for children comes first, and that for partners is not for them.
    kept = (p for p in purposes if p not in (Purpose.CHILD, Purpose.VIOLENCE))
    return (Purpose.CHILD, *kept)


def _lines(alarm: Alarm, place: Place) -> list[HelpLine]:
    country = place.country
    pressing = [country.line(_PRESSING.get(k, Purpose.POLICE)) for k in (alarm.kind, *alarm.others)]
    to_talk = [country.line(purpose) for purpose in _purposes(alarm)]
    others = [country.line(p) for kind in alarm.others for p in _LINES[kind]]
    return _once([*pressing[:1], *to_talk, *pressing[1:], *others])


def _once(lines: list[HelpLine]) -> list[HelpLine]:
    return list({line.number: line for line in reversed(lines)}.values())[::-1]


def known_languages() -> frozenset[str]:
    return frozenset(_files())


def answers(language: str) -> AnswerFile:
    return _files()[language]


@lru_cache(maxsize=1)
def _files() -> dict[str, AnswerFile]:
    return {
        path.stem: AnswerFile.model_validate(yaml.safe_load(path.read_text("utf-8")))
        for path in sorted(FOLDER.glob("*.yaml"))
    }
