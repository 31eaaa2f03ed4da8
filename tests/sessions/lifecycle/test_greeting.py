"""The tutor speaks first."""

import pytest

pytestmark = pytest.mark.usefixtures("words")


def test_a_session_begins_with_a_greeting_and_its_targets(api):
    response = api.post("/api/v1/sessions", {"planned_duration_minutes": 15, "topic": "nourriture"})

    started = response.json()
    turn = started["assistant_turn"]
    assert response.status_code == 201
    assert (started["session"]["status"], started["session"]["topic"]) == (
        "in_progress",
        "nourriture",
    )
    assert (turn["message"]["sender"], turn["message"]["sequence_number"]) == ("assistant", 1)
    assert turn["message"]["target_words"] == [target["word_id"] for target in turn["targets"]]
    assert [target["mode"] for target in turn["targets"]] == ["introduce"] + ["listen"] * 4
    assert turn["targets"][0]["word"] in turn["message"]["content"]
