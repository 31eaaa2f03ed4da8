import asyncio
from contextlib import aclosing
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.rig.scripted import STALL, TAKEN, UNFINISHED, PlainWords, ScriptedProvider, failed
from tutoring.brief import (
    Brief,
    Finding,
    Mode,
    ModelCorrections,
    ReplyFinished,
    ReplyReset,
    TargetWord,
    TextDelta,
    Usage,
    Written,
)
from tutoring.prompts import reply_prompt, translation_prompt
from tutoring.providers.guarded import Limits
from tutoring.tutor import Tutor

BRIEF = Brief(language="fr", level="A2", learner_text="Je vais au marché.")
MARKET = TargetWord(7, "marché", "market", "noun", "masculine", is_new=True, mode=Mode.INTRODUCE)
BREAD = TargetWord(8, "pain", "bread", "noun", "masculine", mode=Mode.ELICIT)
READ = reply_prompt(BRIEF).input_tokens
QUICK = Limits(
    total_seconds=0.4,
    first_delta_seconds=0.05,
    stall_seconds=0.05,
    correction_seconds=0.05,
    queue_seconds=0.02,
)


def levels_in(text):
    return [(word, level) for word, level in (("ça", "A1"), ("quai", "C1")) if word in text]


def tutor_of(*models, offline=None, limits=QUICK):
    offline = offline or ScriptedProvider(["Hors ligne."], name="offline", model="")
    return Tutor(
        models, offline, lambda code: PlainWords(), levels_of=lambda code: levels_in, limits=limits
    )


async def events_of(tutor, brief=BRIEF, **options):
    return [event async for event in tutor.reply(brief, **options)]


def texts(events):
    return [event.text for event in events if isinstance(event, TextDelta)]


async def test_first_model_gives_the_reply():
    primary = ScriptedProvider(["Bonjour ! ", "Ça va ?"])

    events = await events_of(tutor_of(primary))

    assert events == [
        TextDelta("Bonjour !"),
        TextDelta(" Ça va ?"),
        ReplyFinished(
            "Bonjour ! Ça va ?",
            "scripted",
            "script-1",
            Usage(120, 30, 0.001),
            "script",
            beyond_level_share=0.0,
            in_language=True,
        ),
    ]


async def test_without_a_model_the_offline_tutor_is_not_a_stand_in():
    offline = ScriptedProvider(["Bonjour !"], name="offline", model="")

    tutor = tutor_of(offline=offline)
    events = await events_of(tutor)

    assert tutor.has_model is False
    assert offline.briefs == [BRIEF]
    assert (events[-1].text, events[-1].degraded, events[-1].failure) == ("Bonjour !", False, "")


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ([failed("overloaded")], "overloaded"),
        ([failed("rate_limited", retry_after=30)], "rate_limited"),
        ([STALL], "timed_out"),
        ([UNFINISHED], "cut_short"),
        ([], "empty"),
        (["   "], "empty"),
        ([RuntimeError("a fault in an SDK")], "internal"),
    ],
)
async def test_model_that_shows_nothing_hands_over_to_the_next(script, code):
    events = await events_of(
        tutor_of(ScriptedProvider(script), ScriptedProvider(["Salut !"], name="second"))
    )

    assert texts(events) == ["Salut !"]
    assert (events[-1].provider, events[-1].degraded, events[-1].failure) == ("second", False, code)


@pytest.mark.parametrize(
    ("script", "code"),
    [
        (["Bon", failed("unreachable")], "unreachable"),
        (["Bon", UNFINISHED], "cut_short"),
        (["Bon", STALL], "timed_out"),
        (["Bon", "x" * 5000], "too_long"),
    ],
)
async def test_stream_that_breaks_half_way_is_taken_back(script, code):
    events = await events_of(
        tutor_of(ScriptedProvider(script), ScriptedProvider(["Salut !"], name="second"))
    )

    reset = events.index(ReplyReset())
    assert texts(events[:reset])[0] == "Bon"
    assert len(events[-1].failed_calls) == 1
    assert [*events[reset + 1 : -1], replace(events[-1], failed_calls=())] == [
        TextDelta("Salut !"),
        ReplyFinished(
            "Salut !",
            "second",
            "script-1",
            Usage(120, 30, 0.001),
            "script",
            failure=code,
            beyond_level_share=0.0,
            in_language=True,
        ),
    ]


