"""Deleting a learner, with what other tables know about them without a foreign key."""

from datetime import datetime
from uuid import UUID

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Model

from learners.models import Learner
from learners.security_log import note
from vocabulary.models import Word, WordImport, WordMerge, WordRevision

# Apps below the learners' know staff by their id alone.
_STAFF_IDS: tuple[tuple[type[Model], str], ...] = (
    (Word, "approved_by_id"),
    (WordImport, "uploaded_by_id"),
    (WordRevision, "changed_by_id"),
    (WordMerge, "merged_by_id"),
)


def erase_due_learners(*, now: datetime) -> int:
    """Erase those whose days of grace are over; return how many. Safe to run twice."""
    due = Learner.objects.filter(delete_at__lte=now).values_list("pk", flat=True)
    return sum(erase_learner(learner_id, due_by=now) for learner_id in list(due))


@transaction.atomic
def erase_learner(learner_id: UUID, *, due_by: datetime | None = None) -> bool:
    """Delete a learner and everything about them; False if they are gone or came back.

    Args:
        due_by: only if the deletion is still planned for then or earlier.
    """
    learners = Learner.objects.select_for_update().filter(pk=learner_id)
    learner = (learners.filter(delete_at__lte=due_by) if due_by else learners).first()
    if learner is None:
        return False
    _forget_staff(learner)
    about = ContentType.objects.get_for_model(Learner)
    # Its text is the address.
    LogEntry.objects.filter(content_type=about, object_id=str(learner_id)).delete()
    _forget_notes(learner)
    learner.delete()
    note("learner_deleted", learner=learner_id)
    return True


def _forget_notes(learner: Learner) -> None:
    """Take the learner's notes out of what is kept to part merged words again."""
    lists = {str(pk) for pk in learner.word_lists.values_list("pk", flat=True)}
    for merge in WordMerge.objects.iterator() if lists else ():
        kept = [entry for entry in merge.moved.get("lists", ()) if entry[0] not in lists]
        if len(kept) < len(merge.moved.get("lists", ())):
            merge.moved["lists"] = kept
            merge.save(update_fields=["moved"])


def _forget_staff(learner: Learner) -> None:
    for model, field in _STAFF_IDS:
        model._default_manager.filter(**{field: learner.pk}).update(**{field: None})
    for session in Session.objects.iterator() if learner.is_staff else ():
        if session.get_decoded().get("_auth_user_id") == str(learner.pk):
            session.delete()
