"""How a rule finds its errors: by patterns, by a table of phrases, or by a procedure.

All yield looks, also at what they leave alone and why: `check_french --explain` shows them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from tutoring.french.grammar.sentence import Sentence
from tutoring.french.rules.conditions import Condition
from tutoring.french.rules.hits import Hit, with_elision
from tutoring.french.rules.pattern import Match, Pattern
from tutoring.french.rules.template import Template


@dataclass(frozen=True, slots=True)
class Look:
    """What became of one place that a rule looked at."""

    by: str  # the pattern, phrase or procedure
    first: int
    last: int
    hit: Hit | None = None
    blocked: str = ""  # why there is no hit


class Finder(Protocol):
    """Finds one kind of error. A sentence with none of `needs` has none; None says nothing."""

    @property
    def needs(self) -> frozenset[str] | None: ...

    @property
    def patterns(self) -> tuple[Pattern, ...]: ...

    def looks(self, sentence: Sentence) -> Iterator[Look]: ...


@dataclass(frozen=True, slots=True)
class Case:
    """One pattern of a rule, what to write there, and what forbids it."""

    pattern: Pattern
    template: Template
    unless: tuple[Condition, ...] = ()
    where: tuple[Condition, ...] = ()

    def look(self, match: Match) -> Look:
        source, first, last = self.pattern.source, match.first, match.last
        if blocked := self._blocked(match):
            return Look(source, first, last, blocked=blocked)
        suggestion = self.template.fill(match)
        if suggestion is None:
            return Look(source, first, last, blocked=f"no form: {self.template.source}")
        hit = with_elision(match.sentence, Hit(first, last, suggestion))
        return Look(source, first, last, hit)

    def _blocked(self, match: Match) -> str:
        for condition in self.unless:
            if _applies(condition, match) and condition.holds(match):
                return f"unless: {condition.source}"
        for condition in self.where:
            if _applies(condition, match) and not condition.holds(match):
                return f"not where: {condition.source}"
        return ""


def _applies(condition: Condition, match: Match) -> bool:
    """Whether all the words that it asks about were matched: some patterns lack some."""
    return condition.names <= match.named.keys()


class Patterns:
    """Finds what patterns describe."""

    def __init__(self, cases: tuple[Case, ...]) -> None:
        self.cases = cases
        self.patterns = tuple(case.pattern for case in cases)
        self.needs = needs_of(self.patterns)

    def looks(self, sentence: Sentence) -> Iterator[Look]:
        for case in self.cases:
            for match in case.pattern.matches(sentence):
                yield case.look(match)


def needs_of(patterns: Iterable[Pattern]) -> frozenset[str] | None:
    """Return forms and lemmas (with ~) without all of which no pattern can match, if any are."""
    required = [pattern.required for pattern in patterns]
    if not all(required):
        return None
    return frozenset().union(*(min(one, key=len) for one in required))


class Phrases:
    """Finds the wrong phrases of a table from wrong to right; only what differs is reported."""

    patterns = ()

    def __init__(self, table: Mapping[str, str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for wrong, right in table.items():
            words = tuple(wrong.split())
            self._by_first.setdefault(words[0], []).append((words, right))
        self.needs = frozenset(self._by_first)

    def looks(self, sentence: Sentence) -> Iterator[Look]:
        norms = sentence.norms
        for at, norm in enumerate(norms):
            for words, right in self._by_first.get(norm, ()):
                if norms[at : at + len(words)] == words:
                    hit = _difference(at, words, right)
                    yield Look(" ".join(words), at, at + len(words) - 1, hit)


def _difference(at: int, wrong: tuple[str, ...], right: str) -> Hit:
    """Return the hit without the words that both phrases begin or end with."""
    first, last, kept = at, at + len(wrong) - 1, right.split()
    while len(kept) > 1 and last > first and kept[-1] == wrong[last - at]:
        kept.pop()
        last -= 1
    while len(kept) > 1 and first < last and kept[0] == wrong[first - at]:
        kept.pop(0)
        first += 1
    return Hit(first, last, " ".join(kept))


class Procedure:
    """Finds what a function over the sentence yields."""

    needs = None
    patterns = ()

    def __init__(self, name: str, find: Callable[[Sentence], Iterable[Hit]]) -> None:
        self._name, self._find = name, find

    def looks(self, sentence: Sentence) -> Iterator[Look]:
        for hit in self._find(sentence):
            yield Look(self._name, hit.first, hit.last, hit)


type_of_proposal = str | tuple[Hit, ...] | None


class ProcedureOnPatterns:
    """Asks a function what to write where a pattern fits; None is nothing."""

    def __init__(
        self, name: str, propose: Callable[[Match], type_of_proposal], patterns: tuple[Pattern, ...]
    ) -> None:
        self._name, self._propose, self.patterns = name, propose, patterns
        self.needs = needs_of(patterns)

    def looks(self, sentence: Sentence) -> Iterator[Look]:
        for pattern in self.patterns:
            for match in pattern.matches(sentence):
                yield from self._proposed(pattern, match)

    def _proposed(self, pattern: Pattern, match: Match) -> Iterator[Look]:
        proposal = self._propose(match)
        if isinstance(proposal, str):
            proposal = (Hit(match.first, match.last, proposal),)
        for hit in proposal or ():
            yield Look(pattern.source, match.first, match.last, hit)
        if not proposal:
            blocked = f"the procedure {self._name} proposes nothing"
            yield Look(pattern.source, match.first, match.last, blocked=blocked)
