"""Everything that goes wrong with a provider, through the real SDKs and a real local server."""

import asyncio
from contextlib import aclosing

import pytest

from tests.rig.scripted import PlainWords, ScriptedProvider
from tutoring.brief import Brief, ModelCorrections
from tutoring.prompts import corrections_prompt
from tutoring.providers.base import ProviderFailed, Spoken
from tutoring.providers.guarded import Limits
from tutoring.tutor import Tutor

BRIEF = Brief(language="fr", level="A2", learner_text="Je suis allé à la marché.", turn_number=1)
PATIENT = Limits(total_seconds=10, attempts=1)
IMPATIENT = Limits(first_delta_seconds=0.2, stall_seconds=0.2, correction_seconds=0.2, attempts=1)
SILENT = {"slow-headers", "stall-0", "stall-2"}

# What a call meets, the failure of a streamed reply, and the failure of a correction.
MATRIX = [
    ("fail-400", "bad_request", "bad_request"),
    ("fail-401", "not_allowed", "not_allowed"),
    ("fail-403", "not_allowed", "not_allowed"),
    ("fail-404", "model_not_found", "model_not_found"),
    ("fail-413", "bad_request", "bad_request"),
    ("fail-429", "rate_limited", "rate_limited"),
    ("fail-429-after-55", "rate_limited", "rate_limited"),
    ("fail-500", "server_fault", "server_fault"),
    ("fail-503", "overloaded", "overloaded"),
    ("fail-529", "overloaded", "overloaded"),
    ("slow-headers", "timed_out", "timed_out"),
    ("drop-headers", "unreachable", "unreachable"),
    ("html", "cut_short", "malformed"),
    ("broken-json", "malformed", "malformed"),
    ("invalid-utf8", "malformed", "malformed"),
    ("bad-answer", "", "malformed"),
    ("wrong-shape", "", "malformed"),
    ("no-answer", "empty", "malformed"),
    ("cut-0", "unreachable", "unreachable"),
    ("cut-2", "unreachable", "unreachable"),
    ("end-0", "cut_short", "unreachable"),
    ("end-2", "cut_short", "unreachable"),
    ("error-0", "server_fault", "server_fault"),
    ("error-2", "server_fault", "server_fault"),
    ("stall-0", "timed_out", "timed_out"),
    ("stall-2", "timed_out", "timed_out"),
    ("refuse", "refused", "refused"),
    ("length", "too_long", "too_long"),
    ("huge", "too_long", ""),
]


def tutor_of(provider, mode=""):
    offline = ScriptedProvider(["Hors ligne."], name="offline", model="")
    limits = IMPATIENT if mode in SILENT else PATIENT
    return Tutor([provider], offline, lambda code: PlainWords(), limits=limits)


@pytest.mark.parametrize(("mode", "expected"), [(mode, code) for mode, code, _ in MATRIX])
async def test_reply_ends_whole_or_in_the_offline_tutor(gateway, make_provider, mode, expected):
    provider = make_provider(gateway)
    gateway.script(mode)
    if mode.startswith("error") and provider.name == "anthropic":
        expected = "overloaded"  # the error that Anthropic sends inside a stream

    events = [event async for event in tutor_of(provider, mode).reply(BRIEF)]

    finished = events[-1]
    assert (finished.failure, finished.degraded) == (expected, bool(expected))
    assert finished.text == ("Hors ligne." if expected else gateway.models.reply)


@pytest.mark.parametrize(("mode", "expected"), [(mode, code) for mode, _, code in MATRIX])
async def test_corrections_are_whole_or_empty(gateway, make_provider, mode, expected):
    gateway.script(mode)

    corrections = await tutor_of(make_provider(gateway), mode).correct(BRIEF)

    assert (corrections.findings, corrections.failure) == ((), expected)


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("fail-503", "overloaded"),
        ("slow-headers", "timed_out"),
        ("html", "malformed"),
        ("broken-json", "malformed"),
        ("refuse", "refused"),
        ("length", "too_long"),
        ("ok", ""),
    ],
)
async def test_help_is_whole_or_empty(gateway, make_provider, mode, expected):
    gateway.script(mode)

    written = await tutor_of(make_provider(gateway), mode).write(corrections_prompt(BRIEF))

    assert (written.failure, written.text) == (expected, "" if expected else gateway.models.reply)


async def test_help_is_asked_for_as_plain_text(gateway, make_provider):
    written = await make_provider(gateway).write(corrections_prompt(BRIEF))

    assert written.text == gateway.models.reply
    assert written.usage.output_tokens == len(gateway.models.reply) // 4
    body = gateway.requests[0].body
    assert body.get("stream", False) is False
    assert body.keys() & {"text", "response_format", "output_config"} == set()


async def test_retry_after_is_told(gateway, make_provider):
    gateway.script("fail-429-after-30")

    with pytest.raises(ProviderFailed) as caught:
        [piece async for piece in make_provider(gateway).reply(BRIEF)]

    assert (caught.value.code, caught.value.retry_after) == ("rate_limited", 30.0)


