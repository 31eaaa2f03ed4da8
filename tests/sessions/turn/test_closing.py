"""What a turn comes to."""

import pytest

from tests.sessions.conftest import begin, say

pytestmark = pytest.mark.usefixtures("words")


def test_a_turn_answers_corrects_and_counts(api, learner):
    started = begin(api, topic="nourriture")
    introduced = started["assistant_turn"]["targets"][0]

    response = say(api, started["session"]["id"], f"Je aime la {introduced['word']}.")

    turn = response.json()
    said, reply = turn["user_message"], turn["assistant_turn"]["message"]
    assert response.status_code == 200
    assert (said["sequence_number"], reply["sequence_number"]) == (2, 3)
    assert said["content"] == f"Je aime la {introduced['word']}."
    assert turn["error_feedback"] == said["error_feedback"]
    assert [(e["span"], e["suggestion"]) for e in turn["error_feedback"]["errors"]] == [
        ("Je aime", "J'aime")
    ]
    assert turn["error_feedback"]["metadata"]["rule_error_count"] == 1
    assert turn["session"]["xp_earned"] == turn["xp_awarded"] == said["xp_earned"] == 10 + 12
    assert {word["word_id"] for word in turn["word_feedback"]} == {
        target["word_id"] for target in started["assistant_turn"]["targets"]
    }
    used = [word for word in turn["word_feedback"] if word["was_used"]]
    assert [(word["word_id"], word["had_error"]) for word in used] == [
        (introduced["word_id"], False)
    ]
