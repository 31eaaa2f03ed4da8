"""Reading YAML so strictly that whatever is wrong is refused with its line."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml


class RuleRefused(ValueError):
    """A rule file that cannot be used; the message has its name, the line and the reason."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a mapping with its value; `line` counts from 1."""

    key: str
    line: int
    value: yaml.Node


class RuleFile:
    """One YAML file. All methods raise RuleRefused where they find something else."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def refused(self, line: int, reason: str) -> RuleRefused:
        return RuleRefused(f"{self.path.name}, line {line}: {reason}")

    def root(self) -> list[Entry]:
        try:
            # The base loader takes every value as text: yes, no and 1.0 are no surprises.
            root = yaml.compose(self.path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        except yaml.YAMLError as error:
            raise self._refused_as_yaml(error) from error
        if root is None:
            raise self.refused(1, "the file is empty")
        return self.entries(root)

    def _refused_as_yaml(self, error: yaml.YAMLError) -> RuleRefused:
        if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
            return self.refused(error.problem_mark.line + 1, f"no YAML: {error.problem}")
        return self.refused(1, f"no YAML: {error}")

    def entries(self, node: yaml.Node) -> list[Entry]:
        """Return the keys of a mapping with their values, each key once."""
        if not isinstance(node, yaml.MappingNode):
            raise self.refused(line_of(node), "here must stand keys with values")
        entries = [Entry(self.text(key), line_of(key), value) for key, value in node.value]
        seen: set[str] = set()
        for entry in entries:
            if entry.key in seen:
                raise self.refused(entry.line, f"{entry.key} stands here for the second time")
            seen.add(entry.key)
        return entries

    def known(self, entries: Iterable[Entry], keys: Iterable[str]) -> dict[str, Entry]:
        """Return the entries by their keys, which must be among these."""
        for entry in entries:
            if entry.key not in keys:
                raise self.refused(entry.line, f"unknown key {entry.key}; there are {listed(keys)}")
        return {entry.key: entry for entry in entries}

    def text(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            raise self.refused(line_of(node), "here must stand a text")
        return str(node.value)

    def texts(self, node: yaml.Node) -> list[tuple[int, str]]:
        """Return the lines and texts of a list, or of a single text."""
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        return [(line_of(item), self.text(item)) for item in nodes]

    def table(self, node: yaml.Node) -> dict[str, str]:
        return {entry.key: self.text(entry.value) for entry in self.entries(node)}


def line_of(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
