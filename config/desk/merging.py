"""Merge a duplicate into another word: every learner keeps their progress, and it can be undone."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from learners.word_lists import move_entries, put_entries_back
from progress.joining import join_cards, part_cards
from sessions.desk.retargeting import move_targets, put_targets_back
from vocabulary.joining import join_entries, part_entries
from vocabulary.models import Word, WordMerge


class MergeRefused(Exception):
    """The two words cannot be merged, or the merge cannot be undone; the text says why."""

    code = "merge_refused"


@transaction.atomic
def merge_words(
    *, survivor_id: int, duplicate_id: int, by: UUID | None, now: datetime
) -> WordMerge:
    """Join `duplicate` to `survivor`, in one transaction.

    Raises:
        MergeRefused: they are one word already, of two languages, or one is retired.
    """
    survivor, duplicate = _locked(survivor_id, duplicate_id)
    _refuse_merge(survivor, duplicate)
    moved = {
        "cards": join_cards(duplicate=duplicate, survivor=survivor, now=now),
        "targets": move_targets(duplicate=duplicate, survivor=survivor),
        "lists": move_entries(duplicate=duplicate, survivor=survivor),
        "entries": join_entries(duplicate=duplicate, survivor=survivor, by=by),
    }
    return WordMerge.objects.create(
        survivor=survivor, duplicate=duplicate, merged_by_id=by, merged_at=now, moved=moved
    )


@transaction.atomic
def undo_merge(merge_id: int, *, by: UUID | None, now: datetime) -> WordMerge:
    """Part two merged words again. What learners did since stays with the surviving word.

    Raises:
        MergeRefused: it was undone before, or a later merge builds on it.
    """
    merge = WordMerge.objects.select_for_update().get(pk=merge_id)
    survivor, duplicate = _locked(merge.survivor_id, merge.duplicate_id)
    _refuse_undo(merge, survivor)
    pair = {"duplicate": duplicate, "survivor": survivor}
    part_entries(merge.moved["entries"], by=by, **pair)
    put_entries_back(merge.moved["lists"], duplicate=duplicate, now=now)
    put_targets_back(merge.moved["targets"], **pair)
    part_cards(merge.moved["cards"], **pair)
    merge.undone_at = now
    merge.save(update_fields=["undone_at"])
    return merge


def _locked(survivor_id: int, duplicate_id: int) -> tuple[Word, Word]:
    ids = [survivor_id, duplicate_id]
    words = Word.objects.select_for_update().order_by("id").in_bulk(ids)
    try:
        return words[survivor_id], words[duplicate_id]
    except KeyError:
        raise MergeRefused("One of the words does not exist.") from None


def _refuse_merge(survivor: Word, duplicate: Word) -> None:
    if survivor.pk == duplicate.pk:
        raise MergeRefused("A word cannot be merged into itself.")
    if survivor.language != duplicate.language:
        raise MergeRefused("The words belong to two languages.")
    if Word.Status.RETIRED in (survivor.status, duplicate.status):
        raise MergeRefused("One of the words is retired.")


def _refuse_undo(merge: WordMerge, survivor: Word) -> None:
    if merge.undone_at is not None:
        raise MergeRefused("This merge was undone before.")
    if survivor.merged_into_id is not None:
        raise MergeRefused(f"'{survivor}' was merged itself since. Undo that first.")
    if survivor.merges.filter(pk__gt=merge.pk, undone_at=None).exists():
        raise MergeRefused(f"Another word was merged into '{survivor}' since. Undo that first.")
