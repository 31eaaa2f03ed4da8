"""Who changed what in a word, and the way back."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from vocabulary.models import Word, WordImport, WordRevision


def record_import(changes: Iterable, record: WordImport | None) -> None:
    """Log what an import is about to change in stored words."""
    WordRevision.objects.bulk_create(
        WordRevision(
            word=change.word,
            kind=WordRevision.Kind.IMPORT,
            changes=_pairs(change.before, change.after | _forms_after(change)),
            changed_by_id=record.uploaded_by_id if record else None,
            word_import=record,
        )
        for change in changes
    )


def record_change(
    *, word: Word, before: dict[str, Any], kind: WordRevision.Kind, by: UUID | None
) -> WordRevision | None:
    """Log one change of a word that is already saved; nothing when nothing changed."""
    pairs = _pairs(before, {name: getattr(word, name) for name in before})
    if not pairs:
        return None
    return word.revisions.create(kind=kind, changes=pairs, changed_by_id=by)


def _pairs(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[Any]]:
    return {name: [was, after[name]] for name, was in before.items() if was != after[name]}


def _forms_after(change) -> dict[str, Any]:
    return {"forms": list(change.entry.forms)} if change.new_forms else {}