async def test_offline_tutor_stands_in_when_every_model_failed():
    offline = ScriptedProvider(["Hors ligne."], name="offline", model="")
    tutor = tutor_of(
        ScriptedProvider([failed("not_allowed")]),
        ScriptedProvider(["Bon", failed("server_fault")]),
        offline=offline,
    )

    events = await events_of(tutor)

    assert offline.briefs == [BRIEF]  # the whole offline tutor, as if no model had been asked
    assert texts(events) == ["Bon", "Hors ligne."]
    assert (events[-1].provider, events[-1].degraded, events[-1].failure) == (
        "offline", True, "server_fault",
    )  # fmt: skip


async def test_same_model_is_asked_again_when_it_says_soon():
    primary = ScriptedProvider([failed("rate_limited", retry_after=0.01)], ["Bonjour !"])
    second = ScriptedProvider(name="second")

    events = await events_of(tutor_of(primary, second))

    assert (len(primary.briefs), len(second.briefs)) == (2, 0)
    assert (events[-1].provider, events[-1].failure) == ("scripted", "rate_limited")


async def test_attempts_are_shared_so_that_the_second_model_keeps_one():
    primary = ScriptedProvider([failed("rate_limited", retry_after=0.001)])
    second = ScriptedProvider([failed("rate_limited", retry_after=0.001)], name="second")

    await events_of(tutor_of(primary, second))

    assert (len(primary.briefs), len(second.briefs)) == (2, 1)


async def test_slow_stream_ends_at_the_deadline_of_the_whole_reply():
    primary = ScriptedProvider(["Bon", 0.02] * 500)
    second = ScriptedProvider(name="second")
    limits = Limits(total_seconds=0.2)

    events = await events_of(tutor_of(primary, second, limits=limits))

    assert second.briefs == []
    assert (events[-1].failure, events[-1].text) == ("timed_out", "Hors ligne.")


async def test_listener_that_leaves_ends_the_call_of_the_provider():
    primary = ScriptedProvider(["Bon", STALL])

    async with aclosing(tutor_of(primary).reply(BRIEF)) as events:
        first = await anext(events)
        running_meanwhile = primary.running

    assert (first, running_meanwhile, primary.running) == (TextDelta("Bon"), 1, 0)


async def test_cancelled_reply_ends_the_call_and_asks_nobody_else():
    primary = ScriptedProvider([STALL])
    second = ScriptedProvider(name="second")
    limits = Limits()

    task = asyncio.create_task(events_of(tutor_of(primary, second, limits=limits)))
    await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert (primary.running, second.briefs) == (0, [])


async def test_provider_is_never_asked_more_often_at_once_than_allowed():
    primary = ScriptedProvider([0.01, "Bonjour !"])
    limits = Limits(calls_at_once=3)
    tutor = tutor_of(primary, limits=limits)

    endings = await asyncio.gather(*(events_of(tutor) for _ in range(12)))

    assert {events[-1].text for events in endings} == {"Bonjour !"}
    assert primary.most_running == 3


async def test_call_that_waits_too_long_for_its_place_goes_elsewhere():
    primary = ScriptedProvider([0.04, "Bonjour !"])
    second = ScriptedProvider(["Salut !"], name="second")
    tutor = tutor_of(primary, second, limits=Limits(calls_at_once=1, queue_seconds=0.01))

    one, other = await asyncio.gather(events_of(tutor), events_of(tutor))

    assert (one[-1].text, other[-1].text, other[-1].failure) == ("Bonjour !", "Salut !", "busy")


async def test_model_that_keeps_failing_is_left_alone():
    primary = ScriptedProvider([failed("server_fault")])
    tutor = tutor_of(primary, ScriptedProvider(["Salut !"], name="second"))

    codes = [(await events_of(tutor))[-1].failure for _ in range(7)]

    assert codes == ["server_fault"] * 5 + ["circuit_open"] * 2
    assert len(primary.briefs) == 5


async def test_model_that_cannot_correct_goes_on_talking():
    primary = ScriptedProvider(["Bonjour !"], corrections=failed("malformed"))
    tutor = tutor_of(primary)

    replies, corrections = [], []
    for _ in range(12):
        replies.append((await events_of(tutor))[-1].failure)
        corrections.append((await tutor.correct(BRIEF)).failure)

    assert replies == [""] * 12
    assert corrections == ["malformed"] * 5 + ["circuit_open"] * 7


async def test_turns_that_meet_a_rate_limit_wait_for_its_end():
    limited = [[failed("rate_limited", retry_after=0.05)]] * 3
    primary = ScriptedProvider(*limited, ["Bonjour !"])
    tutor = tutor_of(primary, limits=Limits())

    endings = await asyncio.gather(*(events_of(tutor) for _ in range(3)))

    assert [events[-1].provider for events in endings] == ["scripted"] * 3


