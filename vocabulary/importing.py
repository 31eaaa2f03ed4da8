"""One path for every list of words: check all rows, show what would change, write at once.

The shipped list, a CSV on the command line and an upload in the admin all come through here.
A curator's work is safe: `curated_fields` are never written, a retired word stays retired.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import transaction

from vocabulary.entries import BadRow, Entry, Key, read_entry
from vocabulary.languages import search_key
from vocabulary.models import Word, WordForm, WordImport, WordRevision
from vocabulary.reading import ImportRefused, Row

IMPORTED_FIELDS: Final = (
    "frequency_rank",
    "level",
    "gloss",
    "definition",
    "example",
    "example_translation",
    "usage_notes",
    "topics",
)
_WRITTEN: Final = ("search_key", "gloss_key", "updated_at", *IMPORTED_FIELDS)
# PostgreSQL would take all rows in one statement, and end it at the statement timeout.
_BATCH: Final = 2000
_KEY: Final = ("language", "lemma", "part_of_speech", "gender")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,6})?")


@dataclass(slots=True)
class Change:
    """What one row does to one word, new or stored."""

    entry: Entry
    word: Word  # with the values the import will write
    before: dict[str, Any] = field(default_factory=dict)  # changed fields as they were
    kept: list[str] = field(default_factory=list)  # fields that a curator's edit protects
    new_forms: bool = False

    @property
    def is_new(self) -> bool:
        return self.word.pk is None

    @property
    def after(self) -> dict[str, Any]:
        forms = {"forms": list(self.entry.forms or ())} if self.new_forms else {}
        return {n: getattr(self.word, n) for n in self.before if n != "forms"} | forms

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
        new = [[*change.entry.key, change.entry.fields] for change in self.new]
        changed = [[change.word.pk, change.before, change.after] for change in self.changed]
        text = json.dumps([new, changed, self.refused])
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did."""

    new: int
    changed: int
    unchanged: int
    live: int  # words of the language that learners see now
    kept: tuple[str, ...]  # one sentence per row where a curator's work was left alone
    refused: tuple[str, ...]  # one sentence per bad row, with its line

    def summary(self) -> str:
        lines = [
            f"{self.new:,} new, {self.changed:,} changed, {self.unchanged:,} unchanged; "
            f"{self.live:,} words are live.",
            *(["Kept as curators left them:", *self.kept] if self.kept else []),
            *(["Refused:", *self.refused] if self.refused else []),
        ]
        return "\n".join(lines)


def preview(rows: Iterable[Row], *, language: str) -> ImportPlan:
    """Return what `import_words` would do with these rows.

    Raises:
        ImportRefused: the language code is not one.
    """
    if not _LANGUAGE.fullmatch(language):
        raise ImportRefused([f"'{language}' is not a language code such as 'fr'."])
    return _plan(rows, language, Word.objects.in_language(language))


class PreviewOutdated(Exception):
    """The words changed after the preview was shown; look again before writing."""

    code = "preview_outdated"


@transaction.atomic
def import_words(
    rows: Iterable[Row],
    *,
    language: str,
    skip_bad: bool = False,
    record: WordImport | None = None,
    previewed: str | None = None,
) -> ImportReport:
    """Write a list of words: all of it or, when a row is bad and not skipped, nothing.

    Repeating an import changes nothing. With a `record`, new words and revisions point to it.
    `previewed` is the fingerprint of the plan that somebody agreed to.

    Raises:
        ImportRefused: with every bad row and its reason.
        PreviewOutdated: the plan is another one by now.
    """
    if not _LANGUAGE.fullmatch(language):
        raise ImportRefused([f"'{language}' is not a language code such as 'fr'."])
    stored = Word.objects.in_language(language).select_for_update()
    plan = _plan(rows, language, stored)
    if plan.refused and not skip_bad:
        raise ImportRefused(plan.problems)
    if previewed is not None and previewed != plan.fingerprint():
        raise PreviewOutdated
    _write(plan, record)
    return _report(plan, language)


def _plan(rows: Iterable[Row], language: str, stored) -> ImportPlan:
    plan = ImportPlan()
    entries = _entries(rows, plan)
    words = _by_key(stored)
    forms = _stored_forms(language) if any(entry.forms is not None for entry in entries) else {}
    for entry in entries:
        word = words.get(entry.key)
        if word is None:
            plan.new.append(_addition(entry, language))
            continue
        change = _comparison(entry, word, forms.get(word.pk, ()))
        (plan.changed if change.before else plan.unchanged).append(change)
    return plan


