"""Who changed what in a word, and the way back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from vocabulary.languages import search_key
from vocabulary.models import Word, WordForm, WordImport, WordRevision

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


@dataclass(frozen=True, slots=True)
class Reverted:
    """What a revert did: the fields set back, and those changed again since."""

    fields: list[str]
    left: list[str]


def values_of(word: Word) -> Values:
    """Return the fields that history is kept of, as JSON has them."""
    return {name: _plain(getattr(word, name)) for name in HISTORIC_FIELDS}


def record_changes(
    before: Iterable[tuple[Word, Values]],
    *,
    kind: WordRevision.Kind,
    by: UUID | None,
    word_import: WordImport | None = None,
) -> list[WordRevision]:
    """Log what differs now from each word's values before; nothing where nothing does."""
    revisions = [
        WordRevision(
            word=word, kind=kind, changes=changes, changed_by_id=by, word_import=word_import
        )
        for word, was in before
        if (changes := _changes(was, values_of(word)))
    ]
    return WordRevision.objects.bulk_create(revisions, batch_size=2000)


def forms_of(word: Word) -> list[str]:
    return list(word.forms.order_by("id").values_list("form", flat=True))


def set_forms(word: Word, forms: Sequence[str]) -> None:
    """Replace the inflected forms of a word."""
    word.forms.all().delete()
    WordForm.objects.bulk_create(
        WordForm(word=word, form=form, search_key=search_key(form)) for form in forms
    )


@transaction.atomic
def revert(revision: WordRevision, *, by: UUID | None) -> Reverted:
    """Set back what one revision changed, where nobody has changed it again since.

    The fields count as curated from then on, so that an import does not bring the change back.
    """
    word = Word.objects.select_for_update().get(pk=revision.word_id)
    back, left = set_back(word, revision)
    if back:
        word.curated_fields = sorted({*word.curated_fields, *back} - {"status", "approved_at"})
        word.revisions.create(kind=WordRevision.Kind.REVERT, changes=back, changed_by_id=by)
        word.save()
        revision.reverted = True
        revision.save(update_fields=["reverted"])
    return Reverted(list(back), left)


def set_back(word: Word, revision: WordRevision) -> tuple[Values, list[str]]:
    """Undo a revision in a word that is not saved yet (its forms are).

    Returns the changes made, and the fields left because they were changed again.
    """
    back: Values = {}
    left = []
    for name, (was, became) in revision.changes.items():
        current = forms_of(word) if name == "forms" else _plain(getattr(word, name))
        if _same(current, became):
            back[name] = [became, was]
            _set(word, name, was)
        else:
            left.append(name)
    return back, left


def _set(word: Word, name: str, value: Any) -> None:
    if name == "forms":
        set_forms(word, value)
    else:
        setattr(word, name, Word._meta.get_field(name).to_python(value))


def _changes(before: Values, after: Values) -> Values:
    return {name: [was, after[name]] for name, was in before.items() if was != after[name]}


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return sorted(one) == sorted(other)
    return one == other


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
