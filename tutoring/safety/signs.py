"""The notation of signs, and where one stands in a message.

mon pere HIT          these words, side by side; HIT is any word of that class
HE .. ME ..1 HIT      up to three words between; up to one
(je|j) DIE?           one of several, some of them phrases; perhaps
CLOSE & ME & HIT      in any order, near each other
@MINOR  !GAME         anywhere in the message; nowhere near in the sentence
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Final

GAP: Final = 3
# From the first to the last word of what stands in any order.
NEARNESS: Final = 9
# How far away a word still makes a sign harmless.
REACH: Final = 12
LONGEST_PHRASE: Final = 6

_PARTS: Final = re.compile(
    r"(?P<mark>[@!]?)(?:\((?P<several>[^()]*)\)|(?P<one>[^\s()?]+))(?P<perhaps>\??)"
)
_GAP: Final = re.compile(r"\.\.(\d*)")


class SignInvalid(Exception):
    """A sign is not written in the notation."""


@dataclass(frozen=True, slots=True)
class Element:
    """One step of a sign: any of these names, after at most `gap` other words."""

    names: tuple[str, ...]
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Sign:
    """One pattern; see the notation above."""

    text: str
    elements: tuple[Element, ...]
    anchor: int  # the element that is looked for first
    ordered: bool = True
    anywhere: tuple[Element, ...] = ()
    nowhere: tuple[Element, ...] = ()

    @property
    def names(self) -> Iterator[str]:
        for element in (*self.elements, *self.anywhere, *self.nowhere):
            yield from element.names


class Names:
    """What stands at each word of a message: names, and how many words each takes up."""

    def __init__(self, places: Sequence[dict[str, int]], sentences: Sequence[int]) -> None:
        self.places = places
        self.sentences = sentences
        self.everywhere = set().union(*places)

    def at(self, place: int, element: Element) -> list[int]:
        """Return how many words each name of the element takes up that stands there."""
        here = self.places[place]
        return [here[name] for name in element.names if name in here]

    def near(self, names: Iterable[str], start: int, end: int) -> Iterator[int]:
        """Yield where any of the names stands in the sentence, not far from a stretch of it."""
        if self.everywhere.isdisjoint(names):
            return
        sentence = self.sentences[start]
        for place in range(max(0, start - REACH), min(end + REACH, len(self.places))):
            if self.sentences[place] == sentence and not self.places[place].keys().isdisjoint(
                names
            ):
                yield place


@dataclass(frozen=True, slots=True)
class Match:
    """Where a sign stands: from `start` up to `end`, on the words of `covered`."""

    start: int
    end: int
    covered: frozenset[int]


def parse(text: str, common: frozenset[str]) -> list[Sign]:
    """Return the signs that one line stands for; more than one where a part is optional.

    Args:
        common: names that are in every other message, and bad ones to look for first.

    Raises:
        SignInvalid: it is not in the notation, or has nothing but common names.
    """
    line = _Line.read(text)
    versions = product(*[(True, False) if perhaps else (True,) for _, perhaps in line.steps])
    signs = []
    for kept in versions:
        elements = tuple(step for (step, _), keep in zip(line.steps, kept, strict=True) if keep)
        anchor = _anchor(text, elements, common)
        signs.append(
            Sign(text, elements, anchor, line.ordered, tuple(line.anywhere), tuple(line.nowhere))
        )
    return signs


@dataclass(slots=True)
class _Line:
    steps: list[tuple[Element, bool]] = field(default_factory=list)  # and whether it may lack
    anywhere: list[Element] = field(default_factory=list)
    nowhere: list[Element] = field(default_factory=list)
    ordered: bool = True

    @classmethod
    def read(cls, text: str) -> "_Line":
        line, gap, until = cls(), 0, 0
        for part in _PARTS.finditer(text):
            if text[until : part.start()].strip():
                raise SignInvalid(f"{text!r}: what is {text[until : part.start()]!r}?")
            until = part.end()
            gap = line._add(part, gap)
        if not line.steps or text[until:].strip():
            raise SignInvalid(f"{text!r}: it has no end, or nothing to look for")
        return line

    def _add(self, part: re.Match[str], gap: int) -> int:
        """Add a part; return the gap that it opens before the next one."""
        one = part["one"] or ""
        if one == "&":
            self.ordered = False
            return 0
        if found := _GAP.fullmatch(one):
            return int(found[1] or GAP)
        names = tuple(_alternatives(part["several"] or one))
        if not all(names) or any(".." in name for name in names):
            raise SignInvalid(f"{part.string!r}: {part.group()!r} is no choice of words")
        match part["mark"]:
            case "@":
                self.anywhere.append(Element(names))
            case "!":
                self.nowhere.append(Element(names))
            case _:
                self.steps.append((Element(names, gap), bool(part["perhaps"])))
        return 0


def _alternatives(several: str) -> Iterator[str]:
    for name in map(str.strip, several.split("|")):
        yield name.removesuffix("?")
        if name.endswith("?"):  # médicaments? is one or several
            yield name[:-2]


def _anchor(text: str, elements: Sequence[Element], common: frozenset[str]) -> int:
    """Return the element with the fewest names that are in every other message."""
    shared = [len(common.intersection(element.names)) for element in elements]
    best = shared.index(min(shared))
    if common.issuperset(elements[best].names):
        raise SignInvalid(f"{text!r}: only common words, it would be looked for everywhere")
    return best


def matches(sign: Sign, at: int, names: Names) -> Iterator[Match]:
    """Yield where a sign stands with its anchor at a place, within one sentence."""
    if any(names.everywhere.isdisjoint(element.names) for element in sign.anywhere):
        return
    seeking = _Seeking(sign, names, names.sentences[at])
    for length in names.at(at, sign.elements[sign.anchor]):
        found = seeking.ordered(at, length) if sign.ordered else seeking.near(at, length)
        if found:
            covered = frozenset(p for start, long in found for p in range(start, start + long))
            match = Match(min(covered), max(covered) + 1, covered)
            if not any(_stands(names, element, match) for element in sign.nowhere):
                yield match


def _stands(names: Names, element: Element, match: Match) -> bool:
    return next(names.near(element.names, match.start, match.end), None) is not None


_Found = list[tuple[int, int]]  # where each element stands, and how many words it takes up


@dataclass(frozen=True, slots=True)
class _Seeking:
    sign: Sign
    names: Names
    sentence: int

    def ordered(self, at: int, length: int) -> _Found | None:
        before = self._before(self.sign.anchor, at)
        if before is None:
            return None
        after = self._after(self.sign.anchor + 1, at + length)
        return None if after is None else [*before, (at, length), *after]

    def _after(self, which: int, end: int) -> _Found | None:
        if which == len(self.sign.elements):
            return []
        element = self.sign.elements[which]
        for place in range(end, min(end + element.gap + 1, len(self.names.places))):
            for length in self._lengths(element, place):
                if (rest := self._after(which + 1, place + length)) is not None:
                    return [(place, length), *rest]
        return None

    def _before(self, which: int, start: int) -> _Found | None:
        """Find the elements before `which`, that one standing at `start`."""
        if which == 0:
            return []
        gap, element = self.sign.elements[which].gap, self.sign.elements[which - 1]
        for place in range(start - 1, max(start - 1 - gap - LONGEST_PHRASE, -1), -1):
            for length in self._lengths(element, place):
                fits = 0 <= start - (place + length) <= gap
                if fits and (rest := self._before(which - 1, place)) is not None:
                    return [*rest, (place, length)]
        return None

    def near(self, at: int, length: int) -> _Found | None:
        found = [(at, length)]
        around = range(max(0, at + length - NEARNESS), min(at + NEARNESS, len(self.names.places)))
        for which, element in enumerate(self.sign.elements):
            if which != self.sign.anchor:
                taken = {place for start, long in found for place in range(start, start + long)}
                free = [p for p in around if p not in taken and self._lengths(element, p)]
                if not free:
                    return None
                nearest = min(free, key=lambda place: abs(place - at))
                found.append((nearest, max(self._lengths(element, nearest))))
        last = max(start + long for start, long in found)
        return found if last - min(found)[0] <= NEARNESS else None

    def _lengths(self, element: Element, place: int) -> list[int]:
        if self.names.sentences[place] != self.sentence:
            return []
        return self.names.at(place, element)
