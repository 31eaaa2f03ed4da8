"""The first step of a turn: store what the learner said.

A message before which nobody waits has its lease at once; one that waits is claimed later.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q

from queries import compiled
from sessions.models import LearningSession, Message, Turn
from sessions.ownership import own_session_locked
from sessions.turn.leases import LEASE, Lease
from sessions.turn.lines import add_message
from sessions.turn.refusals import KeyReused, SessionClosed, TurnInProgress

MOST_PENDING: Final = 4  # one that runs and three that wait

_pending_or_same = compiled.Select(
    lambda session, key: Turn.objects.filter(session=session).filter(
        Turn.IS_PENDING | Q(client_message_id=key)
    )
)
_insert_turn = compiled.Insert(Turn)
_save_session = compiled.Save(LearningSession, ("status", "last_sequence", "last_activity_at"))


@dataclass(frozen=True, slots=True)
class Said:
    """What a client sent as one message of the learner."""

    content: str
    suggested_word_ids: tuple[int, ...] = ()
    client_message_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """A message that is stored and can no longer be lost."""

    turn_id: uuid.UUID
    session_id: uuid.UUID
    client_message_id: uuid.UUID
    message_id: uuid.UUID
    sequence_number: int
    is_new: bool = False
    waiting: bool = False
    lease: Lease | None = None  # for who accepted it, unless it waits

    @classmethod
    def of(
        cls,
        turn: Turn,
        message: Message,
        *,
        is_new: bool = False,
        waiting: bool = False,
        lease: Lease | None = None,
    ) -> "Accepted":
        return cls(
            turn_id=turn.pk,
            session_id=turn.session_id,
            client_message_id=turn.client_message_id,
            message_id=message.pk,
            sequence_number=message.sequence_number,
            is_new=is_new,
            waiting=waiting,
            lease=lease,
        )


@transaction.atomic
def accept(*, session_id: uuid.UUID, learner_id: uuid.UUID, said: Said, now: datetime) -> Accepted:
    """Store a learner's message as a turn; the same client_message_id gives the same turn.

    Raises:
        Http404: the learner has no such session.
        KeyReused, SessionClosed, TurnInProgress: see there.
    """
    session = own_session_locked(session_id, learner_id)
    turns = _pending_or_same(session=session_id, key=said.client_message_id)
    if known := next((t for t in turns if t.client_message_id == said.client_message_id), None):
        return _accepted_before(known, said)
    if not session.is_open:
        raise SessionClosed
    if len(turns) >= MOST_PENDING:
        raise TurnInProgress
    return _store(session, said, waiting=bool(turns), now=now)


def _accepted_before(turn: Turn, said: Said) -> Accepted:
    message = turn.messages.get(sender=Message.Sender.LEARNER)
    if (message.content, turn.suggested_word_ids) != (said.content, list(said.suggested_word_ids)):
        raise KeyReused
    return Accepted.of(turn, message)


def _store(session: LearningSession, said: Said, *, waiting: bool, now: datetime) -> Accepted:
    turn = Turn(
        session=session,
        client_message_id=said.client_message_id or uuid.uuid4(),
        from_old_client=said.client_message_id is None,
        suggested_word_ids=list(said.suggested_word_ids),
        status=Turn.Status.ACCEPTED if waiting else Turn.Status.RUNNING,
        attempt=0 if waiting else 1,
        lease_until=now + LEASE,
        accepted_at=now,
    )
    _insert_turn([turn])
    message = add_message(
        session, turn=turn, sender=Message.Sender.LEARNER, content=said.content, now=now
    )
    session.status = LearningSession.Status.IN_PROGRESS  # a paused one resumes
    _save_session(session)
    lease = None if waiting else Lease(turn.pk, session.pk, turn.attempt)
    return Accepted.of(turn, message, is_new=True, waiting=waiting, lease=lease)
