"""The same message is one turn."""

import uuid

import pytest

from sessions.models import Turn
from tests.sessions.conftest import begin, say

pytestmark = pytest.mark.usefixtures("words")


def test_the_same_message_again_gives_the_same_turn(api):
    started = begin(api)
    key = str(uuid.uuid4())

    first = say(api, started["session"]["id"], "Bonjour !", client_message_id=key).json()
    again = say(api, started["session"]["id"], "Bonjour !", client_message_id=key).json()

    assert again == first
    assert Turn.objects.count() == 1


def test_the_same_key_with_other_content_is_a_conflict(api):
    started = begin(api)
    key = str(uuid.uuid4())
    say(api, started["session"]["id"], "Bonjour !", client_message_id=key)

    response = say(api, started["session"]["id"], "Bonsoir !", client_message_id=key)

    assert (response.status_code, response.json()["code"]) == (409, "idempotency_key_reused")
    assert Turn.objects.count() == 1
