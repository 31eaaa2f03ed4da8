"""The tutor speaks first."""

import pytest
from django.utils import timezone

from learners.models import Budget
from sessions.lifecycle.starting import SessionPlan, start_session
from sessions.models import LearningSession
from tutoring.tutor import configured_tutor

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


class Broken:
    """A tutor that fails where none should."""

    has_model = False

    async def reply(self, brief):
        raise RuntimeError("broken")
        yield


def start(learner, tutor):
    plan = SessionPlan(topic="food")
    return start_session(learner=learner, plan=plan, tutor=tutor, now=timezone.now())


async def test_a_tutor_that_fails_leaves_the_session_in_silence(learner, words):
    started = await start(learner, Broken())

    assert started.assistant_turn is None
    assert (await LearningSession.objects.aget()).last_sequence == 0


async def test_a_greeting_without_tokens_left_comes_from_the_offline_tutor(
    learner, words, gateway, settings
):
    settings.LEARNER_DAILY_TOKENS = 1

    started = await start(learner, configured_tutor())

    assert started.assistant_turn.degraded is True
    assert gateway.requests == []


async def test_a_greeting_of_a_model_is_paid_for(learner, words, gateway, settings):
    settings.LEARNER_DAILY_TOKENS = 100_000

    started = await start(learner, configured_tutor())

    budget = await Budget.objects.aget(learner=learner)
    assert started.assistant_turn.degraded is False
    assert (budget.reserved_tokens, budget.spent_tokens > 0) == (0, True)
