"""A curator's file: kept, previewed, committed in one transaction, undone within a day."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError

from vocabulary.history import Values, set_back
from vocabulary.import_plan import ImportPlan
from vocabulary.importing import ImportReport, import_words, preview
from vocabulary.models import Word, WordImport, WordQuerySet, WordRevision
from vocabulary.reading import Row, read_upload

_STORED_BACK = (
    "frequency_rank",
    "level",
    "gloss",
    "gloss_key",
    "definition",
    "example",
    "example_translation",
    "usage_notes",
    "topics",
    "updated_at",
)


class ImportNotOpen(Exception):
    """The import is not in the state for this: committed already, undone already, or too old."""

    code = "import_not_open"


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What undoing an import did, in words."""

    restored: int  # set back to what they were
    removed: int  # new ones that nobody used yet
    retired: int  # new ones that learners already have
    left: int  # changed by a curator since

    def summary(self) -> str:
        return (
            f"{self.restored:,} words set back, {self.removed:,} removed, {self.retired:,} retired "
            f"because learners have them, {self.left:,} left because they were edited since."
        )


def keep_upload(
    content: bytes,
    *,
    file_name: str,
    language: str,
    skip_bad: bool,
    by: UUID | None,
    now: datetime,
) -> WordImport:
    """Store a file for preview; any process can commit it later.

    Raises:
        ImportRefused: it cannot be read at all.
    """
    read_upload(content, file_name=file_name)
    _forget_old_files(now)
    return WordImport.objects.create(
        content=content,
        file_name=file_name[-255:],
        sha256=hashlib.sha256(content).hexdigest(),
        language=language,
        skip_bad=skip_bad,
        uploaded_by_id=by,
    )


@transaction.atomic
def import_file(
    content: bytes, *, file_name: str, language: str, skip_bad: bool, now: datetime
) -> ImportReport:
    """Import a file at once, as the command line does; it can be undone like any other.

    Raises:
        ImportRefused: it cannot be read, or has bad rows that are not to be skipped.
    """
    record = keep_upload(
        content, file_name=file_name, language=language, skip_bad=skip_bad, by=None, now=now
    )
    report = ImportReport(**commit_upload(record.pk, previewed=None, now=now).report)
    if not (report.new or report.changed):
        record.delete()  # nothing to undo: a script that runs daily leaves no pile
    return report


def preview_upload(record: WordImport) -> ImportPlan:
    return preview(_rows(record), language=record.language)


@transaction.atomic
def commit_upload(record_id: int, *, previewed: str | None, now: datetime) -> WordImport:
    """Write the words of a kept file.

    Raises:
        ImportNotOpen: somebody committed it before.
        ImportRefused: bad rows, and they are not to be skipped.
        PreviewOutdated: the words changed since the preview.
    """
    record = WordImport.objects.select_for_update().get(pk=record_id)
    if record.status != WordImport.Status.PREVIEWED:
        raise ImportNotOpen
    record.status, record.committed_at = WordImport.Status.COMMITTED, now
    record.save()
    report = import_words(
        _rows(record),
        language=record.language,
        skip_bad=record.skip_bad,
        record=record,
        previewed=previewed,
    )
    record.report = asdict(report)
    record.save(update_fields=["report"])
    return record


def can_be_undone(record: WordImport, *, now: datetime) -> bool:
    return (
        record.status == WordImport.Status.COMMITTED
        and record.committed_at is not None
        and now - record.committed_at <= WordImport.UNDO_WITHIN
    )


@transaction.atomic
def undo_upload(record_id: int, *, by: UUID | None, now: datetime) -> UndoReport:
    """Set back every field that the import wrote and nobody changed since; take new words away.

    Raises:
        ImportNotOpen: it was not committed, was undone, or more than a day has passed.
    """
    record = WordImport.objects.select_for_update().get(pk=record_id)
    if not can_be_undone(record, now=now):
        raise ImportNotOpen
    restored, left = _set_words_back(record, by)
    edited = record.new_words.filter(revisions__isnull=False).distinct().count()
    removed, retired = _take_new_words_away(record)
    record.status = WordImport.Status.UNDONE
    record.save(update_fields=["status"])
    return UndoReport(restored, removed, retired, left + edited)


def _forget_old_files(now: datetime) -> None:
    """What can no longer be undone keeps its report, not its file; previews are dropped."""
    old = WordImport.objects.filter(uploaded_at__lt=now - WordImport.UNDO_WITHIN)
    old.filter(status=WordImport.Status.PREVIEWED).delete()
    old.exclude(content=b"").update(content=b"")


def _rows(record: WordImport) -> list[Row]:
    return read_upload(bytes(record.content), file_name=record.file_name)


def _set_words_back(record: WordImport, by: UUID | None) -> tuple[int, int]:
    revisions = list(record.revisions.filter(reverted=False).select_related("word"))
    words, log, left = [], [], 0
    for revision in revisions:
        back, kept = set_back(revision.word, revision)
        left += bool(kept)
        if back:
            revision.word.fill_keys()
            words.append(revision.word)
            log.append(_revert_row(revision, back, by))
    WordRevision.objects.bulk_create(log, batch_size=2000)
    Word.objects.bulk_create(
        words,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=_STORED_BACK,
        batch_size=2000,
    )
    record.revisions.update(reverted=True)
    return len(words), left


def _revert_row(revision: WordRevision, back: Values, by: UUID | None) -> WordRevision:
    return WordRevision(
        word=revision.word, kind=WordRevision.Kind.REVERT, changes=back, changed_by_id=by
    )


def _take_new_words_away(record: WordImport) -> tuple[int, int]:
    untouched = Word.objects.filter(first_import=record, revisions=None)
    taught = _protected_ids(untouched)
    retired = Word.objects.filter(pk__in=taught).update(status=Word.Status.RETIRED)
    _, deleted = untouched.exclude(pk__in=taught).delete()
    return deleted.get("vocabulary.Word", 0), retired


def _protected_ids(words: WordQuerySet) -> set[int]:
    """Return the words that something refers to, by asking the database to delete them all."""
    try:
        with transaction.atomic():
            words.delete()
            transaction.set_rollback(True)
    except ProtectedError as error:
        return {row.word_id for row in error.protected_objects}  # type: ignore[attr-defined]
    return set()
