import uuid

import pytest

from tests.sessions.conftest import begin, say

pytestmark = pytest.mark.usefixtures("words")


def test_a_summary_adds_up(api):
    started = begin(api, topic="nourriture")
    lemma = started["assistant_turn"]["targets"][0]["word"]
    say(api, started["session"]["id"], f"Je aime la {lemma}.", client_message_id=str(uuid.uuid4()))

    summary = api.get(f"/api/v1/sessions/{started['session']['id']}/summary").json()

    assert summary["words_moved"][0].pop("scheduled_days") == 1
    assert summary | {"errors_to_learn": []} == {
        "xp_earned": 22,
        "words_practiced": 1,
        "accuracy_rate": 1.0,
        "new_words_introduced": 1,
        "words_reviewed": 0,
        "correct_responses": 1,
        "incorrect_responses": 0,
        "status": "in_progress",
        "errors_to_learn": [],
        "words_moved": [
            {
                "word_id": started["assistant_turn"]["targets"][0]["word_id"],
                "word": lemma,
                "rating": 1,
            }
        ],
    }
    assert [e["suggestion"] for e in summary["errors_to_learn"]] == ["J'aime"]


def test_an_empty_summary_is_all_zero(api, session):
    summary = api.get(f"/api/v1/sessions/{session.pk}/summary").json()

    assert (summary["accuracy_rate"], summary["words_practiced"], summary["xp_earned"]) == (0, 0, 0)
