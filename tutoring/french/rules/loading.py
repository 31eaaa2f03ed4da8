"""Reading the rule files: one YAML file a family, strictly; see docs/rules.md for what they hold."""

import importlib
import re
from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

import yaml

from tutoring.french.rules.examples import MARKED
from tutoring.french.rules.finders import (
    Case,
    Finder,
    Patterns,
    Phrases,
    Procedure,
    ProcedureOnPatterns,
)
from tutoring.french.rules.lists import LISTS
from tutoring.french.rules.pattern import Condition, Pattern
from tutoring.french.rules.rule import Rule
from tutoring.french.rules.template import Template
from tutoring.french.rules.word_tests import BadNotation, WordTests
from vocabulary.languages import LEVELS

FOLDER = Path(__file__).parent
PROCEDURES = "tutoring.french.rules.procedures"
Compiled = TypeVar("Compiled")

CATEGORIES = ("grammar", "vocabulary", "spelling", "punctuation", "style")
SEVERITIES = ("low", "medium", "high")
_KEYS = {
    "find", "phrases", "procedure", "unless", "where", "level", "category", "severity",
    "confidence", "en", "fr", "wrong", "right",
}  # fmt: skip
_ID = re.compile(r"fr\.(?P<family>[a-z]+)\.[a-z0-9_]+")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|[{}]")


