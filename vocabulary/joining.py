"""The entries of two words that are one: what only the duplicate says is taken over."""

from contextlib import suppress
from typing import Any, Final
from uuid import UUID

from vocabulary.attached import attach, forms_of, more_examples_of
from vocabulary.entries import MAX_MORE_EXAMPLES, BadRow, checked_example
from vocabulary.history import entry_of, record_changes, set_back, values_of
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
    before = [(survivor, entry_of(survivor)), (duplicate, values_of(duplicate))]
    _fill(survivor, duplicate)
    attach(survivor, "forms", _joined_forms(survivor, duplicate))
    attach(survivor, "more_examples", _joined_examples(survivor, duplicate))
    duplicate.status, duplicate.merged_into = Word.Status.RETIRED, survivor
    revisions = record_changes(before, kind=WordRevision.Kind.MERGE, by=by)
    survivor.save()
    duplicate.save()
    return {"revisions": [revision.pk for revision in revisions]}


def part_entries(
    moved: dict[str, Any], *, duplicate: Word, survivor: Word, by: UUID | None
) -> None:
    """Set back what joining wrote into both entries and nobody changed since."""
    duplicate.merged_into = None
    words = {survivor.pk: survivor, duplicate.pk: duplicate}
    before = [(word, entry_of(word)) for word in words.values()]
    for revision in WordRevision.objects.filter(pk__in=moved["revisions"], reverted=False):
        set_back(words[revision.word_id], revision)
    record_changes(before, kind=WordRevision.Kind.REVERT, by=by)
    WordRevision.objects.filter(pk__in=moved["revisions"]).update(reverted=True)
    survivor.save()
    duplicate.save()


def _fill(survivor: Word, duplicate: Word) -> None:
    for name in _TAKEN_OVER:
        if not getattr(survivor, name):
            setattr(survivor, name, getattr(duplicate, name))
    survivor.frequency_rank = min(survivor.frequency_rank, duplicate.frequency_rank)


def _joined_forms(survivor: Word, duplicate: Word) -> list[str]:
    spelling = [duplicate.lemma] if duplicate.lemma != survivor.lemma else []
    return list(dict.fromkeys([*forms_of(survivor), *forms_of(duplicate), *spelling]))


def _joined_examples(survivor: Word, duplicate: Word) -> list[list[str]]:
    first = [duplicate.example, duplicate.example_translation]
    joined: dict[str, list[str]] = {}
    for example in [*more_examples_of(survivor), first, *more_examples_of(duplicate)]:
        with suppress(BadRow):  # none, or one too long to be more than the first
            text, translation = checked_example(*example)
            if text != survivor.example:
                joined.setdefault(text, [text, translation])
    return list(joined.values())[:MAX_MORE_EXAMPLES]
