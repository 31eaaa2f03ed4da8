"""What the offline tutor can say, as its curators write it: topics, concepts and turns of phrase.

Every line is a pair, French to English. Lines say « tu »; where the talk is formal, `register`
makes « vous » of them. The files stand in `tutoring/scenarios`, whose README is the curators'.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeVar

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from vocabulary.languages import search_key
from vocabulary.topics import TOPICS

FOLDER: Final = Path(__file__).parent.parent / "scenarios"
Level = Literal["A1", "A2", "B1", "B2"]
LEVELS: Final[tuple[Level, ...]] = ("A1", "A2", "B1", "B2")
Kind = TypeVar("Kind", bound=BaseModel)


class ScenarioInvalid(Exception):
    """A scenario file cannot be used; the message names the file, the place and the fault."""


def _question(line: str) -> str:
    if not line.endswith(" ?"):
        raise ValueError(f"a question must end in a space and a question mark: {line!r}")
    return line


def _sentence(line: str) -> str:
    if re.search(r"[^\s\d][!?;:](?:\s|$)", line) or line[-1] not in ".!?»…)":
        raise ValueError(f"French puts a space before ! ? : ; and ends its sentences: {line!r}")
    return line


def _regex(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"not a regular expression: {pattern!r} ({error})") from None
    return pattern


def _topic(name: str) -> str:
    if name not in TOPICS:
        raise ValueError(f"unknown vocabulary topic {name!r}; known are {', '.join(TOPICS)}")
    return name


Pattern = Annotated[str, AfterValidator(_regex)]
Line = Annotated[str, AfterValidator(_sentence)]
Question = Annotated[str, AfterValidator(_question)]
Lines = dict[Line, str]
Questions = dict[Question, str]


def _split(lines: object) -> object:
    """Let curators write short lists in one line: `One. / Two. / Three.`"""
    return tuple(lines.split(" / ")) if isinstance(lines, str) else lines


Several = BeforeValidator(_split)


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Intent(_Entry):
    """What a learner may mean, and what to say to it. Patterns see text without accents."""

    words: tuple[str, ...] = ()
    pattern: Pattern = ""
    asked: bool = False  # only when it is a question
    denied: bool | None = None  # only when the learner denies (true) or affirms (false) it
    say: Annotated[Lines, Field(min_length=1)]


class Concept(_Entry):
    """Something learners speak of, whatever the topic."""

    words: tuple[str, ...] = ()  # lemmas; "été:noun" where the part of speech matters
    pattern: Pattern = ""  # one group, if any, fills {} in the lines
    pattern_only: bool = False  # the words are too ambiguous: they serve to ask for targets only
    named: bool = False  # what fills {} must be a name
    priority: float = 0
    grave: bool = False  # sympathy comes first: no word practice in this turn
    stays: int = 0  # for how many more messages the talk keeps the mood of a grave concept
    say: Annotated[Lines, Field(min_length=1)]
    ask: Annotated[Questions, Field(min_length=1)]
    ask_b: Questions = {}  # from B1
    ask_have: Questions = {}  # the learner has one
    ask_other: Questions = {}  # the learner speaks of another person
    ask_past: Questions = {}  # the learner tells of the past
    ask_after: Questions = {}  # of a grave concept, while its mood stays
    me: Lines = {}  # the tutor's own life


class Node(_Entry):
    """One question of a scenario, and what may come back."""

    id: str
    ask: Annotated[Questions, Field(min_length=1)]
    elicits: tuple[str, ...] = ()
    told: Pattern = ""  # what the learner has said when there is nothing left to ask
    replies: Annotated[tuple[Line, ...], Several, Field(min_length=3, max_length=3)]
    intents: tuple[Intent, ...] = ()
    any: Lines = {}  # to whatever answer no intent knows


class Scene(_Entry):
    """A topic at one level."""

    goals: Annotated[tuple[str, ...], Several, Field(min_length=1)]
    open: Annotated[Lines, Field(min_length=1)]
    nodes: Annotated[tuple[Node, ...], Field(min_length=6, max_length=12)]
    repairs: Annotated[Lines, Field(min_length=1)]
    hints: Annotated[Lines, Field(min_length=1)]
    closings: Annotated[Lines, Field(min_length=1)]


class Topic(_Entry):
    """Something to talk about, or a part to play."""

    title: Annotated[dict[Literal["fr", "en"], str], Field(min_length=2)]
    styles: tuple[Literal["tutor", "casual", "travel", "business"], ...] = ()  # played there first
    keywords: Annotated[tuple[str, ...], Field(min_length=1)]
    vocabulary: tuple[Annotated[str, AfterValidator(_topic)], ...] = ()
    concepts: tuple[str, ...] = ()  # files of `concepts` that belong to it
    answers: tuple[Intent, ...] = ()  # to questions put to the part that is played
    levels: dict[Level, Scene]

    def model_post_init(self, _context: Any, /) -> None:
        missing = [level for level in LEVELS if level not in self.levels]
        if missing:
            raise ValueError(f"no scene for level {', '.join(missing)}")


class Act(_Entry):
    """What a message does, apart from what it tells: it greets, thanks, does not understand."""

    pattern: Pattern
    anywhere: bool = False  # one sentence of a longer message will do
    asked: bool = False  # only with a question mark
    again: bool = True  # may be said again when every line is spent
    say: Lines = {}
    then: Literal["ask", "resume", "repeat", "model", "repair", "stop", "answer"] = "ask"


class PersonaFact(_Entry):
    """One thing the tutor tells of its own life when asked."""

    pattern: Pattern
    say: Annotated[Lines, Field(min_length=1)]
    ask: Questions = {}
    told: Pattern = ""  # what the learner has said when there is nothing to ask back
    fallback: bool = False  # only when nothing else answers the question


class Phrases(_Entry):
    """The turns of phrase that hold a reply together; {} is filled by the tutor."""

    frames: dict[str, Annotated[tuple[str, ...], Field(min_length=1)]]
    lines: dict[str, Lines]
    questions: dict[str, Questions]


class Fact(_Entry):
    """Something a learner tells of themselves once."""

    asks: Pattern  # a question of the tutor's that wants it
    told: Pattern  # what a learner says who tells it


class FollowUp(_Entry):
    """A question that can follow sentences of some sort; what is left out fits all."""

    ask: Annotated[Questions, Field(min_length=1)]
    verbs: tuple[str, ...] = ()  # lemmas
    kinds: tuple[str, ...] = ()
    of: Literal["", "me", "he", "she", "they", "it"] = ""
    tense: Literal["", "past", "was", "now", "later"] = ""
    denied: bool = False
    says: Pattern = ""
    plain: bool = False  # only of a sentence that says who somebody is
    style: Literal["", "business"] = ""
    unless: tuple[str, ...] = ()  # what has been told then, by its name in `told`
    lowest: Level = Field(default="A1", alias="from")


class FollowUps(_Entry):
    told: dict[str, Pattern]
    asked: tuple[FollowUp, ...]
    otherwise: Questions


class English(_Entry):
    """Help for messages in English."""

    encouragement: Annotated[tuple[str, ...], Field(min_length=4)]
    sentences: dict[str, str]  # pattern -> French sentence
    words: dict[str, str]  # English word -> French, with its article
    froms: dict[str, str] = {}  # English country -> "d'Inde"


@lru_cache(maxsize=32)
def topic(name: str) -> Topic:
    """Return a topic of `scenarios/topics`.

    Raises:
        ScenarioInvalid: the file breaks a rule.
    """
    return _checked(Topic, FOLDER / "topics" / f"{name}.yaml")


@lru_cache(maxsize=1)
def topic_names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (FOLDER / "topics").glob("*.yaml")))


@lru_cache(maxsize=1)
def concepts() -> dict[str, Concept]:
    """Return every concept, by "file.name"."""
    found: dict[str, Concept] = {}
    for path in sorted((FOLDER / "concepts").glob("*.yaml")):
        for name, entry in _read(path).items():
            found[f"{path.stem}.{name}"] = _valid(Concept, entry, f"{path.name}, {name}")
    return found


@lru_cache(maxsize=1)
def acts() -> dict[str, Act]:
    """Return the acts in the order in which they are tried."""
    return _entries(Act, "acts")


@lru_cache(maxsize=1)
def persona() -> dict[str, PersonaFact]:
    return _entries(PersonaFact, "persona")


@lru_cache(maxsize=1)
def service() -> dict[str, PersonaFact]:
    """Return what whoever serves or receives answers, in the order in which it is tried."""
    return _entries(PersonaFact, "service")


@lru_cache(maxsize=1)
def phrases() -> Phrases:
    return _checked(Phrases, FOLDER / "speech" / "phrases.yaml")


@lru_cache(maxsize=1)
def facts() -> dict[str, Fact]:
    return _entries(Fact, "facts")


@lru_cache(maxsize=1)
def follow_ups() -> FollowUps:
    return _checked(FollowUps, FOLDER / "speech" / "follow_ups.yaml")


@lru_cache(maxsize=1)
def english() -> English:
    return _checked(English, FOLDER / "speech" / "english.yaml")


@lru_cache(maxsize=1)
def keywords() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return styles and folded keywords of every topic, read without its scenes."""
    return {name: _front(FOLDER / "topics" / f"{name}.yaml") for name in topic_names()}