async def test_unreachable_server_is_a_failure_like_any_other(gateway, make_provider):
    provider = make_provider(gateway)
    await gateway.__aexit__()

    events = [event async for event in tutor_of(provider).reply(BRIEF)]

    assert (events[-1].text, events[-1].failure) == ("Hors ligne.", "unreachable")


@pytest.mark.parametrize("mode", ["slow-headers", "stall-2"])
async def test_cancelled_reply_hangs_up(gateway, make_provider, mode):
    gateway.script(mode)
    pieces = make_provider(gateway).reply(BRIEF)

    async def listen():
        return [piece async for piece in pieces]

    task = asyncio.create_task(listen())
    while not gateway.running:
        await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait({task})
    async with asyncio.timeout(2):
        while gateway.running:
            await asyncio.sleep(0.01)

    assert task.cancelled()


@pytest.mark.parametrize(
    ("mode", "booked"),
    [
        ("slow-headers", True),  # sent, and never answered
        ("stall-0", True),
        ("cut-0", True),
        ("cut-2", True),
        ("refuse", True),
        ("drop-headers", False),
        ("fail-503", False),
        ("fail-401", False),
    ],
)
async def test_call_that_a_model_worked_on_is_accounted_for(gateway, make_provider, mode, booked):
    gateway.script(mode)

    *_, finished = [event async for event in tutor_of(make_provider(gateway), mode).reply(BRIEF)]

    assert len(finished.failed_calls) == booked
    assert all(call.usage.input_tokens > 300 for call in finished.failed_calls)


async def test_cancelled_reply_is_accounted_for(gateway, make_provider):
    gateway.script("stall-2")
    provider, left = make_provider(gateway), []

    async with aclosing(tutor_of(provider).reply(BRIEF, left=left)) as events:
        shown = (await anext(events)).text + (await anext(events)).text

    (call,) = left
    (request,) = gateway.requests
    read = gateway.models.answer(request.body, "ok").input_tokens
    assert (call.provider, call.model) == (provider.name, provider.model)
    assert call.usage.output_tokens == -(-len(shown) // 3)
    if provider.name == "anthropic":  # says at once how much it has read
        assert call.usage.input_tokens == read
    else:
        assert read < call.usage.input_tokens < 1.5 * read


async def test_whole_reply_comes_in_pieces_with_its_usage_and_cost(gateway, make_provider):
    provider = make_provider(gateway, prices='{"": [1000000, 1000000]}')

    *begun, spoken = [piece async for piece in provider.reply(BRIEF)]

    pieces = [piece for piece in begun if isinstance(piece, str)]
    assert "".join(pieces) == gateway.models.reply
    assert len(pieces) == 6
    assert isinstance(spoken, Spoken)
    assert spoken.usage.output_tokens == len(gateway.models.reply) // 4
    assert spoken.usage.input_tokens > 300
    assert spoken.usage.cost_usd == spoken.usage.input_tokens + spoken.usage.output_tokens


async def test_corrections_come_with_offsets_and_usage(gateway, make_provider):
    gateway.models.corrections = [
        {
            "quote": "la marché",
            "replacement": "le marché",
            "category": "grammar",
            "severity": "medium",
            "confidence": 0.97,
            "level": "A1",
            "message": "Marché is masculine.",
        }
    ]

    corrections = await make_provider(gateway).correct(BRIEF)

    (finding,) = corrections.findings
    assert (finding.start, finding.end, finding.span, finding.suggestion) == (
        15, 24, "la marché", "le marché",
    )  # fmt: skip
    assert (finding.code, finding.source, finding.level) == ("model.grammar", "model", "A1")
    assert corrections.usage.output_tokens > 0
    assert isinstance(corrections, ModelCorrections)


async def test_key_stays_out_of_the_body_and_content_is_not_stored(gateway, make_provider):
    [piece async for piece in make_provider(gateway).reply(BRIEF)]

    (request,) = gateway.requests
    assert "sk-" not in str(request.body)
    assert request.body.get("store", False) is False
    assert "temperature" not in request.body
    assert request.body["stream"] is True


async def test_listener_that_leaves_hangs_up(gateway, make_provider):
    gateway.script("stall-2")

    async with aclosing(tutor_of(make_provider(gateway)).reply(BRIEF)) as events:
        await anext(events)
        running_meanwhile = gateway.running
    async with asyncio.timeout(2):
        while gateway.running:
            await asyncio.sleep(0.01)

    assert running_meanwhile == 1


async def test_failed_correction_does_not_cost_the_reply(gateway, make_provider):
    gateway.script("ok", "broken-json")
    tutor = tutor_of(make_provider(gateway))

    async def events():
        return [event async for event in tutor.reply(BRIEF)]

    replying = asyncio.create_task(events())
    while not gateway.requests:
        await asyncio.sleep(0.001)
    corrections = await tutor.correct(BRIEF)
    finished = (await replying)[-1]

    assert (finished.text, finished.failure) == (gateway.models.reply, "")
    assert (corrections.findings, corrections.failure) == ((), "malformed")