async def test_turn_that_finds_a_model_resting_waits_until_it_is_asked_again():
    primary = ScriptedProvider([failed("rate_limited", retry_after=0.1)], ["Bonjour !"])
    tutor = tutor_of(primary, limits=Limits())

    asking = asyncio.create_task(events_of(tutor))
    while not primary.briefs:
        await asyncio.sleep(0)
    await asyncio.sleep(0.01)
    late = await events_of(tutor)

    assert (late[-1].provider, late[-1].failure) == ("scripted", "circuit_open")
    assert ((await asking)[-1].provider, len(primary.briefs)) == ("scripted", 3)


async def test_wait_for_a_resting_model_ends_with_the_attempts():
    primary = ScriptedProvider([failed("rate_limited", retry_after=0.02)])
    tutor = tutor_of(primary, limits=Limits())

    endings = await asyncio.gather(*(events_of(tutor) for _ in range(8)))

    assert {events[-1].provider for events in endings} == {"offline"}
    assert len(primary.briefs) <= 8 * 3


@pytest.mark.parametrize(
    ("total", "first_delta", "correction"), [(25.0, 8.0, 6.0), (100.0, 32.0, 24.0), (5.0, 8.0, 6.0)]
)
def test_who_gives_a_turn_more_time_gives_its_parts_more(total, first_delta, correction):
    limits = Limits.of(total, attempts=3)

    assert (limits.total_seconds, limits.attempts) == (total, 3)
    assert (limits.first_delta_seconds, limits.correction_seconds) == (first_delta, correction)


def test_model_is_asked_once_when_nothing_is_to_be_tried_again():
    assert Limits.of(25.0, attempts=0).attempts == 1


async def test_word_that_a_model_forgot_to_introduce_is_appended():
    brief = Brief(language="fr", level="A2", targets=(MARKET,))

    events = await events_of(tutor_of(ScriptedProvider(["Où vas-tu ?"])), brief)

    assert texts(events) == ["Où vas-tu ?", " Un mot nouveau : le marché (market)."]
    assert events[-1].text == "Où vas-tu ? Un mot nouveau : le marché (market)."
    assert events[-1].missed == ()


async def test_word_to_elicit_that_was_said_is_reported():
    brief = Brief(language="fr", level="A2", targets=(BREAD,))

    events = await events_of(tutor_of(ScriptedProvider(["Tu veux du pain ?"])), brief)

    assert (texts(events), events[-1].missed) == (["Tu veux du pain ?"], (8,))


@pytest.mark.parametrize("provider", ["scripted", "offline"])
async def test_every_reply_is_measured_by_the_level_and_the_language(provider):
    speaker = ScriptedProvider(["Ah, ça ! What a quai is this?"], name=provider)
    models = [speaker] if provider == "scripted" else []

    events = await events_of(tutor_of(*models, offline=speaker))

    assert (events[-1].beyond_level_share, events[-1].in_language) == (0.5, False)


async def test_offline_reply_is_checked_but_not_mended():
    brief = Brief(language="fr", level="A2", targets=(MARKET,))
    offline = ScriptedProvider(["Où vas-tu ?"], name="offline", model="")

    events = await events_of(tutor_of(offline=offline), brief)

    assert (texts(events), events[-1].missed) == (["Où vas-tu ?"], (7,))


@pytest.mark.parametrize(
    ("script", "tokens_written"),
    [
        (["x" * 300, failed("unreachable")], 100),
        ([failed("refused")], 0),
        ([UNFINISHED], 0),
        ([failed("overloaded")], None),  # turned away: nothing was read
        ([failed("not_allowed")], None),
    ],
)
async def test_work_of_a_model_that_failed_is_accounted_for(script, tokens_written):
    events = await events_of(tutor_of(ScriptedProvider(script)))

    calls = events[-1].failed_calls
    assert [call.usage.output_tokens for call in calls] == (
        [] if tokens_written is None else [tokens_written]
    )
    assert all(500 < call.usage.input_tokens < 1500 for call in calls)
    assert all((call.provider, call.model) == ("scripted", "script-1") for call in calls)


async def test_what_a_model_said_of_its_use_goes_before_an_estimate():
    events = await events_of(tutor_of(ScriptedProvider([TAKEN, "x" * 300, UNFINISHED])))

    assert [call.usage for call in events[-1].failed_calls] == [Usage(120, 100, 0.00022)]


