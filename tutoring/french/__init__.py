"""French: its words, and what learners get wrong."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce
from typing import Any

from tutoring.brief import Finding, TargetWord
from tutoring.french import asking, introducing, matching, rules
from tutoring.french.evidence import findings as weighing
from tutoring.french.evidence.vetoing import is_unlikely
from tutoring.french.grammar.parsing import Parser
from tutoring.french.spelling import checking as spelling
from tutoring.french.vetting import trusted
from tutoring.language import FoundWord, Lemma, SoughtWord
from tutoring.merging import merge, overlap
from tutoring.recognising import looks_like
from tutoring.revision import SURE, Revision

DOUBTED = 0.7  # of a rule's finding that the words around it speak against


class French:
    """See `tutoring.language.Language`. `second_opinion` is another checker, asked after ours."""

    code = "fr"

    def __init__(
        self,
        *,
        parser: Parser,
        second_opinion: Callable[[str], tuple[Finding, ...]] | None = None,
    ) -> None:
        self.parser = parser
        self.second_opinion = second_opinion

    def find(self, text: str, sought: Sequence[SoughtWord]) -> tuple[FoundWord, ...]:
        return matching.find(text, sought, self.parser)

    def lemmas(self, text: str) -> tuple[Lemma, ...]:
        return matching.lemmas(text, self.parser)

    def findings(
        self, text: str, *, level: str, switched_off: frozenset[str] = frozenset()
    ) -> tuple[Finding, ...]:
        misspelled = [f for f in spelling.check(text) if f.code not in switched_off]
        ruled = self._ruled(text, misspelled, level, switched_off)
        repeated = [f for f in misspelled if any(_takes_in(wide, f) for wide in ruled)]
        found = merge(ruled, [f for f in misspelled if f not in repeated])
        found = self._followed_up(text, found, level, switched_off)
        found = merge(found, self._weighed(text, found, switched_off))
        return merge(found, self._others(text, found, switched_off))

    def asked_meaning(self, text: str) -> str:
        return asking.asked_meaning(text)

    def looks_right(self, text: str) -> bool:
        return looks_like(text, self.code)

    def introduction(self, words: Sequence[TargetWord]) -> str:
        return introducing.introduction(words)

    def _ruled(
        self, text: str, misspelled: Sequence[Finding], level: str, switched_off: frozenset[str]
    ) -> list[Finding]:
        """Return what the rules find once the spelling is right; "apres nous" is no subject."""
        revision = Revision.of(text, [f for f in misspelled if f.confidence >= SURE])
        found = rules.check(revision.text, level=level, switched_off=switched_off)
        weighed = (_weighed(revision.text, f) for f in found)
        moved = [f for f in map(revision.in_original, weighed) if f]
        return [f for f in moved if f.confidence >= SURE or not revision.is_changed(f)]

    def _followed_up(
        self, text: str, found: Sequence[Finding], level: str, switched_off: frozenset[str]
    ) -> tuple[Finding, ...]:
        """Read the corrected text once more, for what one correction entails or had hidden."""
        revision = Revision.of(text, [f for f in found if f.confidence >= SURE])
        if not revision.changes:
            return tuple(found)
        again = rules.check(revision.text, level=level, switched_off=switched_off)
        late = [revision.joined(f) for f in again if f.confidence >= SURE]
        return reduce(_entailing, (f for f in late if f), tuple(found))

    def _weighed(
        self, text: str, found: Sequence[Finding], switched_off: frozenset[str]
    ) -> list[Finding]:
        """Return what else is surely meant, weighed in the text with ours corrected."""
        revision = Revision.of(text, found)
        moved = [f for f in map(revision.in_original, weighing.find(revision.text)) if f]
        return [f for f in moved if not revision.is_changed(f) and f.code not in switched_off]

    def _others(
        self, text: str, found: Sequence[Finding], switched_off: frozenset[str]
    ) -> list[Finding]:
        """Return what the other checker finds beyond ours.

        It reads the text with ours corrected: shown "un belle église" it would say "beau" where we
        say "une".
        """
        if self.second_opinion is None:
            return []
        revision = Revision.of(text, found)
        others = trusted(revision.text, self.second_opinion(revision.text))
        moved = [f for f in map(revision.in_original, others) if f]
        return [f for f in moved if not revision.is_changed(f) and f.code not in switched_off]


def _weighed(text: str, finding: Finding) -> Finding:
    """Return the finding, as a question where the words around it speak against what it proposes."""
    if finding.confidence >= SURE and is_unlikely(text, finding):
        return replace(finding, confidence=DOUBTED)
    return finding


def _entailing(found: tuple[Finding, ...], late: Finding) -> tuple[Finding, ...]:
    """Put a late finding among the others; it keeps the explanation of what it grew from."""
    parts = [f for f in found if overlap(late, f)]
    others = tuple(f for f in found if f not in parts)
    if late.suggestion == late.span:  # one rule undoes what the other does
        return others
    if not all(_takes_in(late, part) for part in parts):
        return found
    return (*others, replace(parts[0], **_place_of(late)) if parts else late)


def _place_of(finding: Finding) -> dict[str, Any]:
    return {
        "start": finding.start,
        "end": finding.end,
        "span": finding.span,
        "suggestion": finding.suggestion,
    }


def _takes_in(wide: Finding, finding: Finding) -> bool:
    return wide.start <= finding.start and finding.end <= wide.end
