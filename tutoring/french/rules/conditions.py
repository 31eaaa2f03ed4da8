"""What forbids a match, or must hold of it: a second look at its words and those around them.

A condition is a pattern with two elements more, searched in the whole sentence:

    [*]           the reported words
    {name}        the word of that name; name=x asks something of it
    v like s      alone: v stands as s asks for (see `template.py`)

So « le|la [*] » is le or la before the reported words, and « ne ... [*] » is a ne somewhere before.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from tutoring.french.rules.forms import like
from tutoring.french.rules.kinds import BadNotation
from tutoring.french.rules.pattern import REPORTED, Element, Match, element_of, fit
from tutoring.french.rules.word_tests import WordTests

_REFERENCE = re.compile(r"\{([a-z]+)\}")
_LIKE = re.compile(r"(?P<name>[a-z]+) like (?P<model>[a-z]+)")


class Condition(Protocol):
    """A second look at a match; `names` are the words that it asks about."""

    source: str
    names: frozenset[str]

    def holds(self, match: Match) -> bool: ...


def condition_of(source: str, tests: WordTests, names: frozenset[str]) -> Condition:
    """Return the compiled condition; `names` are those of the words that a match may have.

    Raises: BadNotation.
    """
    if parsed := _LIKE.fullmatch(source):
        return _Like(source, parsed["name"], parsed["model"], names)
    return _Around(source, tests, names)


class _Around:
    """A pattern that must fit somewhere, with the matched words where they stand."""

    def __init__(self, source: str, tests: WordTests, names: frozenset[str]) -> None:
        self.source = source
        self._elements = tuple(_elements(source, tests, names))
        self.names = frozenset(e.again for e in self._elements if e.again) - {REPORTED}

    def holds(self, match: Match) -> bool:
        return any(
            fit(self._elements, 0, match.sentence, at, match) is not None
            for at in range(len(match.sentence.words) + 1)
        )


class _Like:
    def __init__(self, source: str, name: str, model: str, names: frozenset[str]) -> None:
        self.source = source
        self._name = _known(name, names)
        self._inflected = like(name, model, names)
        self.names = frozenset({name, model}) & names

    def holds(self, match: Match) -> bool:
        return self._inflected(match) == match[self._name].norm


def _elements(source: str, tests: WordTests, names: frozenset[str]) -> Iterator[Element]:
    for piece in source.split():
        if piece == f"[{REPORTED}]":
            yield Element(None, piece, again=REPORTED)
        elif reference := _REFERENCE.fullmatch(piece):
            yield Element(None, piece, again=_known(reference[1], names))
        else:
            element = element_of(piece, tests)
            again = _known(element.name, names) if element.name else ""
            yield replace(element, again=again, name="")


def _known(name: str, names: frozenset[str]) -> str:
    if name not in names:
        raise BadNotation(f"no word of the patterns is called {name}")
    return name