class RuleRefused(ValueError):
    """A rule file that cannot be used; the message has its name, the line and the reason."""


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Return the rules of all families. Raises: RuleRefused."""
    return tuple(rule for path in sorted(FOLDER.glob("*.yaml")) for rule in read_family(path))


def read_family(path: Path) -> tuple[Rule, ...]:
    """Return the rules of one file. Raises: RuleRefused."""
    return tuple(_Family(path).rules())


@dataclass(frozen=True, slots=True)
class _Entry:
    """A key of a mapping with its value; `line` counts from 1."""

    key: str
    line: int
    value: yaml.Node


@dataclass
class _Family:
    path: Path
    lists: dict[str, frozenset[str]] = field(default_factory=dict)
    maps: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def rules(self) -> Iterator[Rule]:
        entries = self._entries(self._root())
        for entry in entries:
            if entry.key == "lists":
                self._read_lists(entry)
            elif entry.key == "maps":
                self._read_maps(entry)
        tests = WordTests(ChainMap(self.lists, dict(LISTS)))
        for entry in entries:
            if entry.key not in {"lists", "maps"}:
                yield self._rule(entry, tests)

    def _root(self) -> yaml.Node:
        try:
            # The base loader takes every value as text: yes, no and 1.0 are no surprises.
            root = yaml.compose(self.path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            reason = getattr(error, "problem", None) or str(error)
            raise self._refused(mark.line + 1 if mark else 1, f"no YAML: {reason}") from error
        if root is None:
            raise self._refused(1, "the file is empty")
        return root

    def _refused(self, line: int, reason: str) -> RuleRefused:
        return RuleRefused(f"{self.path.name}, line {line}: {reason}")

    def _entries(self, node: yaml.Node) -> list[_Entry]:
        if not isinstance(node, yaml.MappingNode):
            raise self._refused(_line(node), "here must stand keys with values")
        entries = [_Entry(self._text(key), _line(key), value) for key, value in node.value]
        seen: set[str] = set()
        for entry in entries:
            if entry.key in seen:
                raise self._refused(entry.line, f"{entry.key} stands here for the second time")
            seen.add(entry.key)
        return entries

    def _text(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            raise self._refused(_line(node), "here must stand a text")
        return str(node.value)

    def _texts(self, node: yaml.Node) -> list[tuple[int, str]]:
        """Return the lines and texts of a list, or of a single text."""
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        return [(_line(item), self._text(item)) for item in nodes]

    def _table(self, node: yaml.Node) -> dict[str, str]:
        return {entry.key: self._text(entry.value) for entry in self._entries(node)}

    def _read_lists(self, lists: _Entry) -> None:
        for entry in self._entries(lists.value):
            if entry.key in LISTS:
                raise self._refused(entry.line, f"there is a list @{entry.key} for all families")
            self.lists[entry.key] = frozenset(self._text(entry.value).split())

    def _read_maps(self, maps: _Entry) -> None:
        for entry in self._entries(maps.value):
            if entry.key in self.lists or entry.key in LISTS:
                raise self._refused(entry.line, f"there is a list @{entry.key}")
            self.maps[entry.key] = self._table(entry.value)
            # A map is also the list of the words that it translates.
            self.lists[entry.key] = frozenset(self.maps[entry.key])

    def _rule(self, entry: _Entry, tests: WordTests) -> Rule:
        parsed = _ID.fullmatch(entry.key)
        if parsed is None:
            raise self._refused(entry.line, f"{entry.key} is no id like fr.{self.path.stem}.name")
        if parsed["family"] != self.path.stem:
            raise self._refused(entry.line, f"{entry.key} belongs in {parsed['family']}.yaml")
        return _RuleReader(self, entry, tests).rule()


class _RuleReader:
    """Reads one rule; what it refuses is refused with the rule's id."""

    def __init__(self, family: _Family, rule: _Entry, tests: WordTests) -> None:
        self._family, self._rule, self._tests = family, rule, tests
        self._fields = {entry.key: entry for entry in family._entries(rule.value)}
        for key, entry in self._fields.items():
            if key not in _KEYS:
                raise self._refused(entry.line, f"unknown key {key}; there are {_listed(_KEYS)}")

    def rule(self) -> Rule:
        finder = self._finder()
        return Rule(
            id=self._rule.key,
            level=self._choice("level", LEVELS, "A1"),
            category=self._choice("category", CATEGORIES, "grammar"),
            severity=self._choice("severity", SEVERITIES, "medium"),
            confidence=self._confidence(),
            explanations={language: self._explanation(language) for language in ("en", "fr")},
            finder=finder,
            wrong=self._wrong(),
            right=self._right(),
        )

    def _refused(self, line: int, reason: str) -> RuleRefused:
        return self._family._refused(line, f"{self._rule.key}: {reason}")

    def _required(self, key: str) -> _Entry:
        if key not in self._fields:
            raise self._refused(self._rule.line, f"“{key}” is missing")
        return self._fields[key]

    def _choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        if key not in self._fields:
            return default
        value = self._family._text(self._fields[key].value)
        if value not in allowed:
            reason = f"{key} is {_listed(allowed)}, not {value}"
            raise self._refused(self._fields[key].line, reason)
        return value

    def _confidence(self) -> float:
        entry = self._required("confidence")
        value = self._family._text(entry.value)
        if not re.fullmatch(r"0?\.[0-9]+|1(\.0+)?", value):
            raise self._refused(entry.line, f"confidence is between 0 and 1, not {value}")
        return float(value)

    def _explanation(self, language: str) -> str:
        entry = self._required(language)
        text = self._family._text(entry.value)
        for placeholder in _PLACEHOLDER.findall(text):
            if placeholder not in {"{span}", "{suggestion}"}:
                reason = f"an explanation has {{span}} and {{suggestion}}, not {placeholder}"
                raise self._refused(entry.line, reason)
        return text

    def _wrong(self) -> tuple[str, ...]:
        examples = self._family._texts(self._required("wrong").value)
        for line, example in examples:
            if len(MARKED.findall(example)) != 1:
                raise self._refused(line, f"no [wrong -> right], or two, in “{example}”")
        return tuple(example for _, example in examples)

    def _right(self) -> tuple[str, ...]:
        if "right" not in self._fields:
            return ()
        examples = self._family._texts(self._fields["right"].value)
        for line, example in examples:
            if "->" in example:
                raise self._refused(line, f"a right example has nothing to mark: “{example}”")
        return tuple(example for _, example in examples)

    def _finder(self) -> Finder:
        if "procedure" in self._fields:
            return self._procedure()
        if "phrases" in self._fields:
            self._refuse_beside("phrases", "find", "unless", "where")
            return Phrases(self._family._table(self._fields["phrases"].value))
        patterns = self._family._entries(self._required("find").value)
        return Patterns(tuple(self._cases(patterns)))

    def _refuse_beside(self, key: str, *others: str) -> None:
        for other in others:
            if other in self._fields:
                raise self._refused(self._fields[other].line, f"“{other}” beside “{key}”")

    def _procedure(self) -> Finder:
        entry = self._fields["procedure"]
        self._refuse_beside("procedure", "phrases", "unless", "where")
        name = self._family._text(entry.value)
        function = self._function(entry, name)
        if "find" not in self._fields:
            return Procedure(name, function)
        patterns = self._family._texts(self._fields["find"].value)
        compiled = tuple(self._pattern(line, source) for line, source in patterns)
        return ProcedureOnPatterns(name, function, compiled)

    def _function(self, entry: _Entry, name: str) -> Callable[[Any], Any]:
        module, _, function_name = name.rpartition(".")
        try:
            found = importlib.import_module(f"{PROCEDURES}.{module}")
            function: Callable[[Any], Any] = getattr(found, function_name)
        except (ModuleNotFoundError, AttributeError):
            raise self._refused(entry.line, f"there is no function {name}") from None
        return function

    def _pattern(self, line: int, source: str) -> Pattern:
        return self._compiled(line, partial(Pattern, source, self._tests))

    def _compiled(self, line: int, compile: Callable[[], Compiled]) -> Compiled:
        try:
            return compile()
        except BadNotation as error:
            raise self._refused(line, str(error)) from None

    def _cases(self, entries: list[_Entry]) -> Iterator[Case]:
        patterns = [self._pattern(entry.line, entry.key) for entry in entries]
        names = frozenset().union(*(pattern.names for pattern in patterns))
        shared = {key: self._conditions(self._fields.get(key), names) for key in _CONDITIONS}
        for entry, pattern in zip(entries, patterns, strict=True):
            yield self._case(entry, pattern, shared)

    def _case(
        self, entry: _Entry, pattern: Pattern, shared: dict[str, tuple[Condition, ...]]
    ) -> Case:
        if isinstance(entry.value, yaml.MappingNode):
            fields = {field.key: field for field in self._family._entries(entry.value)}
        else:
            fields = {"write": _Entry("write", _line(entry.value), entry.value)}
        for key, field_ in fields.items():
            if key not in {"write", *_CONDITIONS}:
                raise self._refused(
                    field_.line, f"unknown key {key}; there are write, unless, where"
                )
        if "write" not in fields:
            raise self._refused(entry.line, "“write” is missing")
        own = {key: self._conditions(fields.get(key), pattern.names) for key in _CONDITIONS}
        return Case(
            pattern,
            self._template(fields["write"], pattern),
            *(shared[key] + own[key] for key in _CONDITIONS),
        )

    def _template(self, entry: _Entry, pattern: Pattern) -> Template:
        source = self._family._text(entry.value)
        maps = self._family.maps
        template: Template = self._compiled(
            entry.line, partial(Template, source, pattern.names, maps)
        )
        return template

    def _conditions(self, entry: _Entry | None, names: frozenset[str]) -> tuple[Condition, ...]:
        if entry is None:
            return ()
        return tuple(
            self._compiled(line, partial(Condition, source, self._tests, names))
            for line, source in self._family._texts(entry.value)
        )


_CONDITIONS = ("unless", "where")


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _listed(words: Any) -> str:
    return ", ".join(sorted(words))
