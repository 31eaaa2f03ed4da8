"""Everybody in a session is told something: sockets and event streams, here and elsewhere."""

from uuid import UUID

from sessions.told.frames import frame_text
from sessions.told.hub import tell
from sessions.told.shapes import Shape


def group_of(session_id: UUID) -> str:
    """Return the name under which a session's listeners are known to the hub."""
    return f"session.{session_id}"


def tell_session(session_id: UUID, what: Shape) -> None:
    tell(group_of(session_id), frame_text(what))
