import asyncio

import pytest

from tests.rig.fake_models import REPLY
from tests.rig.gateway_process import running_gateway
from tests.tutoring.providers.conftest import chat_completions, responses
from tutoring.brief import Brief, Line, Speaker
from tutoring.prompts import corrections_prompt
from tutoring.providers.openai import ChatCompletions, least_efforts

BRIEF = Brief(
    language="fr",
    level="A2",
    topic="le marché",
    learner_text="Oui.",
    history=(Line(Speaker.TUTOR, "Tu aimes le pain ?"),),
    turn_number=1,
)

pytestmark = pytest.mark.usefixtures("loaded_sdks")


async def text_of(provider):
    pieces = [piece async for piece in provider.reply(BRIEF)]
    return "".join(piece for piece in pieces if isinstance(piece, str))


async def test_responses_are_asked_for_with_what_current_models_take(gateway):
    await text_of(responses(gateway, model="gpt-5.4-mini"))

    (request,) = gateway.requests
    body = dict(request.body)
    assert request.path == "/v1/responses"
    assert [m["role"] for m in body.pop("input")] == ["user", "assistant", "user"]
    assert body.pop("instructions").startswith("You talk with someone who is learning French.")
    assert body == {
        "model": "gpt-5.4-mini",
        "max_output_tokens": 600,
        "store": False,
        "stream": True,
        "reasoning": {"effort": "none"},
    }


async def test_older_model_is_not_told_how_to_reason(gateway):
    await text_of(responses(gateway, model="gpt-4o-mini"))

    assert "reasoning" not in gateway.requests[0].body


async def test_chat_completions_are_asked_for_with_what_compatible_servers_take(gateway):
    await text_of(chat_completions(gateway, model="llama3:8b"))

    (request,) = gateway.requests
    body = dict(request.body)
    assert request.path == "/v1/chat/completions"
    assert [m["role"] for m in body.pop("messages")] == ["system", "user", "assistant", "user"]
    assert body == {
        "model": "llama3:8b",
        "max_tokens": 2600,  # the name that Ollama knows, with room to think
        "reasoning_effort": "none",
        "store": False,
        "stream": True,
        "stream_options": {"include_usage": True},
    }


async def test_server_that_refuses_newer_parameters_is_asked_again_without_them(gateway):
    provider = chat_completions(gateway, model="local-old-7b")

    texts = [await text_of(provider), await text_of(provider)]

    assert texts == [gateway.models.reply] * 2
    # Three refusals, the first reply, and a second one that knows at once.
    assert len(gateway.requests) == 5
    last = gateway.requests[-1].body
    assert last["max_tokens"] == 2600
    assert last.keys() & {"reasoning_effort", "store", "stream_options"} == set()


@pytest.mark.parametrize(
    ("model", "refusals"),
    [
        ("gpt-4o-mini", 0),
        ("mistral-small", 2),  # 422, with a name in the text only
        ("local-terse", 1),  # with another word for the parameter
    ],
)
async def test_every_way_to_refuse_a_parameter_is_understood(gateway, model, refusals):
    text = await text_of(chat_completions(gateway, model=model))

    assert (text, len(gateway.requests)) == (gateway.models.reply, refusals + 1)


@pytest.mark.parametrize(
    "thought", ["<think>\nThe learner says <yes>.\n</think>\n\n", "\n<think></think>"]
)
async def test_what_a_model_thinks_aloud_is_not_said(gateway, thought):
    spoken = gateway.models.reply
    gateway.models.reply = thought + spoken
    provider = chat_completions(gateway, model="qwen3:4b")

    written = await provider.write(corrections_prompt(BRIEF))

    assert (await text_of(provider), written.text) == (spoken, spoken)


