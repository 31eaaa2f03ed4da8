"""What a rule is: a finder of one kind of error, with what a learner should be told about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tutoring.brief import Finding
from tutoring.french.grammar.sentence import Sentence, Word
from tutoring.french.rules.finders import Finder, Look
from tutoring.french.rules.hits import Hit


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of error.

    `confidence` is the share of its reports that are right: estimated on development errors and on
    everyday messages, rounded down, never above .98; a rule that met few of its errors there has
    the mean of its family. Of two reports on the same words the surer one is kept.
    In the explanations, `{span}` and `{suggestion}` stand for the words reported and proposed.
    """

    id: str
    level: str
    category: str
    severity: str
    confidence: float
    explanations: Mapping[str, str]  # by language
    finder: Finder
    wrong: tuple[str, ...]  # examples with [wrong -> right]
    right: tuple[str, ...]

    def findings(self, sentence: Sentence) -> Iterator[Finding]:
        for look in self.finder.looks(sentence):
            if look.hit and (finding := self.finding(sentence, look)):
                yield finding

    def finding(self, sentence: Sentence, look: Look) -> Finding | None:
        """Return what is told of the hit, or None where it is left alone (see `left_alone`)."""
        hit = look.hit
        if hit is None or left_alone(sentence, hit):
            return None
        start, end = sentence.words[hit.first].start, sentence.words[hit.last].end
        span = sentence.text[start:end]
        suggestion = in_the_case_of(sentence.words[hit.first], hit.suggestion)
        return Finding(
            code=self.id,
            start=start,
            end=end,
            span=span,
            suggestion=suggestion,
            category=self.category,
            severity=self.severity,
            confidence=self.confidence,
            message=self.explanations["en"].format(span=span, suggestion=suggestion),
            message_fr=self.explanations["fr"].format(span=span, suggestion=suggestion),
            level=self.level,
        )


def left_alone(sentence: Sentence, hit: Hit) -> str:
    """Return why a hit is not reported, "" where it is."""
    first, last = sentence.words[hit.first], sentence.words[hit.last]
    span = sentence.text[first.start : last.end]
    if span.isupper() and len(span) > 1:
        return "an abbreviation, or all in capitals"
    if in_the_case_of(first, hit.suggestion) == span:
        return "it is written so already"
    return "quoted, or not French" if sentence.is_quoted(hit.first, hit.last) else ""


def in_the_case_of(written: Word, suggestion: str) -> str:
    """Return the suggestion with a capital where it begins a sentence that has one."""
    if written.is_initial and written.is_capitalised and suggestion:
        return suggestion[0].upper() + suggestion[1:]
    return suggestion
