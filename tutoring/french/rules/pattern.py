"""A small notation for runs of words, in which most rules are written.

A pattern is a row of elements, one word each:

    je|j'         one of these written forms, in lower case
    ~être         any form of this lemma
    @place        a word of a named list (see `words.py`)
    :inf          a word that can be an infinitive (see `Word` for all tests)
    ~être&:fin    both;  !pas  not this
    ^  $          beginning and end of a clause, taking no word; que|$ is one or the other
    x?  x*        at most once; any number of times
    name=x        the word can be asked for by name
    [x y]         what is reported; without brackets it is the whole run
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from tutoring.french.grammar.closed_classes import LISTS
from tutoring.french.grammar.sentence import Sentence, Word

type_of_test = Callable[[Word], bool]


@dataclass(frozen=True, slots=True)
class Element:
    """One step of a pattern."""

    accepts: type_of_test | None
    source: str
    anchor: str = ""  # ^ or $: it also fits there, taking no word
    optional: bool = False
    repeated: bool = False
    name: str = ""


@dataclass(slots=True)
class Match:
    """One place where a pattern fits."""

    sentence: Sentence
    first: int
    last: int
    named: dict[str, Word] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Word:
        return self.named[name]

    def __contains__(self, name: str) -> bool:
        return name in self.named

    @property
    def words(self) -> tuple[Word, ...]:
        """The reported words."""
        return self.sentence.words[self.first : self.last + 1]


class Pattern:
    """A compiled pattern."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.elements, self.opening, self.closing = _parse(source)
        # One of each of these must be in a sentence: most patterns are ruled out by that alone.
        self.required = tuple(
            required
            for element in self.elements
            if element.accepts
            and not element.optional
            and not element.anchor
            and (required := _required(element.source))
        )

    def matches(self, sentence: Sentence) -> Iterator[Match]:
        """Yield the matches from left to right; they do not overlap."""
        if any(required.isdisjoint(sentence.contents) for required in self.required):
            return
        at = 0
        while at < len(sentence.words):
            steps = _fit(self.elements, 0, sentence, at)
            if steps is None:
                at += 1
                continue
            yield self._match(sentence, at, steps)
            at = max(at + 1, steps[-1])

    def _match(self, sentence: Sentence, at: int, steps: tuple[int, ...]) -> Match:
        edges = (at, *steps)  # edges[n] is where element n begins, edges[n + 1] where it ends
        named = {
            element.name: sentence.words[edges[n]]
            for n, element in enumerate(self.elements)
            if element.name and edges[n] < edges[n + 1]
        }
        return Match(sentence, edges[self.opening], edges[self.closing] - 1, named)


def _fit(
    elements: tuple[Element, ...], n: int, sentence: Sentence, at: int
) -> tuple[int, ...] | None:
    """Return where each element from `n` on ends, or None. Greedy, with backtracking."""
    if n == len(elements):
        return ()
    for end in _ends(elements[n], sentence, at):
        rest = _fit(elements, n + 1, sentence, end)
        if rest is not None:
            return (end, *rest)
    return None


def _ends(element: Element, sentence: Sentence, at: int) -> tuple[int, ...]:
    """Return where the element may end when it begins at `at`, longest first."""
    anchored = (at,) if element.anchor and _holds(element.anchor, sentence, at) else ()
    if element.accepts is None or anchored and element.anchor == "$":
        return anchored
    most = 6 if element.repeated else 1
    end, words = at, sentence.words
    while end < len(words) and end - at < most and element.accepts(words[end]):
        end += 1
    least = at if element.optional else at + 1
    return (*range(end, least - 1, -1), *anchored)


def _holds(anchor: str, sentence: Sentence, at: int) -> bool:
    return sentence.begins_clause(at) if anchor == "^" else sentence.ends_clause(at)


def _parse(source: str) -> tuple[tuple[Element, ...], int, int]:
    """Return the elements and the numbers between which they are reported."""
    elements: list[Element] = []
    opening, closing = 0, -1
    for piece in source.split():
        if piece.startswith("["):
            opening = len(elements)
        elements.append(_element(piece.strip("[]")))
        if piece.endswith("]"):
            closing = len(elements)
    return tuple(elements), opening, len(elements) if closing < 0 else closing


def _element(piece: str) -> Element:
    if piece in {"^", "$"}:
        return Element(None, piece, anchor=piece)
    anchors = {"^", "$"}.intersection(piece.split("|"))
    anchor = anchors.pop() if anchors else ""
    piece = "|".join(part for part in piece.split("|") if part not in {"^", "$"})
    name, _, rest = piece.rpartition("=")
    suffix = rest[-1] if rest[-1] in "?*" else ""
    test = rest.removesuffix(suffix) if suffix else rest
    return Element(_test(test), test, anchor, bool(suffix), suffix == "*", name)


def _required(source: str) -> frozenset[str]:
    """Return the forms and lemmas (with ~) one of which must occur; empty for any word."""
    atoms = source.split("&")[0].split("|")
    if any(atom[0] in ":!" for atom in atoms):
        return frozenset()
    return frozenset(
        form for atom in atoms for form in (LISTS[atom[1:]] if atom[0] == "@" else (atom,))
    )


@lru_cache(maxsize=2048)
def _test(source: str) -> type_of_test:
    if "&" in source:
        parts = [_test(part) for part in source.split("&")]
        return lambda word: all(part(word) for part in parts)
    if source.startswith("!"):
        inner = _test(source[1:])
        return lambda word: not inner(word)
    return _any_of(source.split("|"))


def _any_of(atoms: list[str]) -> type_of_test:
    forms = frozenset(a for a in atoms if a[0] not in "~@:") | frozenset(
        form for a in atoms if a[0] == "@" for form in LISTS[a[1:]]
    )
    lemmas = frozenset(a[1:] for a in atoms if a[0] == "~")
    traits = frozenset(a[1:] for a in atoms if a[0] == ":")
    if not lemmas and not traits:
        return lambda word: word.norm in forms
    return lambda word: (
        word.norm in forms
        or not lemmas.isdisjoint(word.lemmas)
        or not traits.isdisjoint(word.traits)
    )