async def test_corrections_in_a_fence_are_found(gateway):
    gateway.models.wrap = "Here you are:\n```json\n{}\n```"
    gateway.models.corrections = [
        {
            "quote": "Oui", "replacement": "Oui !", "category": "style", "severity": "low",
            "confidence": 0.9, "level": "A1", "message": "Livelier.",
        }
    ]  # fmt: skip

    corrections = await chat_completions(gateway, model="llama3:8b").correct(BRIEF)

    assert [finding.span for finding in corrections.findings] == ["Oui"]


async def test_tokens_are_estimated_for_a_server_that_does_not_count_them(gateway):
    *_, spoken = [p async for p in chat_completions(gateway, model="local-old-7b").reply(BRIEF)]

    assert spoken.usage.output_tokens == -(-len(gateway.models.reply) // 3)
    assert 700 < spoken.usage.input_tokens < 1500


@pytest.mark.parametrize("count", [-5, -(10**22), 10**22, 1e300, 4_000_001])
async def test_a_count_that_no_call_can_have_is_not_believed(gateway, make_provider, count):
    gateway.models.count = count
    provider = make_provider(gateway)

    *_, spoken = [p async for p in provider.reply(BRIEF)]
    corrections = await provider.correct(BRIEF)

    for usage in (spoken.usage, corrections.usage):
        assert 0 <= usage.input_tokens < 1500
        assert 0 <= usage.output_tokens < 1500
        assert 0 <= usage.cost_usd < 1
    assert spoken.usage.input_tokens > 0


@pytest.mark.parametrize("make", [responses, chat_completions])
async def test_corrections_ask_for_json_by_a_strict_schema(gateway, make):
    await make(gateway, model="gpt-5.4-mini").correct(BRIEF)

    body = gateway.requests[0].body
    form = body["text"]["format"] if make is responses else body["response_format"]["json_schema"]
    assert (form["name"], form["strict"]) == ("answer", True)
    assert form["schema"]["additionalProperties"] is False
    assert form["schema"]["required"] == ["corrections"]


@pytest.mark.parametrize("suffix", ["", "/", "/v1", "/v1/"])
async def test_address_of_a_local_server_may_be_given_without_its_version(gateway, suffix):
    provider = ChatCompletions(model="m", api_key="none", base_url=gateway.origin + suffix)

    assert await text_of(provider) == gateway.models.reply


@pytest.mark.parametrize(
    ("model", "efforts"),
    [
        ("gpt-4o-mini", ()),
        ("gpt-4.1", ()),
        ("llama3:8b", ("none",)),
        ("gpt-oss:20b", ("none",)),
        ("gpt-5-mini", ("minimal", "low")),
        ("gpt-5.4-mini", ("none", "low")),
        ("openai/gpt-5.4-mini", ("none", "low")),
        ("gpt-6-luna", ("none", "low")),
        ("o3", ("low",)),
    ],
)
def test_least_efforts_of_a_model(model, efforts):
    assert least_efforts(model) == efforts


@pytest.mark.parametrize(
    ("model", "asked_with"),
    [
        ("gpt-4o-mini", [(None, 600)]),
        ("gpt-5-mini", [("minimal", 600)]),
        ("gpt-5.6-luna", [("none", 600)]),
        ("gpt-5.1-codex", [("none", 600), ("low", 2600)]),
        ("o3", [("low", 2600)]),
    ],
)
async def test_model_reasons_as_little_as_it_can(gateway, model, asked_with):
    provider = responses(gateway, model=model)

    texts = [await text_of(provider), await text_of(provider)]

    assert texts == [gateway.models.reply] * 2
    assert [
        (request.body.get("reasoning", {}).get("effort"), request.body["max_output_tokens"])
        for request in gateway.requests
    ] == [*asked_with, asked_with[-1]]  # the second reply knows at once


def test_one_provider_serves_several_loops_one_after_the_other():
    with running_gateway() as address:
        provider = ChatCompletions(model="m", api_key="k", base_url=address)

        # A connection left open by a loop that has ended would be reported as a warning.
        texts = [asyncio.run(text_of(provider)) for _ in range(3)]

    assert texts == [REPLY] * 3
