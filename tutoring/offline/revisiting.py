"""Comes back once, gently, to something that the learner wrote wrong earlier in the talk."""

from typing import Final

from tutoring.offline.echoing import is_sound
from tutoring.offline.hearing import certain
from tutoring.offline.moves import Move
from tutoring.offline.scenarios import fold
from tutoring.offline.talk import Talk

_ARROW: Final = " -> "
_EVERY: Final = 5  # turns
_SHORTEST: Final = 2  # words: « à » alone reminds nobody of anything
_LONGEST: Final = 6


def reminder(talk: Talk, move: Move) -> str | None:
    """Return « Tu te souviens ? On dit « je suis allé ». » when this is a turn for it.

    Not beside a correction, nor of a phrase that the learner or the tutor has got right since.
    """
    if not move.practise or talk.brief.turn_number % _EVERY != _EVERY - 1:
        return None
    if certain(talk.brief.findings):
        return None
    for entry in reversed(talk.brief.earlier_errors):
        phrase = entry.partition(_ARROW)[2].strip(" .!?,")
        if _is_worth_it(phrase) and not _came_back(talk, phrase):
            return talk.framed("remember", only=phrase)
    return None


def _is_worth_it(phrase: str) -> bool:
    return _SHORTEST <= len(phrase.replace("'", " ").split()) <= _LONGEST and is_sound(phrase)


def _came_back(talk: Talk, phrase: str) -> bool:
    """Whether the learner has used the phrase rightly, or the tutor has come back to it."""
    reminded = any(f"« {fold(phrase)} »" in fold(line) for line in talk.tutor_lines)
    return reminded or any(fold(phrase) in fold(line) for line in talk.learner_lines)
