"""How a turn ended, as often as it is asked for."""

from uuid import uuid4

import pytest
from django.http import Http404

from sessions.turn.results import result_of, status_of
from tests.sessions.conftest import say

pytestmark = pytest.mark.usefixtures("words")


def test_the_result_of_a_turn_is_always_the_same(api, session):
    told = say(api, session.pk, "Je aime Paris.").json()

    again = result_of(told["turn_id"]).model_dump(mode="json")

    assert again == told
    assert status_of(told["turn_id"]) == "done"


def test_a_turn_that_is_gone_is_not_found(session):
    with pytest.raises(Http404):
        status_of(uuid4())
