"""Which words a learner's message uses, where, and whether they are the learner's own. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sessions.assessment.setups import Circumstances, Setup
from tutoring.brief import Finding
from tutoring.language import FoundWord, Language
from vocabulary.languages import search_key

_QUOTED: Final = re.compile(r"«[^»]*»|\"[^\"]*\"|“[^”]*”")
LONGEST_OWN_TEXT: Final = 80  # words; longer ones are pasted more often than typed
COPIED_RUN: Final = 8  # words in a row that the tutor said before


@dataclass(frozen=True, slots=True)
class Uses:
    """The words of one message, before any error is laid to them."""

    text: str
    found: Mapping[int, FoundWord] = field(default_factory=dict)
    echoed: frozenset[int] = frozenset()  # used, but said by the tutor or before
    asked_for: frozenset[int] = frozenset()  # "comment dit-on ...?"
    copied: bool = False  # the whole text, or so much of it that it is not the learner's own
    word_count: int = 0

    def error_on(self, word_id: int, findings: Sequence[Finding]) -> Finding | None:
        """Return the surest finding whose span overlaps the use of a word."""
        use = self.found.get(word_id)
        overlapping = [f for f in findings if use and f.start < use.end and use.start < f.end]
        return max(overlapping, key=lambda finding: finding.confidence, default=None)

    def is_quoted(self, word_id: int) -> bool:
        use = self.found.get(word_id)
        spans = (match.span() for match in _QUOTED.finditer(self.text))
        return any(use and start < use.start and use.end < end for start, end in spans)


def find_uses(language: Language, text: str, said_in: Circumstances) -> Uses:
    """Find the words of the circumstances in a text."""
    sought = [*said_in.targets, *said_in.others]
    found = {use.word_id: use for use in language.find(text, sought)}
    used = [word for word in sought if word.word_id in found]
    words = text.split()
    return Uses(
        text=text,
        found=found,
        # Line by line: what is known of a line since it was said need not be found out anew.
        echoed=frozenset(
            use.word_id for line in said_in.recent for use in language.find(line, used)
        ),
        asked_for=_asked_for(language.asked_meaning(text), said_in.setups),
        copied=len(words) > LONGEST_OWN_TEXT or _is_copied(text, said_in.recent),
        word_count=len(words),
    )


def _asked_for(meaning: str, setups: Sequence[Setup]) -> frozenset[int]:
    """Return the targets with a meaning for which the learner asks the word."""
    wanted = search_key(meaning).strip(" '\"«»")
    return frozenset(setup.word_id for setup in setups if wanted in _senses(setup.gloss))


def _senses(gloss: str) -> set[str]:
    senses = gloss.split(";")
    bare = {search_key(re.sub(r"\(.*?\)", "", sense)).removeprefix("to ") for sense in senses}
    return (bare | {search_key(sense) for sense in senses}) - {""}


def _is_copied(text: str, recent: Sequence[str]) -> bool:
    words = search_key(text).split()
    said = f" {' '.join(search_key(line) for line in recent)} "
    runs = (words[at : at + COPIED_RUN] for at in range(len(words) - COPIED_RUN + 1))
    return any(f" {' '.join(run)} " in said for run in runs)
