"""What the tutor knows about a language: the words in a text, and what is wrong with it.

A language of its own is one folder beside `french/`; every other one gets a plain lemmatiser and
no rules.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tutoring.brief import Finding, TargetWord


@dataclass(frozen=True, slots=True)
class SoughtWord:
    """A dictionary word that is looked for in a text."""

    word_id: int
    lemma: str
    part_of_speech: str = ""
    gender: str = ""


@dataclass(frozen=True, slots=True)
class FoundWord:
    """Where a sought word stands in a text. Offsets count code points."""

    word_id: int
    start: int
    end: int
    near: bool = False  # an accent is missing or the spelling is almost right


@dataclass(frozen=True, slots=True)
class Lemma:
    """A dictionary form that a text contains, in the reading the sentence gives it."""

    lemma: str
    part_of_speech: str
    start: int
    end: int


class Language(Protocol):
    """One language learned."""

    code: str

    def find(self, text: str, sought: Sequence[SoughtWord]) -> tuple[FoundWord, ...]:
        """Return the sought words that the text uses, each at most once, in text order."""

    def lemmas(self, text: str) -> tuple[Lemma, ...]:
        """Return the content words of the text, in order."""

    def findings(
        self, text: str, *, level: str, switched_off: frozenset[str] = frozenset()
    ) -> tuple[Finding, ...]:
        """Return what could be said better, in text order; never two for the same span.

        Args:
            level: CEFR level of the learner.
            switched_off: ids of rules that staff have switched off.
        """

    def asked_meaning(self, text: str) -> str:
        """Return what the learner asks the word for, in « comment dit-on bread ? »; "" if nothing."""

    def looks_right(self, text: str) -> bool:
        """Say whether a text is in this language; True as well when it cannot be told."""

    def introduction(self, words: Sequence[TargetWord]) -> str:
        """Return a sentence that gives words with their meanings; "" if there is none to say."""
