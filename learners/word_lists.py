"""Word lists: the system's, a teacher's, a learner's own; what is saved from a conversation."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Count, QuerySet
from rest_framework import status
from rest_framework.exceptions import APIException, NotFound, PermissionDenied

from learners.models import Learner, WordList, WordListEntry
from vocabulary.models import Word

MAX_LISTS: Final = 100
MAX_WORDS: Final = 5000


class ListNameTaken(APIException):
    status_code = status.HTTP_409_CONFLICT
    default_code = "list_name_taken"
    default_detail = "You already have a list of this name."


class TooManyLists(APIException):
    status_code = status.HTTP_400_BAD_REQUEST
    default_code = "too_many_lists"
    default_detail = f"A learner can have {MAX_LISTS} lists."


class ListFull(APIException):
    status_code = status.HTTP_400_BAD_REQUEST
    default_code = "list_full"
    default_detail = f"A list can have {MAX_WORDS} words."


class NotYourList(PermissionDenied):
    default_code = "not_your_list"
    default_detail = "Only its owner can change this list."


def lists_of(learner: Learner, *, word_id: int | None = None) -> QuerySet[WordList]:
    """Return the learner's own and the shared lists, each with its `word_count`.

    Args:
        word_id: only the lists with this word.
    """
    lists = WordList.objects.visible_to(learner).annotate(word_count=Count("entries"))
    if word_id:
        entries = WordListEntry.objects.filter(word=word_id)
        lists = lists.filter(pk__in=entries.values("word_list"))
    return lists.order_by("created_at", "id")


def get_list(learner: Learner, list_id: UUID) -> WordList:
    """Return a list that the learner may see.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    word_list = lists_of(learner).filter(pk=list_id).first()
    if word_list is None:
        raise NotFound
    return word_list


def get_own_list(learner: Learner, list_id: UUID) -> WordList:
    """Return a list that the learner may change.

    Raises:
        NotFound: there is none, or the learner may not even see it.
        NotYourList: it is shared with the learner.
    """
    word_list = get_list(learner, list_id)
    if word_list.owner_id != learner.pk:
        raise NotYourList
    return word_list


def create_list(learner: Learner, *, name: str, description: str, language: str) -> WordList:
    """Make an empty list.

    Raises:
        ListNameTaken: the learner has one of this name.
        TooManyLists: see MAX_LISTS.
    """
    if learner.word_lists.count() >= MAX_LISTS:
        raise TooManyLists
    word_list = WordList(owner=learner, name=name, description=description, language=language)
    return _saved(word_list)


def rename_list(word_list: WordList, *, name: str, description: str) -> WordList:
    """Change what a list says about itself.

    Raises:
        ListNameTaken: the owner has another of this name.
    """
    word_list.name = name
    word_list.description = description
    return _saved(word_list)


def add_word(
    word_list: WordList, word: Word, *, note: str, message_id: UUID | None, now: datetime
) -> tuple[WordListEntry, bool]:
    """Put a word on a list; return its entry and whether it is new there.

    Raises:
        ListFull: see MAX_WORDS.
    """
    if word_list.entries.count() >= MAX_WORDS:
        raise ListFull
    return word_list.entries.get_or_create(
        word=word, defaults={"note": note, "message_id": message_id, "added_at": now}
    )


def _saved(word_list: WordList) -> WordList:
    try:
        with transaction.atomic():
            word_list.save()
    except IntegrityError:
        raise ListNameTaken from None
    return word_list


def move_entries(*, duplicate: Word, survivor: Word) -> list[list[str]]:
    """Put `survivor` on every list in the place of `duplicate`; return what to put back.

    A list that has both keeps the survivor's entry.
    """
    entries = WordListEntry.objects.filter(word=duplicate)
    moved = [[str(entry.word_list_id), entry.note] for entry in entries]
    lists = WordListEntry.objects.filter(word=survivor).values("word_list")
    entries.filter(word_list__in=list(lists.values_list("word_list", flat=True))).delete()
    entries.update(word=survivor)
    return moved


def put_entries_back(moved: list[list[str]], *, duplicate: Word, now: datetime) -> None:
    """Put `duplicate` back on the lists that still exist; the survivor stays on them too."""
    there = set(
        WordList.objects.filter(pk__in=[pk for pk, _ in moved]).values_list("pk", flat=True)
    )
    WordListEntry.objects.bulk_create(
        [
            WordListEntry(word_list_id=pk, word=duplicate, note=note, added_at=now)
            for pk, note in moved
            if UUID(pk) in there
        ],
        ignore_conflicts=True,
    )
