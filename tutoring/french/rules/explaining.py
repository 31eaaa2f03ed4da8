"""What each rule made of a text, also where it is silent: for those who write rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tutoring.brief import Finding
from tutoring.french.grammar.sentence import Sentence, sentences
from tutoring.french.rules.checking import (
    are_apart,
    levels_taught,
    without_overlaps,
    worth_trying,
)
from tutoring.french.rules.finders import Look
from tutoring.french.rules.loading import rules
from tutoring.french.rules.pattern import Pattern
from tutoring.french.rules.rule import Rule, left_alone


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one place where a rule looked; `silent` says why nothing is told of it."""

    rule: Rule
    by: str  # the pattern, phrase or procedure
    span: str
    finding: Finding | None
    silent: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """A text with the verdicts on it, and the rules that looked and saw nothing."""

    verdicts: tuple[Verdict, ...]
    found_nothing: tuple[Rule, ...]


def explain(text: str, *, level: str) -> Explained:
    """Return what each rule worth trying made of the text; what is told is what `check` finds."""
    tried = [(sentence, rule) for sentence in sentences(text) for rule in worth_trying(sentence)]
    verdicts = [
        _verdict(sentence, rule, look, level)
        for sentence, rule in tried
        for look in rule.finder.looks(sentence)
    ]
    seen = {verdict.rule.id for verdict in verdicts}
    without = {rule.id: rule for _, rule in tried if rule.id not in seen}
    return Explained(tuple(_without_overlaps(verdicts)), tuple(without.values()))


def _verdict(sentence: Sentence, rule: Rule, look: Look, level: str) -> Verdict:
    words = sentence.words[look.first : look.last + 1]
    span = sentence.text[words[0].start : words[-1].end]
    return Verdict(
        rule, look.by, span, rule.finding(sentence, look), _silent(sentence, rule, look, level)
    )


def _silent(sentence: Sentence, rule: Rule, look: Look, level: str) -> str:
    if look.hit is None:
        return look.blocked
    if reason := left_alone(sentence, look.hit):
        return reason
    if rule.level not in levels_taught(level):
        return f"the rule is of level {rule.level}, too far above {level}"
    return ""


def _without_overlaps(verdicts: Sequence[Verdict]) -> Iterator[Verdict]:
    """Yield the verdicts; of findings that overlap only one is told."""
    told = [v.finding for v in verdicts if v.finding and not v.silent]
    kept = without_overlaps(told)
    for verdict in verdicts:
        finding = verdict.finding
        if finding is None or verdict.silent or any(finding is one for one in kept):
            yield verdict
        else:
            other = next(one for one in kept if not are_apart(finding, one))
            yield replace(verdict, silent=f"{other.code} tells of these words, or of those beside")


def misfits(text: str, rule_id: str) -> Iterator[tuple[str, str]]:
    """Yield the rule's patterns with how far each fits the text, where none of it fits whole.

    Raises: KeyError: there is no such rule.
    """
    rule = {rule.id: rule for rule in rules()}[rule_id]
    for pattern in rule.finder.patterns:
        for sentence in sentences(text):
            if not any(pattern.matches(sentence)):
                yield pattern.source, _how_far(pattern, sentence)


def _how_far(pattern: Pattern, sentence: Sentence) -> str:
    first, end, missed = pattern.furthest(sentence)
    words = sentence.words[first:end]
    if not words:
        return f"no word fits {missed}"
    return f"« {sentence.text[words[0].start : words[-1].end]} » fits, but then not {missed}"
