"""Trying the rules on a text: only those worth trying, and of what overlaps only the surest."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from tutoring.brief import Finding
from tutoring.french.grammar.sentence import Sentence, sentences
from tutoring.french.rules.loading import rules
from tutoring.french.rules.rule import Rule
from vocabulary.languages import LEVELS


def check(
    text: str, *, level: str, switched_off: frozenset[str] = frozenset()
) -> tuple[Finding, ...]:
    """Return what is wrong with the text, in text order; no two findings overlap.

    Rules that are worth teaching only three levels above the learner's or later stay silent.
    """
    taught = levels_taught(level)
    found = [
        finding
        for sentence in sentences(text)
        for rule in worth_trying(sentence)
        if rule.id not in switched_off and rule.level in taught
        for finding in rule.findings(sentence)
    ]
    return without_overlaps(found)


def levels_taught(level: str) -> frozenset[str]:
    return frozenset(LEVELS[: LEVELS.index(level) + 3])


@dataclass(frozen=True, slots=True)
class _Index:
    """By place among the rules: those to try always, and those that a form or lemma calls for."""

    rules: tuple[Rule, ...]
    always: frozenset[int]
    called_for: dict[str, set[int]]


@lru_cache(maxsize=1)
def _index() -> _Index:
    called_for: dict[str, set[int]] = defaultdict(set)
    for n, rule in enumerate(rules()):
        for content in rule.finder.needs or ():
            called_for[content].add(n)
    always = frozenset(n for n, rule in enumerate(rules()) if rule.finder.needs is None)
    return _Index(rules(), always, dict(called_for))


def worth_trying(sentence: Sentence) -> list[Rule]:
    """Return the rules that can find something in the sentence, in their order."""
    index = _index()
    called = (
        index.called_for[content] for content in sentence.contents if content in index.called_for
    )
    return [index.rules[n] for n in sorted(index.always.union(*called))]


def without_overlaps(found: list[Finding]) -> tuple[Finding, ...]:
    """Keep the surer of two that overlap; of two as sure, the shorter.

    A word taken for another misleads the rules about its neighbours: those wait.
    """
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda f: (-f.confidence, f.end - f.start, f.start)):
        if all(are_apart(finding, other) for other in kept):
            kept.append(finding)
    return tuple(sorted(kept, key=lambda f: f.start))


def are_apart(finding: Finding, other: Finding) -> bool:
    gap = 2 if other.code.startswith(("fr.homophone.", "fr.confusion.")) else 0
    return finding.end + gap <= other.start or other.end + gap <= finding.start
