"""What a rule is: a finder of one kind of error, with what a learner should be told about it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tutoring.brief import Finding
from tutoring.french.grammar.sentence import Sentence, Word
from tutoring.french.rules.hits import Hit
from tutoring.french.rules.pattern import Match, Pattern

type_of_finder = Callable[[Sentence], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of error.

    `confidence` is the share of its reports that are right: estimated on development errors and on
    everyday messages, rounded down, never above .98; a rule that met few of its errors there has
    the mean of its family. Of two reports on the same words the surer one is kept.
    In the explanations, `{span}` and `{suggestion}` stand for the words reported and proposed.
    A sentence that contains none of `needs` has no such error; None says nothing.
    """

    id: str
    level: str
    category: str
    severity: str
    confidence: float
    en: str
    fr: str
    find: type_of_finder
    needs: frozenset[str] | None = None

    def findings(self, sentence: Sentence) -> Iterator[Finding]:
        for hit in self.find(sentence):
            start, end = sentence.words[hit.first].start, sentence.words[hit.last].end
            finding = self._finding(sentence, start, end, hit)
            if finding.span.isupper() and len(finding.span) > 1:
                continue  # an abbreviation
            if finding.suggestion != finding.span and not sentence.is_quoted(hit.first, hit.last):
                yield finding

    def _finding(self, sentence: Sentence, start: int, end: int, hit: Hit) -> Finding:
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
            message=self.en.format(span=span, suggestion=suggestion),
            message_fr=self.fr.format(span=span, suggestion=suggestion),
            level=self.level,
        )


def rule(
    id: str,
    *,
    en: str,
    fr: str,
    level: str = "A1",
    category: str = "grammar",
    severity: str = "medium",
    confidence: float = 0.9,
) -> Callable[[type_of_finder], Rule]:
    """Make a rule of a function that finds hits in a sentence."""

    def named(find: type_of_finder) -> Rule:
        needs = getattr(find, "needs", None)
        return Rule(id, level, category, severity, confidence, en, fr, find, needs)

    return named


type_of_proposal = str | tuple[Hit, ...] | None


def on(*patterns: str) -> Callable[[Callable[[Match], type_of_proposal]], type_of_finder]:
    """Make a finder of a function from one match to what should be written there.

    The function returns None where nothing is wrong after all, and hits of its own where other
    words than those between brackets change.
    """
    compiled = tuple(Pattern(pattern) for pattern in patterns)

    def finder(propose: Callable[[Match], type_of_proposal]) -> type_of_finder:
        def find(sentence: Sentence) -> Iterator[Hit]:
            for pattern in compiled:
                for match in pattern.matches(sentence):
                    proposal = propose(match)
                    if isinstance(proposal, str):
                        yield Hit(match.first, match.last, proposal)
                    elif proposal:
                        yield from proposal

        if all(pattern.required for pattern in compiled):
            rarest = (min(pattern.required, key=len) for pattern in compiled)
            find.needs = frozenset().union(*rarest)
        return find

    return finder


def phrases(table: dict[str, str]) -> type_of_finder:
    """Make a finder of a table from wrong to right phrases; only what differs is reported."""
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for wrong, right in table.items():
        words = tuple(wrong.split())
        by_first.setdefault(words[0], []).append((words, right))

    def find(sentence: Sentence) -> Iterator[Hit]:
        norms = sentence.norms
        for at, norm in enumerate(norms):
            for words, right in by_first.get(norm, ()):
                if norms[at : at + len(words)] == words:
                    yield _difference(at, words, right)

    find.needs = frozenset(by_first)
    return find


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


def in_the_case_of(written: Word, suggestion: str) -> str:
    """Return the suggestion with a capital where it begins a sentence that has one."""
    if written.is_initial and written.is_capitalised and suggestion:
        return suggestion[0].upper() + suggestion[1:]
    return suggestion