def fold(text: str) -> str:
    """Return the text as patterns see it: lower case, no accents, straight apostrophes."""
    return search_key(text)


def pairs(entry: object) -> Iterator[tuple[str, str]]:
    """Yield every (French, English) line below an entry."""
    if isinstance(entry, BaseModel):
        for name in type(entry).model_fields:
            yield from pairs(getattr(entry, name))
    elif isinstance(entry, dict):
        for key, value in entry.items():
            if isinstance(value, str) and " " in key:
                yield key, value
            else:
                yield from pairs(value)
    elif isinstance(entry, tuple):
        for value in entry:
            yield from pairs(value)


def _front(path: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return styles and keywords from the lines before `levels:`, which is most of the file."""
    front, _, _ = path.read_text(encoding="utf-8").partition("\nlevels:")
    head = _parsed(front, path)
    return tuple(head.get("styles", ())), tuple(fold(word) for word in head.get("keywords", ()))


def _entries(kind: type[Kind], name: str) -> dict[str, Kind]:
    path = FOLDER / "speech" / f"{name}.yaml"
    return {key: _valid(kind, entry, f"{path.name}, {key}") for key, entry in _read(path).items()}


def _checked(kind: type[Kind], path: Path) -> Kind:
    return _valid(kind, _read(path), path.name)


def _read(path: Path) -> Any:
    return _parsed(path.read_text(encoding="utf-8"), path)


def _parsed(text: str, path: Path) -> Any:
    try:
        return yaml.load(text, Loader=yaml.CSafeLoader)  # noqa: S506 - the safe loader, in C
    except yaml.YAMLError as error:
        raise ScenarioInvalid(f"{path.name} is not YAML: {error}") from None


def _valid(kind: type[Kind], entry: object, where: str) -> Kind:
    try:
        return kind.model_validate(entry)
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(str(step) for step in fault['loc'])}: {fault['msg']}"
            for fault in error.errors()
        )
        raise ScenarioInvalid(f"{where}: {faults}") from None
