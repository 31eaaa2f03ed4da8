"""Work that is awaited in a view, and shapes that are its answer."""

import uuid
from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec, TypeVar

from asgiref.sync import async_to_sync
from django.db import close_old_connections
from rest_framework.response import Response

from sessions.told.shapes import AcceptedTurn, Shape

P = ParamSpec("P")
T = TypeVar("T")


def awaited(work: Callable[P, Coroutine[Any, Any, T]], *args: P.args, **arguments: P.kwargs) -> T:
    """Run async work from a view, with the view's database connection given back before."""
    close_old_connections()
    return async_to_sync(work)(*args, **arguments)


def answer(shape: Shape, status: int = 200, **options: Any) -> Response:
    return Response(shape.model_dump(mode="json"), status=status, **options)


def pending_answer(session_id: uuid.UUID, turn_id: uuid.UUID, status: str) -> Response:
    """Say where to look for a turn that goes on without the caller."""
    location = f"/api/v1/sessions/{session_id}/turns/{turn_id}"
    shape = AcceptedTurn(turn_id=turn_id, status=status, location=location)
    return answer(shape, 202, headers={"Location": location})
