"""The signs of danger, as curators write them: one file a kind, and what they share.

signs/idioms.yaml     what only sounds dangerous: je meurs de faim
signs/frames.yaml     what a sentence is about: a film, a game, long ago
signs/<kind>.yaml     the signs of one kind of danger, with neighbours that are none
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict

from tutoring.safety.kinds import Kind
from tutoring.safety.signs import Match, Names, Sign, matches, parse
from tutoring.safety.vocabulary import Vocabulary, load_words

FOLDER: Final = Path(__file__).parent / "signs"
T = TypeVar("T")


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class GroupEntry(_Entry):
    """Signs that have something in common.

    `unless` names frames: a sentence that has one of them tells of no danger, with a plus a whole
    message. `denied` says what « il ne me frappe pas » is worth.
    """

    name: str
    of_another: bool = False
    unless: str = ""
    denied: bool = False
    signs: str
    neighbours: tuple[str, ...] = ()


class KindFile(_Entry):
    groups: tuple[GroupEntry, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What the signs of a group have in common."""

    name: str
    kind: Kind
    of_another: bool
    unless: frozenset[str]  # in the same sentence
    unless_anywhere: frozenset[str]
    counts_denied: bool


class Indexed(Generic[T]):
    """Signs, each with what it stands for, by the names they are looked for by."""

    def __init__(self, signs: Iterable[tuple[Sign, T]]) -> None:
        self._by_name: dict[str, list[tuple[Sign, T]]] = defaultdict(list)
        for sign, meaning in signs:
            for name in sign.elements[sign.anchor].names:
                self._by_name[name].append((sign, meaning))

    def found_in(self, names: Names) -> Iterator[tuple[Match, Sign, T]]:
        """Yield where signs stand in a message, in order; a sign at most once at each word."""
        for place, here in enumerate(names.places):
            tried = set()
            for sign, meaning in (s for name in here for s in self._by_name.get(name, ())):
                if id(sign) not in tried:
                    tried.add(id(sign))
                    for match in matches(sign, place, names):
                        yield match, sign, meaning


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything that is looked for, and the words it is looked for with."""

    vocabulary: Vocabulary
    idioms: Indexed[None]
    frames: Indexed[str]
    dangers: Indexed[Group]
    frame_names: frozenset[str]
    groups: tuple[GroupEntry, ...]


@lru_cache(maxsize=1)
def rulebook() -> Rulebook:
    """Return the rules of the package, read once; takes some tenths of a second.

    Raises:
        SignInvalid, ValidationError: a file cannot be used.
    """
    shared = _yaml("common")
    common = frozenset(shared["common"].split())
    idioms = [(sign, None) for text in _lines(_yaml("idioms")) for sign in parse(text, common)]
    frames = [
        (sign, name)
        for name, block in (_yaml("frames") | _yaml("guards")).items()
        for text in _lines({name: block})
        for sign in parse(text, common)
    ]
    kinds = {kind: KindFile.model_validate(_yaml(kind.value)) for kind in Kind}
    dangers = [
        (sign, _group(kind, entry))
        for kind, file in kinds.items()
        for entry in file.groups
        for text in _lines({"": entry.signs})
        for sign in parse(text, common)
    ]
    signs = [sign for sign, _ in (*idioms, *frames, *dangers)]
    vocabulary = Vocabulary(load_words(), set(_literals(signs)))
    return Rulebook(
        vocabulary,
        Indexed(idioms),
        Indexed(frames),
        Indexed(dangers),
        frozenset(name for _, name in frames),
        tuple(entry for file in kinds.values() for entry in file.groups),
    )


def _literals(signs: Iterable[Sign]) -> Iterator[str]:
    for sign in signs:
        yield from (name for name in sign.names if not name.isupper())


def _group(kind: Kind, entry: GroupEntry) -> Group:
    names = entry.unless.split()
    return Group(
        name=entry.name,
        kind=kind,
        of_another=entry.of_another,
        unless=frozenset(name for name in names if not name.endswith("+")),
        unless_anywhere=frozenset(name[:-1] for name in names if name.endswith("+")),
        counts_denied=entry.denied,
    )


def _lines(blocks: dict[str, str]) -> Iterator[str]:
    for block in blocks.values():
        for line in block.splitlines():
            if text := line.split("#")[0].strip():
                yield text


def _yaml(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
