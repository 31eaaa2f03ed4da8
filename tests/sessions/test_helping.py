"""Help inside a turn, with no model and with one."""

import uuid

import pytest
from asgiref.sync import sync_to_async

from progress.models import WordUse
from tests.conftest import api_of, make_learner
from tests.sessions.conftest import connected, token_of

pytestmark = pytest.mark.usefixtures("words")


@pytest.fixture
def api(learner):
    return api_of(learner)


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


def test_a_message_is_translated_and_its_words_glossed(api, started):
    message = started["assistant_turn"]["message"]

    answer = api.post(path_of(started, "translate"), {"message_id": message["id"]}).json()

    assert answer["message_id"] == message["id"]
    assert "?" in answer["translation"]
    assert started["assistant_turn"]["targets"][0]["word"] in [g["word"] for g in answer["glosses"]]


def test_a_message_is_said_more_simply(api, started):
    message = started["assistant_turn"]["message"]

    answer = api.post(path_of(started, "simplify"), {"message_id": message["id"]}).json()

    assert 0 < len(answer["text"]) <= len(message["content"])


def test_three_different_replies_are_offered(api, started):
    offered = api.post(path_of(started, "suggestions")).json()["suggestions"]

    assert len(set(offered)) == 3


@pytest.mark.parametrize("kind", ["hint", "translate", "simplify", "suggestions"])
def test_only_the_learner_of_a_session_is_helped(started, kind):
    stranger = api_of(make_learner(email="mallory@example.com"))
    message_id = started["assistant_turn"]["message"]["id"]

    response = stranger.post(path_of(started, kind), {"word_id": 1, "message_id": message_id})

    assert response.status_code == 404


async def test_the_socket_helps_too(learner):
    api = await sync_to_async(api_of)(learner)
    started = (await sync_to_async(api.post)("/api/v1/sessions", {"topic": "nourriture"})).json()
    turn = started["assistant_turn"]
    token = await sync_to_async(token_of)(learner)
    async with connected(started["session"]["id"], token=token) as socket:
        await socket.receive()
        await socket.send("hint", word_id=turn["targets"][0]["word_id"])
        (hint,) = await socket.until("hint")
        await socket.send("translate", message_id=turn["message"]["id"])
        (translation,) = await socket.until("translation")
        await socket.send("simplify", message_id=turn["message"]["id"])
        (simpler,) = await socket.until("simpler")
        await socket.send("suggestions")
        (suggestions,) = await socket.until("suggestions")
        await socket.send("hint", word_id=999_999)
        (refused,) = await socket.until("error")

    assert hint["data"]["hint"] == f"Meaning: {turn['targets'][0]['translation']}"
    assert translation["data"]["message_id"] == simpler["data"]["message_id"]
    assert len(suggestions["data"]["suggestions"]) == 3
    assert refused["data"]["code"] == "not_found"


async def test_with_a_model_the_model_helps(session, learner, gateway, async_client):
    gateway.models.reply = "Oui, beaucoup.\nNon, pas du tout.\nParfois, le matin."

    response = await async_client.post(
        f"/api/v1/sessions/{session.pk}/suggestions",
        headers={"Authorization": f"Bearer {await sync_to_async(token_of)(learner)}"},
    )

    assert response.json()["suggestions"] == gateway.models.reply.splitlines()
