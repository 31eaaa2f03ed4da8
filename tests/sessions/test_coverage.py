import pytest

from sessions.coverage import plan_coverage
from sessions.models import Target, Turn
from tests.conftest import api_of, make_learner


@pytest.fixture
def talked(learner, words):
    api = api_of(learner)
    started = api.post("/api/v1/sessions", {"topic": "nourriture"}).json()
    for content in ("Bonjour !", "Ça va bien."):
        api.post(f"/api/v1/sessions/{started['session']['id']}/messages", {"content": content})


def test_coverage_counts_what_was_asked_for_by_provider_and_prompts(talked):
    asked_for = Target.objects.exclude(mode="listen").filter(message__turn__isnull=False)
    asked_for.filter(pk=asked_for.first().pk).update(missed_plan=True)
    Turn.objects.update(provider="openai", model="m", prompt_version="reply.v1")

    (coverage,) = plan_coverage()

    assert (coverage.provider, coverage.model, coverage.prompt_version) == (
        "openai",
        "m",
        "reply.v1",
    )
    assert (coverage.planned, coverage.missed, coverage.kept_percent) == (2, 1, 50.0)


def test_staff_see_it_above_the_targets(talked, client):
    client.force_login(make_learner(is_staff=True, is_superuser=True))

    page = client.get("/admin/learning_sessions/target/").content.decode()

    assert "Planned words that replies introduced" in page
    assert "100.0 %" in page
