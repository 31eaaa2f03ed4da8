"""Keeps to a grave subject over the next messages: no exercise, no cheer, questions of its own.

A grief is not over with one line of sympathy. The mood stays for as many messages as the concept
says, or until the learner speaks of something else or feels better.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from tutoring.offline.hearing import Heard, listen
from tutoring.offline.mentioning import Mention, mentions
from tutoring.offline.moves import Move
from tutoring.offline.scenarios import acts, fold
from tutoring.offline.talk import Talk

_LONGEST: Final = 6  # messages
_BETTER: Final = re.compile(
    r"\b(?:va|vais|sens) (?:\w+ )?mieux|\b(?:haha|lol|mdr|genial|heureu|content|rigol|super\b|bonne nouvelle)"
)
_LEFT: Final = ("new_topic", "bored")
_LOOKS_AHEAD: Final = ("plan", "experience", "wish", "like")


@dataclass(frozen=True, slots=True)
class Mood:
    """What weighs on the talk."""

    found: Mention
    age: int  # messages since; 0 for the one that is answered


def mood_of(talk: Talk, heard: Heard) -> Mood | None:
    """Return the mood in which the message is to be answered; None for an everyday one.

    The heaviest thing told lately decides how long it stays, counted from the last one told.
    """
    told = list(_grave_lately(talk, heard))
    if not told:
        return None
    age = told[0].age
    if age == 0:
        return told[0]
    heaviest = max(told, key=lambda mood: mood.found.concept.stays)
    return Mood(heaviest.found, age) if age <= heaviest.found.concept.stays else None


def _grave_lately(talk: Talk, heard: Heard) -> Iterator[Mood]:
    """Yield the grave things told since the learner last spoke of something else, newest first."""
    before = [listen(line) for line in talk.learner_lines[-_LONGEST:]]
    for age, said in enumerate(reversed([*before, heard])):
        if found := grave_mention(said):
            yield Mood(found, age)
        elif _lightens(said.folded):
            return


def grave_mention(said: Heard) -> Mention | None:
    """Return the grave thing that is told, unless it is denied."""
    found = next((m for m in mentions(said) if m.concept.grave), None)
    if found is None or (said.denies and found.place >= 0):
        return None
    return found


def tempered(talk: Talk, heard: Heard, move: Move) -> Move:
    """Return the move without exercise, and with a question that suits the mood."""
    mood = mood_of(talk, heard)
    if mood is None or move.complete or move.leaving or talk.plays_part:
        return move
    if mood.age == 0 or move.kind not in _LOOKS_AHEAD:
        move = replace(move, question=question_for(talk, mood, move) or move.question)
    return replace(move, practise=False)


def question_for(talk: Talk, mood: Mood, move: Move) -> str | None:
    concept = mood.found.concept
    first = concept.ask_other if move.of_another and concept.ask_other else concept.ask
    pools = (first, concept.ask_after) if mood.age == 0 else (concept.ask_after,)
    return next((q for pool in pools if (q := talk.question(pool))), None)


def _lightens(folded: str) -> bool:
    left = any(re.search(acts()[name].pattern, fold(folded)) for name in _LEFT)
    return left or bool(_BETTER.search(folded))
