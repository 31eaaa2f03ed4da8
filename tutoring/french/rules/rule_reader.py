"""One rule of a file: its words checked, its patterns, templates and conditions compiled."""

import importlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeVar

import yaml

from tutoring.french.rules.conditions import Condition, condition_of
from tutoring.french.rules.examples import MARKED
from tutoring.french.rules.finders import (
    Case,
    Finder,
    Patterns,
    Phrases,
    Procedure,
    ProcedureOnPatterns,
)
from tutoring.french.rules.kinds import BadNotation
from tutoring.french.rules.pattern import Pattern
from tutoring.french.rules.rule import Rule
from tutoring.french.rules.rule_files import Entry, RuleFile, RuleRefused, line_of, listed
from tutoring.french.rules.template import Template
from tutoring.french.rules.word_tests import WordTests
from vocabulary.languages import LEVELS

PROCEDURES: Final = "tutoring.french.rules.procedures"
LANGUAGES: Final = ("en", "fr")  # explained beside the rule
CATEGORIES: Final = ("grammar", "vocabulary", "spelling", "punctuation", "style")
SEVERITIES: Final = ("low", "medium", "high")
_CONDITIONS: Final = ("unless", "where")
_KEYS: Final = frozenset(
    {
        *("find", "phrases", "procedure", *_CONDITIONS),
        *("level", "category", "severity", "confidence", *LANGUAGES, "wrong", "right"),
    }
)
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|[{}]")
_Compiled = TypeVar("_Compiled")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The lists and maps that the rules of a file can name."""

    tests: WordTests
    maps: Mapping[str, Mapping[str, str]]


def read_rule(file: RuleFile, entry: Entry, vocabulary: Vocabulary) -> Rule:
    """Raises: RuleRefused."""
    return _RuleReader(file, entry, vocabulary).rule()


def checked_explanation(file: RuleFile, entry: Entry) -> str:
    """Return the text, whose only placeholders are {span} and {suggestion}. Raises: RuleRefused."""
    text = file.text(entry.value)
    for placeholder in _PLACEHOLDER.findall(text):
        if placeholder not in {"{span}", "{suggestion}"}:
            reason = f"an explanation has {{span}} and {{suggestion}}, not {placeholder}"
            raise file.refused(entry.line, reason)
    return text


class _RuleReader:
    """Reads one rule; what it refuses is refused with the rule's id."""

    def __init__(self, file: RuleFile, entry: Entry, vocabulary: Vocabulary) -> None:
        self._file, self._entry, self._vocabulary = file, entry, vocabulary
        self._fields = file.known(file.entries(entry.value), _KEYS)

    def rule(self) -> Rule:
        return Rule(
            id=self._entry.key,
            level=self._choice("level", LEVELS, "A1"),
            category=self._choice("category", CATEGORIES, "grammar"),
            severity=self._choice("severity", SEVERITIES, "medium"),
            confidence=self._confidence(),
            explanations={
                language: checked_explanation(self._file, self._required(language))
                for language in LANGUAGES
            },
            finder=self._finder(),
            wrong=self._wrong(),
            right=self._right(),
        )

    def _refused(self, line: int, reason: str) -> RuleRefused:
        return self._file.refused(line, f"{self._entry.key}: {reason}")

    def _required(self, key: str) -> Entry:
        if key not in self._fields:
            raise self._refused(self._entry.line, f"“{key}” is missing")
        return self._fields[key]

    def _choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        if key not in self._fields:
            return default
        value = self._file.text(self._fields[key].value)
        if value not in allowed:
            reason = f"{key} is one of {listed(allowed)}, not {value}"
            raise self._refused(self._fields[key].line, reason)
        return value

    def _confidence(self) -> float:
        entry = self._required("confidence")
        value = self._file.text(entry.value)
        if not re.fullmatch(r"0?\.[0-9]+|1(\.0+)?", value):
            raise self._refused(entry.line, f"confidence is between 0 and 1, not {value}")
        return float(value)

    def _wrong(self) -> tuple[str, ...]:
        examples = self._file.texts(self._required("wrong").value)
        for line, example in examples:
            if len(MARKED.findall(example)) != 1:
                raise self._refused(line, f"not one [wrong -> right] in “{example}”")
        return tuple(example for _, example in examples)

    def _right(self) -> tuple[str, ...]:
        if "right" not in self._fields:
            return ()
        examples = self._file.texts(self._fields["right"].value)
        for line, example in examples:
            if "->" in example:
                raise self._refused(line, f"nothing is wrong in a right example: “{example}”")
        return tuple(example for _, example in examples)

    def _finder(self) -> Finder:
        if "procedure" in self._fields:
            return self._procedure(self._fields["procedure"])
        if "phrases" in self._fields:
            self._refuse_beside("phrases", "find", *_CONDITIONS)
            return Phrases(self._file.table(self._fields["phrases"].value))
        return Patterns(tuple(self._cases(self._file.entries(self._required("find").value))))

    def _refuse_beside(self, key: str, *others: str) -> None:
        for other in others:
            if other in self._fields:
                raise self._refused(self._fields[other].line, f"“{other}” beside “{key}”")

    def _procedure(self, entry: Entry) -> Finder:
        self._refuse_beside("procedure", "phrases", *_CONDITIONS)
        name = self._file.text(entry.value)
        function = self._function(entry, name)
        if "find" not in self._fields:
            return Procedure(name, function)
        patterns = self._file.texts(self._fields["find"].value)
        compiled = tuple(self._pattern(line, source) for line, source in patterns)
        return ProcedureOnPatterns(name, function, compiled)

    def _function(self, entry: Entry, name: str) -> Callable[[Any], Any]:
        module, _, function_name = name.rpartition(".")
        try:
            found = importlib.import_module(f"{PROCEDURES}.{module}")
            function: Callable[[Any], Any] = getattr(found, function_name)
        except (ModuleNotFoundError, AttributeError):
            raise self._refused(entry.line, f"there is no function {name}") from None
        return function

    def _compiled(self, line: int, compile: Callable[[], _Compiled]) -> _Compiled:
        try:
            return compile()
        except BadNotation as error:
            raise self._refused(line, str(error)) from None

    def _pattern(self, line: int, source: str) -> Pattern:
        return self._compiled(line, partial(Pattern, source, self._vocabulary.tests))

    def _cases(self, entries: list[Entry]) -> Iterator[Case]:
        patterns = [self._pattern(entry.line, entry.key) for entry in entries]
        names = frozenset[str]().union(*(pattern.names for pattern in patterns))
        shared = {key: self._conditions(self._fields.get(key), names) for key in _CONDITIONS}
        for entry, pattern in zip(entries, patterns, strict=True):
            yield self._case(entry, pattern, shared)

    def _case(
        self, entry: Entry, pattern: Pattern, shared: Mapping[str, tuple[Condition, ...]]
    ) -> Case:
        fields = self._fields_of_case(entry)
        written = fields["write"]
        source = self._file.text(written.value)
        template = self._compiled(
            written.line, partial(Template, source, pattern.names, self._vocabulary.maps)
        )
        own = {key: self._conditions(fields.get(key), pattern.names) for key in _CONDITIONS}
        return Case(pattern, template, *(shared[key] + own[key] for key in _CONDITIONS))

    def _fields_of_case(self, entry: Entry) -> dict[str, Entry]:
        if not isinstance(entry.value, yaml.MappingNode):
            return {"write": Entry("write", line_of(entry.value), entry.value)}
        fields = self._file.known(self._file.entries(entry.value), ("write", *_CONDITIONS))
        if "write" not in fields:
            raise self._refused(entry.line, "“write” is missing")
        return fields

    def _conditions(self, entry: Entry | None, names: frozenset[str]) -> tuple[Condition, ...]:
        if entry is None:
            return ()
        tests = self._vocabulary.tests
        return tuple(
            self._compiled(line, partial(condition_of, source, tests, names))
            for line, source in self._file.texts(entry.value)
        )
