"""The entries of two words that are one: forms and empty fields are taken over, the rest is kept."""

from typing import Any, Final
from uuid import UUID

from vocabulary.history import forms_of, record_changes, set_back, set_forms, values_of
from vocabulary.models import Word, WordRevision

_TAKEN_OVER: Final = (
    "part_of_speech",
    "level",
    "gloss",
    "definition",
    "example",
    "example_translation",
    "usage_notes",
    "topics",
)


def join_entries(*, duplicate: Word, survivor: Word, by: UUID | None) -> dict[str, Any]:
    """Retire `duplicate` in favour of `survivor`; return what `part_entries` needs."""
    before = [(survivor, values_of(survivor)), (duplicate, values_of(duplicate))]
    forms = forms_of(survivor)
    _fill(survivor, duplicate)
    duplicate.status, duplicate.merged_into = Word.Status.RETIRED, survivor
    revisions = record_changes(before, kind=WordRevision.Kind.MERGE, by=by)
    survivor.save()
    duplicate.save()
    set_forms(
        survivor,
        list(dict.fromkeys([*forms, *forms_of(duplicate), *_spelling(duplicate, survivor)])),
    )
    return {"forms": forms, "revisions": [revision.pk for revision in revisions]}


def part_entries(
    moved: dict[str, Any], *, duplicate: Word, survivor: Word, by: UUID | None
) -> None:
    """Set back what joining wrote into both entries and nobody changed since."""
    duplicate.merged_into = None
    words = {survivor.pk: survivor, duplicate.pk: duplicate}
    before = [(word, values_of(word)) for word in words.values()]
    for revision in WordRevision.objects.filter(pk__in=moved["revisions"], reverted=False):
        set_back(words[revision.word_id], revision)
    record_changes(before, kind=WordRevision.Kind.REVERT, by=by)
    WordRevision.objects.filter(pk__in=moved["revisions"]).update(reverted=True)
    survivor.save()
    duplicate.save()
    set_forms(survivor, moved["forms"])


def _fill(survivor: Word, duplicate: Word) -> None:
    for name in _TAKEN_OVER:
        if not getattr(survivor, name):
            setattr(survivor, name, getattr(duplicate, name))
    survivor.frequency_rank = min(survivor.frequency_rank, duplicate.frequency_rank)


def _spelling(duplicate: Word, survivor: Word) -> list[str]:
    return [duplicate.lemma] if duplicate.lemma != survivor.lemma else []
