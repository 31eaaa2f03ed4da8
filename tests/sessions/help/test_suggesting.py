import pytest

pytestmark = pytest.mark.usefixtures("words")


@pytest.fixture
def started(api):
    return api.post("/api/v1/sessions", {"topic": "nourriture"}).json()


def path_of(started, kind):
    return f"/api/v1/sessions/{started['session']['id']}/{kind}"


def test_three_different_replies_are_offered(api, started):
    offered = api.post(path_of(started, "suggestions")).json()["suggestions"]

    assert len(set(offered)) == 3
