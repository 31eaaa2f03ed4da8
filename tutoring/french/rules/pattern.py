"""A small notation for runs of words, in which most rules are written.

A pattern is a row of elements, one word each (see `word_tests.py` for what can be asked of it):

    je|j'         one of these written forms
    ^  $          beginning and end of a clause, taking no word; que|$ is one or the other
    ^^  $$        beginning and end of the sentence
    x?  x*        at most once; up to six times
    ...           any words at all, or none
    name=x        the word, or the run of words, can be asked for by name
    [x y]         what is reported; without brackets it is the whole run
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tutoring.french.grammar.sentence import Sentence, Word
from tutoring.french.rules.kinds import BadNotation, type_of_test
from tutoring.french.rules.word_tests import WordTests

REPORTED = "*"  # the name under which a match keeps the reported words
_NAMED = re.compile(r"(?:(?P<name>[a-z]+)=)?(?P<test>.+)")
_MOST_REPEATED = 6
_ANCHORS: dict[str, Callable[[Sentence, int], bool]] = {
    "^": Sentence.begins_clause,
    "$": Sentence.ends_clause,
    "^^": lambda sentence, at: at == 0,
    "$$": lambda sentence, at: at == len(sentence.words),
}


@dataclass(frozen=True, slots=True)
class Element:
    """One step of a pattern."""

    accepts: type_of_test | None
    source: str
    anchor: str = ""  # one of _ANCHORS: it also fits there, taking no word
    least: int = 1
    most: int = 1
    name: str = ""
    again: str = ""  # the name of matched words: the element stands where they stand


@dataclass(slots=True)
class Match:
    """One place where a pattern fits: the reported words and the named ones, as ranges."""

    sentence: Sentence
    first: int
    last: int
    named: dict[str, range] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Word:
        """Return the word of that name, the first of a run."""
        return self.sentence.words[self.named[name].start]

    def __contains__(self, name: str) -> bool:
        return name in self.named

    @property
    def words(self) -> tuple[Word, ...]:
        """The reported words."""
        return self.sentence.words[self.first : self.last + 1]

    def place(self, name: str) -> range | None:
        return range(self.first, self.last + 1) if name == REPORTED else self.named.get(name)


class Pattern:
    """A compiled pattern."""

    def __init__(self, source: str, tests: WordTests) -> None:
        """Raises: BadNotation."""
        self.source = source
        self.elements, self.opening, self.closing = _parse(source, tests)
        self.sources = source.replace("[", "").replace("]", "").split()
        # One of each of these must be in a sentence: most patterns are ruled out by that alone.
        self.required = tuple(
            required
            for element in self.elements
            if element.accepts
            and element.least
            and not element.anchor
            and (required := tests.required(element.source))
        )

    @property
    def names(self) -> frozenset[str]:
        return frozenset(element.name for element in self.elements if element.name)

    def matches(self, sentence: Sentence) -> Iterator[Match]:
        """Yield the matches from left to right; they do not overlap."""
        if any(required.isdisjoint(sentence.contents) for required in self.required):
            return
        at = 0
        while at < len(sentence.words):
            steps = fit(self.elements, 0, sentence, at)
            if steps is None:
                at += 1
                continue
            yield self._match(sentence, at, steps)
            at = max(at + 1, steps[-1])

    def furthest(self, sentence: Sentence) -> tuple[int, int, str]:
        """Return from where to where most of the pattern fits, and the element that fails there."""
        reached = [
            (*_reach(self.elements, 0, sentence, at), -at) for at in range(len(sentence.words))
        ]
        elements, end, start = max(reached, key=lambda one: (one[0], one[2]))
        missed = self.sources[elements] if elements < len(self.elements) else ""
        return -start, end, missed

    def _match(self, sentence: Sentence, at: int, steps: tuple[int, ...]) -> Match:
        edges = (at, *steps)  # edges[n] is where element n begins, edges[n + 1] where it ends
        named = {
            element.name: range(edges[n], edges[n + 1])
            for n, element in enumerate(self.elements)
            if element.name and edges[n] < edges[n + 1]
        }
        return Match(sentence, edges[self.opening], edges[self.closing] - 1, named)


def fit(
    elements: tuple[Element, ...], n: int, sentence: Sentence, at: int, match: Match | None = None
) -> tuple[int, ...] | None:
    """Return where each element from `n` on ends, or None. Greedy, with backtracking."""
    if n == len(elements):
        return ()
    for end in _ends(elements[n], sentence, at, match):
        rest = fit(elements, n + 1, sentence, end, match)
        if rest is not None:
            return (end, *rest)
    return None


def _reach(elements: tuple[Element, ...], n: int, sentence: Sentence, at: int) -> tuple[int, int]:
    """Return how many elements fit at most, and where the last of them ends."""
    if n == len(elements):
        return n, at
    ends = _ends(elements[n], sentence, at, None)
    return max((_reach(elements, n + 1, sentence, end) for end in ends), default=(n, at))


def _ends(element: Element, sentence: Sentence, at: int, match: Match | None) -> tuple[int, ...]:
    """Return where the element may end when it begins at `at`, longest first."""
    if element.again:
        return _ends_again(element, at, match)
    anchored = (at,) if element.anchor and _holds(element.anchor, sentence, at) else ()
    if element.accepts is None or anchored and element.anchor[0] == "$":
        return anchored
    end, words = at, sentence.words
    most = min(len(words), at + element.most)
    while end < most and element.accepts(words[end]):
        end += 1
    return (*range(end, at + element.least - 1, -1), *anchored)


def _ends_again(element: Element, at: int, match: Match | None) -> tuple[int, ...]:
    place = match.place(element.again) if match else None
    if match is None or place is None or place.start != at:
        return ()
    if element.accepts and not element.accepts(match.sentence.words[at]):
        return ()
    return (place.stop,)


def _holds(anchor: str, sentence: Sentence, at: int) -> bool:
    return _ANCHORS[anchor](sentence, at)


def _parse(source: str, tests: WordTests) -> tuple[tuple[Element, ...], int, int]:
    """Return the elements and the numbers between which they are reported."""
    elements: list[Element] = []
    opening, closing = -1, -1
    for piece in source.split():
        if piece.startswith("["):
            opening = len(elements) if opening < 0 else refuse_brackets(source)
        elements.append(element_of(piece.removeprefix("[").removesuffix("]"), tests))
        if piece.endswith("]"):
            closing = len(elements) if closing < 0 else refuse_brackets(source)
    if (opening < 0) != (closing < 0) or opening >= closing > 0:
        refuse_brackets(source)
    _refuse_repeated_names(elements)
    return tuple(elements), max(opening, 0), len(elements) if closing < 0 else closing


def refuse_brackets(source: str) -> int:
    raise BadNotation(f"the brackets of “{source}” are not one pair around whole words")


def _refuse_repeated_names(elements: list[Element]) -> None:
    names = [element.name for element in elements if element.name]
    for name in names:
        if names.count(name) > 1:
            raise BadNotation(f"two words are called {name}")


def element_of(piece: str, tests: WordTests) -> Element:
    if "[" in piece or "]" in piece or "{" in piece:
        refuse_brackets(piece)
    if piece in _ANCHORS:
        return Element(None, piece, anchor=piece)
    if piece == "...":
        return Element(tests.test(":any"), ":any", least=0, most=1000)
    named = _NAMED.fullmatch(piece)
    if named is None:
        raise BadNotation("a word is missing")
    anchors = [part for part in named["test"].split("|") if part in _ANCHORS]
    test = "|".join(part for part in named["test"].split("|") if part not in _ANCHORS)
    suffix = test[-1] if test[-1] in "?*" and len(test) > 1 else ""
    test = test.removesuffix(suffix) if suffix else test
    return Element(
        tests.test(test),
        test,
        anchors[0] if anchors else "",
        least=0 if suffix else 1,
        most=_MOST_REPEATED if suffix == "*" else 1,
        name=named["name"] or "",
    )
