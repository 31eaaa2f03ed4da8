import pytest

pytestmark = pytest.mark.usefixtures("words")


@pytest.fixture
def started(api):
    return api.post("/api/v1/sessions", {"topic": "nourriture"}).json()


def path_of(started, kind):
    return f"/api/v1/sessions/{started['session']['id']}/{kind}"


def test_a_message_is_said_more_simply(api, started):
    message = started["assistant_turn"]["message"]

    answer = api.post(path_of(started, "simplify"), {"message_id": message["id"]}).json()

    assert 0 < len(answer["text"]) <= len(message["content"])
