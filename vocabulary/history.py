"""Who changed what in a word, and the way back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Field

from vocabulary.attached import ATTACHED, attach, attached, attached_to
from vocabulary.models import Word, WordImport, WordRevision

HISTORIC_FIELDS: Final = (
    "lemma",
    "part_of_speech",
    "gender",
    "frequency_rank",
    "level",
    "gloss",
    "definition",
    "example",
    "example_translation",
    "usage_notes",
    "topics",
    "status",
    "approved_at",
)

Values = dict[str, Any]


class RevertRefused(Exception):
    """The change cannot be set back; the text says why."""

    code = "revert_refused"


@dataclass(frozen=True, slots=True)
class Reverted:
    """What a revert did: the fields set back, and those changed again since."""

    fields: list[str]
    left: list[str]


def values_of(word: Word) -> Values:
    """Return the fields that history is kept of, as JSON has them."""
    return {name: _plain(getattr(word, name)) for name in HISTORIC_FIELDS}


def entry_of(word: Word) -> Values:
    """Return the fields and what is attached to the word: all that history is kept of."""
    return values_of(word) | attached_to(word)


def record_changes(
    before: Iterable[tuple[Word, Values]],
    *,
    kind: WordRevision.Kind,
    by: UUID | None,
    word_import: WordImport | None = None,
) -> list[WordRevision]:
    """Log what differs now from each word's values before; nothing where nothing does.

    What is attached to a word is compared where it is among the values before.
    """
    revisions = [
        WordRevision(
            word=word, kind=kind, changes=changes, changed_by_id=by, word_import=word_import
        )
        for word, was in before
        if (changes := changes_since(was, word))
    ]
    return WordRevision.objects.bulk_create(revisions, batch_size=2000)


def changes_since(before: Values, word: Word) -> Values:
    """Return field: [value before, value now] for what is another value by now."""
    now = values_of(word) if before.keys().isdisjoint(ATTACHED) else entry_of(word)
    return {name: [was, now[name]] for name, was in before.items() if was != now[name]}


def told(value: Any) -> str:
    """Return a value of a revision as people read it."""
    if not isinstance(value, list):
        return str(value or "–")
    parts = [" – ".join(filter(None, part)) if isinstance(part, list) else part for part in value]
    return " / ".join(parts) or "–"


@transaction.atomic
def revert(revision: WordRevision, *, by: UUID | None) -> Reverted:
    """Set back what one revision changed, where nobody has changed it again since.

    The fields count as curated from then on, so that an import does not bring the change back.

    Raises:
        RevertRefused: another entry has the word's key by now, or the word is part of another.
    """
    word = Word.objects.select_for_update().get(pk=revision.word_id)
    back, left = set_back(word, revision)
    _refuse_impossible(word)
    if back:
        word.curated_fields = sorted({*word.curated_fields, *back} - {"status", "approved_at"})
        word.revisions.create(kind=WordRevision.Kind.REVERT, changes=back, changed_by_id=by)
        word.save()
        revision.reverted = True
        revision.save(update_fields=["reverted"])
    return Reverted(list(back), left)


def _refuse_impossible(word: Word) -> None:
    if word.merged_into_id and word.status != Word.Status.RETIRED:
        raise RevertRefused("The word was merged into another; undo the merge instead.")
    same = Word.objects.in_language(word.language).filter(
        lemma=word.lemma, part_of_speech=word.part_of_speech, gender=word.gender
    )
    if same.exclude(pk=word.pk).exists():
        raise RevertRefused(f"Another entry is '{word}' by now.")


def set_back(word: Word, revision: WordRevision) -> tuple[Values, list[str]]:
    """Undo a revision in a word that is not saved yet (what is attached to it is).

    Returns the changes made, and the fields left because they were changed again.
    """
    back: Values = {}
    left = []
    for name, (was, became) in revision.changes.items():
        current = attached(word, name) if name in ATTACHED else _plain(getattr(word, name))
        if _same(current, became):
            back[name] = [became, was]
            _set(word, name, was)
        else:
            left.append(name)
    return back, left


def _set(word: Word, name: str, value: Any) -> None:
    if name in ATTACHED:
        attach(word, name, value)
    else:
        field = Word._meta.get_field(name)
        assert isinstance(field, Field), f"{name} is no column of a word."
        setattr(word, name, field.to_python(value))


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return sorted(one) == sorted(other)
    return bool(one == other)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
