import asyncio
from uuid import UUID

import pytest

from sessions.rest.answers import answer, awaited, pending_answer
from sessions.told.shapes import Simpler


async def twice(value, *, plus=0):
    await asyncio.sleep(0)
    return 2 * value + plus


@pytest.mark.django_db
def test_a_view_gets_what_its_work_returns():
    assert awaited(twice, 3, plus=1) == 7


def test_a_shape_is_answered_as_json():
    response = answer(Simpler(message_id=UUID(int=7), text="Bonjour"), 201)

    assert response.data == {"message_id": str(UUID(int=7)), "text": "Bonjour"}
    assert response.status_code == 201


def test_a_turn_that_goes_on_says_where_to_look():
    response = pending_answer(UUID(int=1), UUID(int=2), "running")

    place = f"/api/v1/sessions/{UUID(int=1)}/turns/{UUID(int=2)}"
    assert (response.status_code, response["Location"]) == (202, place)
    assert response.data == {"turn_id": str(UUID(int=2)), "status": "running", "location": place}
