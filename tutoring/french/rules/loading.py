"""The rules of all families, read from their files: lists and maps first, then rule by rule.

Explanations in English and French stand with each rule; messages/LANGUAGE.yaml holds those in one
more language, for every rule.
"""

import re
from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from tutoring.french.rules.lists import LISTS
from tutoring.french.rules.rule import Rule
from tutoring.french.rules.rule_files import Entry, RuleFile, RuleRefused
from tutoring.french.rules.rule_reader import Vocabulary, checked_explanation, read_rule
from tutoring.french.rules.word_tests import WordTests

FOLDER = Path(__file__).parent
_ID = re.compile(r"fr\.(?P<family>[a-z]+)\.[a-z0-9_]+")


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Return the rules of all families. Raises: RuleRefused."""
    return read_rules(FOLDER)


def read_rules(folder: Path) -> tuple[Rule, ...]:
    """Return the rules of a folder, with the explanations of its messages. Raises: RuleRefused."""
    found = tuple(rule for path in sorted(folder.glob("*.yaml")) for rule in read_family(path))
    for path in sorted((folder / "messages").glob("*.yaml")):
        found = tuple(_explained(found, path))
    return found


def read_family(path: Path) -> tuple[Rule, ...]:
    """Return the rules of one file. Raises: RuleRefused."""
    file = RuleFile(path)
    entries = file.root()
    vocabulary = _vocabulary(file, [e for e in entries if e.key in {"lists", "maps"}])
    rules = [entry for entry in entries if entry.key not in {"lists", "maps"}]
    return tuple(read_rule(file, _of_family(file, entry), vocabulary) for entry in rules)


def _of_family(file: RuleFile, entry: Entry) -> Entry:
    family, parsed = file.path.stem, _ID.fullmatch(entry.key)
    if parsed is None:
        raise file.refused(entry.line, f"{entry.key} is no id like fr.{family}.name")
    if parsed["family"] != family:
        raise file.refused(entry.line, f"{entry.key} belongs in {parsed['family']}.yaml")
    return entry


def _vocabulary(file: RuleFile, entries: list[Entry]) -> Vocabulary:
    lists: dict[str, frozenset[str]] = {}
    maps: dict[str, Mapping[str, str]] = {}
    for kind, named in (
        (entry.key, named) for entry in entries for named in file.entries(entry.value)
    ):
        if named.key in LISTS or named.key in lists:
            raise file.refused(named.line, f"there is a list @{named.key} already")
        if kind == "maps":
            maps[named.key] = file.table(named.value)
        # A map is also the list of the words that it translates.
        words = maps.get(named.key) or file.text(named.value).split()
        lists[named.key] = frozenset(words)
    return Vocabulary(WordTests(ChainMap(lists, LISTS)), maps)


def _explained(rules: tuple[Rule, ...], path: Path) -> Iterator[Rule]:
    """Yield the rules with their explanations in the language of the file."""
    file, language = RuleFile(path), path.stem
    texts = {entry.key: entry for entry in file.root()}
    ids = {rule.id for rule in rules}
    for entry in texts.values():
        if entry.key not in ids:
            raise file.refused(entry.line, f"there is no rule {entry.key}")
    for rule in rules:
        if rule.id not in texts:
            raise RuleRefused(f"{path.name}: {rule.id} is missing")
        text = checked_explanation(file, texts[rule.id])
        yield replace(rule, explanations={**rule.explanations, language: text})
