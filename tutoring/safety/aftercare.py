"""The messages after an alarm: the talk stays gentle, until the learner goes on or two have passed.

Two, because who has told of something grave looks for an answer in the next message or the one
after; and because an alarm can be false, and then the lessons should be back soon.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from tutoring.safety.answering import Addressee, answers, known_languages, own_language
from tutoring.safety.detecting import frames_of
from tutoring.safety.help_lines import Purpose
from tutoring.safety.kinds import Kind

GENTLE_MESSAGES: Final = 2


class Mood(StrEnum):
    """How a learner speaks after an alarm, by the frame that says so."""

    GOES_ON = "goes_on"
    CANNOT = "cannot"
    THANKS = "thanks"
    ELSE = "else"


def mood_of(text: str) -> Mood:
    frames = frames_of(text)
    named = (m for m in Mood if f"AFTER_{m.name}" in frames)
    return next(named, Mood.ELSE)


def is_gentle(said_since: Sequence[str]) -> bool:
    """Whether the reply to the last of the messages since an alarm is to be gentle."""
    if len(said_since) > GENTLE_MESSAGES:
        return False
    return all(mood_of(text) is not Mood.GOES_ON for text in said_since)


def words_after(text: str, kind: Kind, addressee: Addressee) -> str:
    """Return what is said to the first message after an alarm, where no model speaks."""
    mood = mood_of(text)
    own = answers(own_language("", addressee))
    learned = answers(addressee.learning if addressee.learning in known_languages() else "fr")
    number = addressee.place.country.line(_TO_CALL.get(kind, Purpose.EMERGENCY)).number
    spoken = dict.fromkeys((learned.after[mood], own.after[mood]))
    return "\n\n".join(line.format(line=number) for line in spoken)


_TO_CALL: Final = {
    Kind.SELF_HARM: Purpose.CRISIS,
    Kind.ABUSE: Purpose.CHILD,
    Kind.PARTNER_VIOLENCE: Purpose.VIOLENCE,
    Kind.THREAT: Purpose.CRISIS,
}
