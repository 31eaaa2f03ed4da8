"""What an import would do, row by row, before anything is written."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from vocabulary.attached import ATTACHED, attached_to_all, batches
from vocabulary.entries import BadRow, Entry, Key, read_entry
from vocabulary.models import Word, WordQuerySet
from vocabulary.reading import Row


@dataclass(slots=True)
class Change:
    """What one row does to one word, new or stored."""

    entry: Entry
    word: Word  # with the values the import will write
    before: dict[str, Any] = field(default_factory=dict)  # changed fields as they were
    kept: list[str] = field(default_factory=list)  # fields that a curator's edit protects
    attach: list[str] = field(default_factory=list)  # what is attached anew, by kind

    @property
    def is_new(self) -> bool:
        return self.word.pk is None

    @property
    def after(self) -> dict[str, Any]:
        fields = self.before.keys() - ATTACHED.keys()
        attached = {name: self.entry.attached[name] for name in self.attach}
        return {name: getattr(self.word, name) for name in fields} | attached

    @property
    def pairs(self) -> dict[str, list[Any]]:
        """Field: [value before, value after]."""
        return {name: [was, self.after[name]] for name, was in self.before.items()}


@dataclass(slots=True)
class ImportPlan:
    """What an import would do, row by row; nothing is written yet."""

    new: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: list[Change] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)  # line, reason

    @property
    def problems(self) -> list[str]:
        return [f"line {line}: {reason}." for line, reason in self.refused]

    def fingerprint(self) -> str:
        """Return a digest of all that would be written, to see whether a preview still holds."""
        new = [
            [*change.entry.key, change.entry.fields, change.entry.attached] for change in self.new
        ]
        changed = [[change.word.pk, change.before, change.after] for change in self.changed]
        text = json.dumps([new, changed, self.refused])
        return hashlib.sha256(text.encode()).hexdigest()


def plan_import(rows: Iterable[Row], *, language: str, stored: WordQuerySet) -> ImportPlan:
    """Compare rows with the stored words of a language, which take the new values unsaved."""
    plan = ImportPlan()
    entries = _entries(rows, plan, language)
    words = _by_key(_concerned(stored, entries))
    ids = [words[entry.key].pk for entry in entries if entry.key in words]
    attached = {
        name: attached_to_all(ids, name)
        for name in ATTACHED
        if any(name in entry.attached for entry in entries)
    }
    # A word whose key a curator changed can be in a list under both: the key of today decides.
    taken = {
        word.pk for entry in entries if (word := words.get(entry.key)) and word.key == entry.key
    }
    for entry in entries:
        word = words.get(entry.key)
        if word is None:
            plan.new.append(_addition(entry, language))
        elif word.key != entry.key and word.pk in taken:
            plan.unchanged.append(Change(entry, word, kept=["word"]))
        else:
            taken.add(word.pk)
            change = _comparison(entry, word)
            _compare_attached(change, attached)
            (plan.changed if change.before else plan.unchanged).append(change)
    return plan


def _entries(rows: Iterable[Row], plan: ImportPlan, language: str) -> list[Entry]:
    first_lines: dict[Key, int] = {}
    entries = []
    for row in rows:
        try:
            entry = read_entry(row)
            _refuse_misplaced(entry, language, first_lines)
        except BadRow as fault:
            plan.refused.append((row.line, str(fault)))
        else:
            entries.append(entry)
    return entries


def _refuse_misplaced(entry: Entry, language: str, first_lines: dict[Key, int]) -> None:
    if entry.language not in ("", language):
        raise BadRow(f"language: '{entry.language}' is not '{language}'")
    first = first_lines.setdefault(entry.key, entry.line)
    if first != entry.line:
        raise BadRow(f"'{entry.lemma}' is on line {first} already")


def _concerned(stored: WordQuerySet, entries: list[Entry]) -> Iterable[Word]:
    """Return the words that entries may mean: a short list does not load the whole dictionary."""
    words = {word.pk: word for word in stored.exclude(former_keys=[])}
    for lemmas in batches(list({entry.lemma for entry in entries})):
        words |= {word.pk: word for word in stored.filter(lemma__in=lemmas)}
    return words.values()


def _by_key(words: Iterable[Word]) -> dict[Key, Word]:
    former = {tuple(key): word for word in words for key in word.former_keys}
    return former | {word.key: word for word in words}


def _addition(entry: Entry, language: str) -> Change:
    word = Word(
        language=language,
        lemma=entry.lemma,
        part_of_speech=entry.part_of_speech,
        gender=entry.gender,
        status=entry.status,
        **entry.fields,
    )
    return Change(entry, word, attach=[name for name, values in entry.attached.items() if values])


def _comparison(entry: Entry, word: Word) -> Change:
    change = Change(entry, word)
    for name, value in entry.fields.items():
        if getattr(word, name) == value:
            continue
        if name in word.curated_fields:
            change.kept.append(name)
        else:
            change.before[name] = getattr(word, name)
            setattr(word, name, value)
    return change


def _compare_attached(change: Change, stored: dict[str, dict[int, list[Any]]]) -> None:
    for name, values in change.entry.attached.items():
        of_word = stored[name].get(change.word.pk, [])
        if values == of_word:
            continue
        if name in change.word.curated_fields:
            change.kept.append(name)
        else:
            change.before[name] = of_word
            change.attach.append(name)