def _entries(rows: Iterable[Row], plan: ImportPlan) -> list[Entry]:
    first_lines: dict[Key, int] = {}
    entries = []
    for row in rows:
        try:
            entry = read_entry(row)
        except BadRow as fault:
            plan.refused.append((row.line, str(fault)))
            continue
        first = first_lines.setdefault(entry.key, entry.line)
        if first == entry.line:
            entries.append(entry)
        else:
            plan.refused.append((entry.line, f"'{entry.lemma}' is on line {first} already"))
    return entries


def _by_key(stored: Iterable[Word]) -> dict[Key, Word]:
    words = list(stored)
    former = {tuple(key): word for word in words for key in word.former_keys}
    return former | {word.key: word for word in words}


def _stored_forms(language: str) -> dict[int, list[str]]:
    forms: dict[int, list[str]] = {}
    rows = WordForm.objects.filter(word__language=language).order_by("id")
    for word_id, form in rows.values_list("word_id", "form"):
        forms.setdefault(word_id, []).append(form)
    return forms


def _addition(entry: Entry, language: str) -> Change:
    word = Word(
        language=language,
        lemma=entry.lemma,
        part_of_speech=entry.part_of_speech,
        gender=entry.gender,
        status=entry.status,
        **entry.fields,
    )
    return Change(entry, word, new_forms=bool(entry.forms))


def _comparison(entry: Entry, word: Word, forms: Iterable[str]) -> Change:
    change = Change(entry, word)
    for name, value in entry.fields.items():
        if getattr(word, name) == value:
            continue
        if name in word.curated_fields:
            change.kept.append(name)
        else:
            change.before[name] = getattr(word, name)
            setattr(word, name, value)
    if entry.forms is not None and set(entry.forms) != set(forms):
        if "forms" in word.curated_fields:
            change.kept.append("forms")
        else:
            change.before["forms"] = list(forms)
            change.new_forms = True
    return change


def _write(plan: ImportPlan, record: WordImport | None) -> None:
    written = [*plan.new, *plan.changed]
    for change in written:
        change.word.fill_keys()
        if change.is_new:
            change.word.first_import = record
    _log(plan.changed, record)
    # Upserts: a second import running beside this one adds no duplicates.
    Word.objects.bulk_create(
        [change.word for change in written],
        update_conflicts=True,
        unique_fields=_KEY,
        update_fields=_WRITTEN,
        batch_size=_BATCH,
    )
    _write_forms([change for change in written if change.new_forms])


def _log(changes: list[Change], record: WordImport | None) -> None:
    WordRevision.objects.bulk_create(
        [
            WordRevision(
                word=change.word,
                kind=WordRevision.Kind.IMPORT,
                changes=change.pairs,
                changed_by_id=record.uploaded_by_id if record else None,
                word_import=record,
            )
            for change in changes
        ],
        batch_size=_BATCH,
    )


def _write_forms(changes: list[Change]) -> None:
    outdated = [change.word.pk for change in changes if "forms" in change.before]
    for start in range(0, len(outdated), _BATCH):  # SQLite takes 32,766 parameters
        WordForm.objects.filter(word__in=outdated[start : start + _BATCH]).delete()
    WordForm.objects.bulk_create(
        [
            WordForm(word=change.word, form=form, search_key=search_key(form))
            for change in changes
            for form in change.entry.forms or ()
        ],
        ignore_conflicts=True,
        batch_size=_BATCH,
    )


def _report(plan: ImportPlan, language: str) -> ImportReport:
    return ImportReport(
        new=len(plan.new),
        changed=len(plan.changed),
        unchanged=len(plan.unchanged),
        live=Word.objects.in_language(language).live().count(),
        kept=tuple(filter(None, map(_kept, [*plan.changed, *plan.unchanged]))),
        refused=tuple(plan.problems),
    )


def _kept(change: Change) -> str:
    reasons = [f"{', '.join(change.kept)} edited here"] if change.kept else []
    reasons += ["retired"] if change.word.status == Word.Status.RETIRED else []
    if not reasons:
        return ""
    return f"line {change.entry.line}: '{change.entry.lemma}' ({'; '.join(reasons)})"
