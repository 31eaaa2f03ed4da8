import pytest

pytestmark = pytest.mark.usefixtures("words")


@pytest.fixture
def started(api):
    return api.post("/api/v1/sessions", {"topic": "nourriture"}).json()


def path_of(started, kind):
    return f"/api/v1/sessions/{started['session']['id']}/{kind}"


def test_a_message_is_translated_and_its_words_glossed(api, started):
    message = started["assistant_turn"]["message"]

    answer = api.post(path_of(started, "translate"), {"message_id": message["id"]}).json()

    assert answer["message_id"] == message["id"]
    assert "?" in answer["translation"]
    assert started["assistant_turn"]["targets"][0]["word"] in [g["word"] for g in answer["glosses"]]
