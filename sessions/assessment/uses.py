"""What a learner's message says about words: which were used, where, and with which error. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from progress.evidence import Observation
from tutoring.brief import Finding
from tutoring.language import FoundWord, Language, SoughtWord
from vocabulary.languages import search_key

# The learner names the meaning because the word is gone.
_ASKS_FOR_WORD: Final = re.compile(
    r"comment (?:dit-on|dire|on dit|tu dis|vous dites|dis-tu|dites-vous)\W+(?P<a>[^?.!»\"]{2,40})"
    r"|how (?:do you|to) say\W+(?P<b>[^?.!»\"]{2,40})"
    r"|what(?:'s| is) the (?:french|word) for\W+(?P<c>[^?.!»\"]{2,40})",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"«[^»]*»|\"[^\"]*\"|“[^”]*”")
LONGEST_OWN_TEXT: Final = 80  # words; longer ones are pasted more often than typed
COPIED_RUN: Final = 8  # words in a row that the tutor said before


@dataclass(frozen=True, slots=True)
class Setup:
    """How one target of the tutor's previous message was set up."""

    word_id: int
    lemma: str
    gloss: str
    part_of_speech: str
    gender: str
    is_new: bool
    mode: str
    difficulty_level: int
    was_used: bool = False  # by an earlier message that answered the same tutor message

    @property
    def sought(self) -> SoughtWord:
        return SoughtWord(self.word_id, self.lemma, self.part_of_speech, self.gender)


@dataclass(frozen=True, slots=True)
class Heard:
    """The words of one message, before any error is laid to them."""

    text: str
    uses: Mapping[int, FoundWord] = field(default_factory=dict)
    echoed: frozenset[int] = frozenset()  # used, but said by the tutor or before
    asked_for: frozenset[int] = frozenset()  # "comment dit-on ...?"
    foreign: bool = False
    word_count: int = 0


def hear(
    language: Language,
    text: str,
    sought: Sequence[SoughtWord],
    *,
    recent: Sequence[str] = (),
    asked: frozenset[int] = frozenset(),
) -> Heard:
    """Find the sought words in a text.

    Args:
        recent: the last messages of the talk, whoever spoke, newest last.
        asked: words whose meaning the learner asks the word for.
    """
    uses = {found.word_id: found for found in language.find(text, sought)}
    used = [word for word in sought if word.word_id in uses]
    words = text.split()
    return Heard(
        text=text,
        uses=uses,
        # Line by line: what is known of a line since it was said need not be found out anew.
        echoed=frozenset(found.word_id for line in recent for found in language.find(line, used)),
        asked_for=asked,
        foreign=len(words) > LONGEST_OWN_TEXT or _is_copied(text, recent),
        word_count=len(words),
    )


def asked_for(text: str, targets: Sequence[Setup]) -> frozenset[int]:
    """Return the targets whose meaning the learner asks the word for."""
    match = _ASKS_FOR_WORD.search(text)
    if match is None:
        return frozenset()
    meaning = search_key(next(part for part in match.groups() if part)).strip(" '\"«»")
    return frozenset(target.word_id for target in targets if meaning in _senses(target.gloss))


def observe(
    heard: Heard,
    word_id: int,
    *,
    findings: Sequence[Finding],
    setup: Setup | None = None,
    shown: bool = False,
    hinted: bool = False,
    missed: Finding | None = None,
) -> Observation:
    """Return what the message showed about one word.

    Args:
        setup: how the word was set up, for a target.
        missed: a correction that offers this word in place of a wrong one.
    """
    use = heard.uses.get(word_id)
    error = error_on(use, findings)
    wrong_word = missed or (error if error and error.category == "vocabulary" else None)
    asked = word_id in heard.asked_for
    blamed = wrong_word or error
    return Observation(
        used=use is not None,
        is_target=setup is not None,
        mode=setup.mode if setup else "",
        introduced_now=setup is not None and setup.mode == "introduce",
        shown=shown,
        hinted=hinted,
        echo=word_id in heard.echoed,
        near=use is not None and use.near,
        form_error=error is not None and error is not wrong_word,
        lexical_error=asked or wrong_word is not None,
        confidence=1.0 if asked or blamed is None else blamed.confidence,
        foreign_text=heard.foreign or (use is not None and _is_quoted(heard.text, use)),
        own_sentence=heard.word_count >= 3,
    )


def error_on(use: FoundWord | None, findings: Sequence[Finding]) -> Finding | None:
    """Return the surest finding whose span overlaps the use of a word."""
    overlapping = [f for f in findings if use and f.start < use.end and use.start < f.end]
    return max(overlapping, key=lambda finding: finding.confidence, default=None)


def missed_words(
    language: Language, targets: Sequence[SoughtWord], findings: Sequence[Finding]
) -> dict[int, Finding]:
    """Return the targets that a correction offers in place of a wrong word."""
    return {
        found.word_id: finding
        for finding in findings
        if finding.category == "vocabulary" and finding.suggestion
        for found in language.find(finding.suggestion, targets)
    }


def _senses(gloss):
    return {
        search_key(re.sub(r"\(.*?\)", "", sense)).removeprefix("to ") for sense in gloss.split(";")
    } | {search_key(sense) for sense in gloss.split(";")}


def _is_quoted(text, use):
    return any(m.start() < use.start and use.end < m.end() for m in _QUOTED.finditer(text))


def _is_copied(text, recent):
    words = search_key(text).split()
    said = f" {' '.join(search_key(line) for line in recent)} "
    runs = (words[at : at + COPIED_RUN] for at in range(len(words) - COPIED_RUN + 1))
    return any(f" {' '.join(run)} " in said for run in runs)
