"""One path for every list of words: check all rows, show what would change, write at once.

The shipped list, a CSV on the command line and an upload in the admin all come through here.
A curator's work is safe: `curated_fields` are never written, a retired word stays retired.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from vocabulary.attached import ATTACHED, detach, write
from vocabulary.import_plan import Change, ImportPlan, plan_import
from vocabulary.models import Word, WordImport, WordRevision
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
    return plan_import(rows, language=language, stored=Word.objects.in_language(language))


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
    plan = plan_import(rows, language=language, stored=stored)
    if plan.refused and not skip_bad:
        raise ImportRefused(plan.problems)
    if previewed is not None and previewed != plan.fingerprint():
        raise PreviewOutdated
    _write(plan, record)
    return _report(plan, language)


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
    for name in ATTACHED:
        changes = [change for change in written if name in change.attach]
        detach(name, [change.word.pk for change in changes if name in change.before])
        write(name, ((change.word.pk, change.entry.attached[name]) for change in changes))


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
