import pytest
from asgiref.sync import sync_to_async

from sessions.desk.coverage import Coverage, plan_coverage
from sessions.models import Target, Turn
from sessions.turn.opening import Said
from sessions.turn.taking import take_turn
from tests.conftest import api_of


def talk(learner, *said):
    api = api_of(learner)
    started = api.post("/api/v1/sessions", {"topic": "nourriture"}).json()
    for content in said:
        api.post(f"/api/v1/sessions/{started['session']['id']}/messages", {"content": content})


@pytest.fixture
def talked(learner, words):
    talk(learner, "Bonjour !", "Ça va bien.")


def test_coverage_counts_what_was_asked_for_by_provider_and_prompts(talked):
    asked_for = Target.objects.exclude(mode="listen").filter(message__turn__isnull=False)
    asked_for.filter(pk=asked_for.first().pk).update(missed_plan=True)
    Turn.objects.update(
        provider="openai", model="m", prompt_version="reply.v1", beyond_level_share=0.125
    )
    Turn.objects.filter(pk=Turn.objects.first().pk).update(in_language=False)

    (coverage,) = plan_coverage()

    assert coverage == Coverage("openai", "m", "reply.v1", 2, 1, 0.125, 2, 1)
    assert (coverage.kept_percent, coverage.beyond_level_percent) == (50.0, 12.5)


def test_speaker_who_was_asked_for_no_word_has_no_share(talked):
    Target.objects.all().delete()
    Turn.objects.update(beyond_level_share=None)

    (coverage,) = plan_coverage()

    assert (coverage.replies, coverage.planned) == (2, 0)
    assert (coverage.kept_percent, coverage.beyond_level_percent) == (None, None)


async def test_every_reply_of_a_model_is_measured(learner, session, gateway):
    for reply in ("Quel épanouissement ! As-tu une pomme ?", "I think you should go there."):
        gateway.models.reply = reply
        await take_turn(session_id=session.pk, learner_id=learner.pk, said=Said("Bonjour !"))

    (coverage,) = await sync_to_async(plan_coverage)()

    assert (coverage.provider, coverage.replies, coverage.in_other_language) == ("openai", 2, 1)
    assert coverage.beyond_level_share > 0.1
