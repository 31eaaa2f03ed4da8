import uuid

import pytest

from progress.models import WordUse

pytestmark = pytest.mark.usefixtures("words")


@pytest.fixture
def started(api):
    return api.post("/api/v1/sessions", {"topic": "nourriture"}).json()


def path_of(started, kind):
    return f"/api/v1/sessions/{started['session']['id']}/{kind}"


def test_hints_say_a_little_more_each_time_and_are_noted(api, started):
    target = started["assistant_turn"]["targets"][0]
    body = {"word_id": target["word_id"]}

    hints = [api.post(path_of(started, "hint"), body).json() for _ in range(4)]

    assert [hint["step"] for hint in hints] == [1, 2, 3, 3]
    assert hints[0]["hint"] == f"Meaning: {target['translation']}"
    assert f"{target['word'][0]} _" in hints[1]["hint"]
    assert all(target["word"] not in hint["hint"].split() for hint in hints)
    assert WordUse.objects.filter(evidence="hint_shown").count() == 4


def test_a_word_used_after_a_hint_was_remembered_with_effort(api, started):
    target = started["assistant_turn"]["targets"][0]
    api.post(path_of(started, "hint"), {"word_id": target["word_id"]})

    turn = api.post(
        path_of(started, "messages"),
        {"content": f"J'aime bien la {target['word']}.", "client_message_id": str(uuid.uuid4())},
    ).json()

    (word,) = [word for word in turn["word_feedback"] if word["was_used"]]
    assert word["rating"] == 1


def test_hints_are_given_only_for_targets(api, started):
    response = api.post(path_of(started, "hint"), {"word_id": 999_999})

    assert (response.status_code, WordUse.objects.count()) == (404, 0)
