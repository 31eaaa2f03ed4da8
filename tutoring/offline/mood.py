"""Keeps to a grave subject over the next messages: no exercise, no cheer, questions of its own.

A grief is not over with one line of sympathy. The mood stays for as many messages as the concept
says, or until the learner speaks of something else or feels better.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from tutoring.offline.hearing import Heard, listen
from tutoring.offline.kinds import of_another
from tutoring.offline.mentioning import Mention, mentions
from tutoring.offline.moves import Move
from tutoring.offline.scenarios import acts, fold
from tutoring.offline.talk import Talk

_LONGEST: Final = 6  # messages
_BETTER: Final = re.compile(
    r"\b(?:va|vais|sens) (?:\w+ )?mieux|\b(?:haha|lol|mdr|genial|heureu|content|rigol|super\b|bonne nouvelle)|\bsinon\b|rien a voir|autre chose"
)
_LINK: Final = re.compile(r"(?i)^(?:et|mais|alors|en plus|puis)[ ,]+")
_LEFT: Final = ("new_topic", "bored")
_HEAVY: Final = 2  # messages; a mood that stays as long asks the questions
_LOOKS_AHEAD: Final = ("plan", "experience", "wish", "like", "opinion", "duty")


@dataclass(frozen=True, slots=True)
class Mood:
    """What weighs on the talk."""

    found: Mention
    age: int  # messages since; 0 for the one that is answered
    of_another: bool  # it weighs on somebody whom the learner speaks of

    @property
    def is_heavy(self) -> bool:
        return self.found.concept.stays >= _HEAVY


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
    return replace(heaviest, age=age) if age <= heaviest.found.concept.stays else None


def _grave_lately(talk: Talk, heard: Heard) -> Iterator[Mood]:
    """Yield the grave things told since the learner last spoke of something else, newest first."""
    before = [listen(line) for line in talk.learner_lines[-_LONGEST:]]
    for age, said in enumerate(reversed([*before, heard])):
        if found := grave_mention(said):
            yield Mood(found, age, _is_of_another(said, found))
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
    if mood.age == 0 or (mood.is_heavy and move.kind not in _LOOKS_AHEAD):
        move = replace(move, question=_question(talk, mood) or move.question)
    return replace(move, practise=False)


def _question(talk: Talk, mood: Mood) -> str | None:
    concept = mood.found.concept
    if mood.of_another and concept.ask_other:
        return talk.question(concept.ask_other)
    first = concept.ask if mood.age == 0 else {}
    return talk.question(first) or talk.question(concept.ask_after)


def _is_of_another(said: Heard, found: Mention) -> bool:
    """Whether « mes enfants pleurent » is said, and not « je pleure »."""
    with_word = [s for s in said.sentences if fold(found.word) in fold(s)]
    pieces = re.split(r" ?[:;,] | et ", (with_word or [""])[0])
    piece = next((p for p in pieces if fold(found.word) in fold(p)), pieces[0])
    return of_another(listen(_LINK.sub("", piece)))


def _lightens(folded: str) -> bool:
    left = any(re.search(acts()[name].pattern, fold(folded)) for name in _LEFT)
    return left or bool(_BETTER.search(folded))
