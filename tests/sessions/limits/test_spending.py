"""A day's tokens are held back before a model is asked, so parallel turns cannot overspend."""

import asyncio

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from learners.models import Budget, ModelUse
from progress.models import Card
from sessions.models import Message, Turn
from sessions.turn.cancelling import cancel
from sessions.turn.opening import Said, accept
from sessions.turn.preparing import prepare
from sessions.turn.running import turns_here
from sessions.turn.taking import submit, take_turn
from tests.conftest import api_of
from tests.sessions.conftest import make_session
from tutoring.prompts import estimated_turn_tokens

TEXT = "Bonjour, ça va ?"


@pytest.fixture
def cost(learner, words):
    """Tokens that one turn in a fresh session reserves."""
    session = make_session(learner)
    accepted = accept(
        session_id=session.pk, learner_id=learner.pk, said=Said(TEXT), now=timezone.now()
    )
    brief = prepare(accepted.lease, now=timezone.now()).brief
    session.delete()
    return estimated_turn_tokens(brief)


def take(session, learner):
    return take_turn(session_id=session.pk, learner_id=learner.pk, said=Said(TEXT))


async def test_of_fifty_turns_at_once_as_many_reach_a_model_as_the_budget_allows(
    learner, cost, gateway, settings
):
    settings.LEARNER_DAILY_TOKENS = 10 * cost
    gateway.latency = 8.0  # all have asked before the first gives back what it did not use
    sessions = [await sync_to_async(make_session)(learner) for _ in range(50)]

    results = await asyncio.gather(*(take(session, learner) for session in sessions))

    degraded = [result.assistant_turn.degraded for result in results]
    failures = [turn.failure async for turn in Turn.objects.filter(status="degraded")]
    replies = [r for r in gateway.requests if r.body.get("stream")]
    assert (degraded.count(False), degraded.count(True)) == (10, 40)
    assert failures == ["budget_exhausted"] * 40
    assert len(replies) == 10


async def test_what_was_not_used_is_given_back_and_the_rest_is_booked(
    learner, cost, gateway, settings
):
    settings.LEARNER_DAILY_TOKENS = 10 * cost
    session = await sync_to_async(make_session)(learner)

    await take(session, learner)

    turn = await Turn.objects.aget()
    budget = await Budget.objects.aget(learner=learner)
    use = await ModelUse.objects.aget(learner=learner)
    assert turn.reserved_tokens == budget.reserved_tokens == 0
    assert budget.spent_tokens == turn.input_tokens + turn.output_tokens > 0
    assert (use.provider, use.calls) == ("openai", 2)


async def test_without_a_cap_nothing_is_refused_and_all_is_booked(learner, words, gateway):
    session = await sync_to_async(make_session)(learner)

    result = await take(session, learner)

    assert result.assistant_turn.degraded is False
    assert (await ModelUse.objects.aget(learner=learner)).calls == 2


def usage_report(learner):
    return api_of(learner).get("/api/v1/users/me/usage").json()


async def cancelled_turn(session, learner, gateway, *, after_words):
    """Say something and cancel: once the tutor has begun to speak, or before its first word."""
    gateway.script(*["stall-2" if after_words else "slow-headers"] * 2)
    accepted = await submit(session_id=session.pk, learner_id=learner.pk, said=Said(TEXT))
    turn = turns_here().get(accepted.turn_id)
    async with asyncio.timeout(20):
        while len(gateway.requests) < 2 or (after_words and not turn.text):
            await asyncio.sleep(0.01)
    await cancel(session_id=session.pk)
    await asyncio.wait([turn.task])


@pytest.mark.parametrize("after_words", [True, False])
@pytest.mark.parametrize("gateway", ["openai", "anthropic"], indirect=True)
async def test_cancelled_turn_pays_for_what_its_models_did(
    learner, session, gateway, after_words, settings
):
    settings.LEARNER_DAILY_TOKENS = 100_000

    await cancelled_turn(session, learner, gateway, after_words=after_words)

    turn = await Turn.objects.aget()
    use = await ModelUse.objects.aget(learner=learner)
    budget = await Budget.objects.aget(learner=learner)
    report = await sync_to_async(usage_report)(learner)
    assert (turn.status, turn.reserved_tokens, budget.reserved_tokens) == ("cancelled", 0, 0)
    assert use.calls == 2  # the reply and the corrections
    assert use.input_tokens > 1000
    assert (use.output_tokens > 0) is after_words
    assert use.input_tokens + use.output_tokens == budget.spent_tokens
    assert report["total_tokens"] == budget.spent_tokens
    assert (turn.input_tokens, turn.output_tokens) == (use.input_tokens, use.output_tokens)


async def test_word_that_a_cancelled_reply_did_not_come_to_stays_new(learner, session, gateway):
    gateway.models.deltas = 60  # the reply begins with the new word, but a few letters at a time

    await cancelled_turn(session, learner, gateway, after_words=True)

    reply = await Message.objects.aget(sender="assistant")
    (new,) = [target async for target in reply.targets.filter(mode="introduce")]
    assert (reply.content, new.missed_plan) == ("Voici", True)
    assert not await Card.objects.filter(learner=learner, word=new.word_id).aexists()


async def test_turn_that_broke_off_pays_for_both_models(learner, session, gateway, settings):
    gateway.script("cut-2", "cut-2")

    result = await take(session, learner)

    use = await ModelUse.objects.aget(learner=learner)
    assert result.assistant_turn.degraded is True
    assert (use.provider, use.input_tokens > 500, use.output_tokens > 0) == ("openai", True, True)


async def test_learner_whose_tokens_are_spent_keeps_practising(learner, session, gateway, settings):
    settings.LEARNER_DAILY_TOKENS = 1

    result = await take(session, learner)

    reply = result.assistant_turn
    (new,) = [target for target in reply.targets if target.mode == "introduce"]
    assert (gateway.requests, reply.degraded) == ([], True)
    assert f"({new.translation})" in reply.message.content
    assert reply.message.content.endswith("?")
