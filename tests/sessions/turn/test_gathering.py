"""What is known of a turn before the tutor speaks."""

import uuid

import pytest

from sessions.turn.gathering import gather
from sessions.turn.leases import Lease, LeaseLost
from tests.sessions.conftest import begin, say

pytestmark = pytest.mark.usefixtures("words")


def test_suggested_words_count_as_shown(api, learner, session, words):
    begin_of_pool = begin(api, topic="nourriture")
    word_id = begin_of_pool["assistant_turn"]["targets"][0]["word_id"]
    lemma = begin_of_pool["assistant_turn"]["targets"][0]["word"]

    turn = say(
        api,
        begin_of_pool["session"]["id"],
        f"Je mange une {lemma} aujourd'hui.",
        suggested_words=[word_id],
        client_message_id=str(uuid.uuid4()),
    ).json()

    assert turn["user_message"]["suggested_words_used"] == [word_id]


def test_a_turn_whose_session_was_deleted_is_left(transactional_db):
    with pytest.raises(LeaseLost):
        gather(Lease(turn_id=uuid.uuid4(), session_id=uuid.uuid4(), attempt=1))