@pytest.mark.parametrize(
    ("scripts", "tokens"),
    [
        ([["Bon", STALL]], [(READ, 1)]),
        ([[STALL]], [(READ, 0)]),
        ([[TAKEN, "Bonjour !", STALL]], [(120, 3)]),
        ([[UNFINISHED], [TAKEN, STALL]], [(READ, 0), (120, 0)]),
    ],
)
async def test_reply_that_is_left_accounts_for_its_calls(scripts, tokens):
    models = [ScriptedProvider(*[script], name="scripted") for script in scripts]
    left = []

    task = asyncio.create_task(events_of(tutor_of(*models, limits=Limits()), left=left))
    while not models[-1].running:
        await asyncio.sleep(0)
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait({task})

    assert [(call.usage.input_tokens, call.usage.output_tokens) for call in left] == tokens


async def test_reply_that_was_heard_to_its_end_leaves_nothing():
    left = []

    async with aclosing(tutor_of(ScriptedProvider()).reply(BRIEF, left=left)) as events:
        async for event in events:
            if isinstance(event, ReplyFinished):
                break

    assert left == []


async def test_correction_that_is_cancelled_accounts_for_its_call():
    left = []
    model = ScriptedProvider(corrections=STALL)

    task = asyncio.create_task(tutor_of(model).correct(BRIEF, left=left))
    while not model.corrected:
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait({task})

    assert [(call.provider, call.usage.output_tokens) for call in left] == [("scripted", 0)]
    assert left[0].usage.input_tokens > 300


async def test_corrections_come_from_the_first_model_that_answers():
    finding = Finding(
        "model.grammar", 0, 2, "Je", "J'", "grammar", "low", 0.9, "Elide.", source="model"
    )
    second = ScriptedProvider(name="second", corrections=[finding])
    tutor = tutor_of(ScriptedProvider(corrections=failed("malformed")), second)

    corrections = await tutor.correct(BRIEF)

    assert replace(corrections, failed_calls=()) == ModelCorrections(
        (finding,), Usage(120, 30, 0.001), "second", "script-1"
    )
    assert [call.provider for call in corrections.failed_calls] == ["scripted"]


async def test_failed_corrections_are_empty_and_say_why():
    tutor = tutor_of(ScriptedProvider(corrections=failed("overloaded")))

    assert await tutor.correct(BRIEF) == ModelCorrections(failure="overloaded")


async def test_corrections_without_a_model_are_empty():
    assert await tutor_of().correct(BRIEF) == ModelCorrections()


ITEMS = st.one_of(
    st.sampled_from(["Bon", "jour ", "", "  ", "\n", "**gras**", "\u202e", "x" * 1500]),
    st.sampled_from(["cut_short", "rate_limited", "refused", "not_allowed", "internal"]).map(
        lambda code: failed(code, retry_after=0.001)
    ),
    st.sampled_from([UNFINISHED, STALL]),
)
SCRIPTS = st.lists(st.lists(ITEMS, max_size=4), min_size=1, max_size=3)


@given(first=SCRIPTS, second=SCRIPTS)
@hypothesis_settings(max_examples=60, deadline=None)
def test_whatever_the_models_do_the_events_make_one_whole_reply(first, second):
    limits = replace(QUICK, first_delta_seconds=0.01, stall_seconds=0.01)
    tutor = tutor_of(
        ScriptedProvider(*first), ScriptedProvider(*second, name="second"), limits=limits
    )

    *events, finished = asyncio.run(events_of(tutor))

    assert isinstance(finished, ReplyFinished)
    assert all(isinstance(event, (TextDelta, ReplyReset)) for event in events)
    attempts = [[]]
    for event in events:
        if isinstance(event, ReplyReset):
            assert attempts[-1], "nothing was shown that could be taken back"
            attempts.append([])
        else:
            attempts[-1].append(event.text)
    assert "".join(attempts[-1]) == finished.text != ""
    assert len(finished.text) <= 4000


PROMPT = translation_prompt("Ça va ?", language="fr", native_language="en")


async def test_first_model_that_can_writes():
    second = ScriptedProvider(writes="How are you?", name="second")
    tutor = tutor_of(ScriptedProvider(writes=failed("overloaded")), second)

    written = await tutor.write(PROMPT)

    assert written == Written("How are you?", Usage(120, 30, 0.001), "second", "script-1")
    assert second.prompts == [PROMPT]


async def test_writing_that_failed_is_empty_and_says_why():
    written = await tutor_of(ScriptedProvider(writes=failed("refused"))).write(PROMPT)

    assert (written.text, written.failure, len(written.failed_calls)) == ("", "refused", 1)


async def test_nothing_is_written_without_a_model():
    assert await tutor_of().write(PROMPT) == Written()
