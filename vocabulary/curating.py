"""What curators do to words: approve, retire, re-level, re-tag; logged, and safe from imports."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from vocabulary.attached import examples_of, forms_of
from vocabulary.entries import MAX_SENSES, senses_of
from vocabulary.examples import doubts as example_doubts
from vocabulary.history import Values, changes_since, record_changes, values_of
from vocabulary.models import Word, WordRevision

_KEY_FIELDS: Final = ("lemma", "part_of_speech", "gender")
# An import never writes these, so they need no protection from it.
_NEVER_IMPORTED: Final = {"status", "approved_at"}


@dataclass(slots=True)
class Curation:
    """What a bulk action did, and what it left alone, by reason."""

    changed: list[Word] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)

    def sentence(self, verb: str) -> str:
        left = [f" {count:,} left: {reason}." for reason, count in self.left.items()]
        return f"{len(self.changed):,} words {verb}.{''.join(left)}"


def approve(words: QuerySet[Word], *, by: UUID | None, now: datetime) -> Curation:
    """Confirm entries, and publish those that were drafts."""

    def change(word: Word) -> str:
        if word.status == Word.Status.RETIRED:
            return "retired"
        if not (word.gloss and word.example):
            return "without a translation or an example"
        word.status = Word.Status.LIVE
        word.approved_at, word.approved_by_id = now, by
        return ""

    return _change_all(words, change, by)


def retire(words: QuerySet[Word], *, by: UUID | None) -> Curation:
    """Take words away from new learners; who has a card keeps it."""

    def change(word: Word) -> str:
        if word.status == Word.Status.RETIRED:
            return "retired already"
        word.status = Word.Status.RETIRED
        return ""

    return _change_all(words, change, by)


def restore(words: QuerySet[Word], *, by: UUID | None) -> Curation:
    """Bring retired words back."""

    def change(word: Word) -> str:
        if word.status != Word.Status.RETIRED:
            return "not retired"
        if word.merged_into_id:
            return "merged into another word; undo the merge instead"
        word.status = Word.Status.LIVE
        return ""

    return _change_all(words, change, by)


def set_level(words: QuerySet[Word], *, level: str, by: UUID | None) -> Curation:
    def change(word: Word) -> str:
        if word.level == level:
            return f"of level {level} already"
        word.level = level
        return ""

    return _change_all(words, change, by)


def tag(
    words: QuerySet[Word], *, add: Collection[str], remove: Collection[str], by: UUID | None
) -> Curation:
    """Add topics to words and take others away."""

    def change(word: Word) -> str:
        kept = [topic for topic in word.topics if topic not in remove]
        topics = [*kept, *(topic for topic in add if topic not in kept)]
        if topics == word.topics:
            return "tagged so already"
        word.topics = topics
        return ""

    return _change_all(words, change, by)


@transaction.atomic
def save_edit(word: Word, *, before: Values, by: UUID | None) -> WordRevision | None:
    """Log a curator's edit of a saved word and protect what was changed from imports.

    `before` is what `entry_of` gave before the edit.
    """
    changes = changes_since(before, word)
    if not changes:
        return None
    revision = word.revisions.create(kind=WordRevision.Kind.EDIT, changes=changes, changed_by_id=by)
    _protect(word, changes)
    _remember_key(word, before)
    # Last, so that whoever opens the word next has seen this revision by `updated_at`.
    word.save(update_fields=["curated_fields", "former_keys", "updated_at"])
    return revision


def doubts(word: Word) -> list[str]:
    """Return what a curator should look at again, one sentence each; nothing is forbidden."""
    found = []
    if (senses := len(senses_of(word.gloss))) > MAX_SENSES:
        found.append(f"{senses} senses: a learner sees them all at once; one to three are best.")
    forms = [word.lemma, *forms_of(word)]
    for example, _ in examples_of(word):
        found += [f"{doubt[0].upper()}{doubt[1:]}" for doubt in example_doubts(example, forms)]
    return found


def protect_new(word: Word, *, attached: dict[str, list[Any]]) -> None:
    """Protect a word that a curator wrote: imports may only fill what was left empty."""
    values = values_of(word) | attached
    _protect(word, [name for name, value in values.items() if value not in ("", [], None)])


@transaction.atomic
def _change_all(words: QuerySet[Word], change: Callable[[Word], str], by: UUID | None) -> Curation:
    outcome, before = Curation(), []
    for word in words.select_for_update():
        was = values_of(word)
        if reason := change(word):
            outcome.left[reason] += 1
        else:
            _protect(word, [name for name, value in values_of(word).items() if value != was[name]])
            before.append((word, was))
    record_changes(before, kind=WordRevision.Kind.BULK, by=by)
    _store([word for word, _ in before])
    outcome.changed = [word for word, _ in before]
    return outcome


def _store(words: list[Word]) -> None:
    # An upsert by primary key: `bulk_update` takes minutes for tens of thousands of rows.
    Word.objects.bulk_create(
        words,
        update_conflicts=True,
        unique_fields=["id"],
        batch_size=2000,
        update_fields=[
            "status",
            "level",
            "topics",
            "approved_at",
            "approved_by_id",
            "curated_fields",
            "updated_at",
        ],
    )


def _protect(word: Word, changed: Iterable[str]) -> None:
    word.curated_fields = sorted({*word.curated_fields, *changed} - _NEVER_IMPORTED)


def _remember_key(word: Word, before: Values) -> None:
    former = [before[name] for name in _KEY_FIELDS]
    if former != list(word.key) and former not in word.former_keys:
        word.former_keys = [*word.former_keys, former]
