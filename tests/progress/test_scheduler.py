import importlib.metadata
import json
from dataclasses import replace
from datetime import timedelta

import fsrs_rs_python as fsrs_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.scheduler import (
    DEFAULT_WEIGHTS,
    LOWER_BOUNDS,
    UPPER_BOUNDS,
    Memory,
    Preset,
    Rating,
    State,
    interval_on_time,
    preview,
    retrievability,
    schedule,
)
from tests.progress.fsrs_golden import GOLDEN

AGAIN, HARD, GOOD, EASY = Rating
NO_STEPS = Preset().without_steps
STATES = {"Learning": State.LEARNING, "Review": State.REVIEWING, "Relearning": State.RELEARNING}

golden = json.loads(GOLDEN.read_text())


def exactly(value):
    return pytest.approx(value, rel=1e-9, abs=0)


def preset_of(config):
    steps = {
        name: tuple(timedelta(seconds=seconds) for seconds in config[name])
        for name in ("learning_steps", "relearning_steps")
    }
    return Preset(
        weights=tuple(config.get("parameters", DEFAULT_WEIGHTS)),
        desired_retention=config.get("desired_retention", 0.9),
        maximum_interval=config.get("maximum_interval", 36_500),
        **steps,
    )


def study(*reviews, preset=NO_STEPS):
    """The memory after reviews given as (rating, elapsed days)."""
    memory = Memory()
    for rating, elapsed in reviews:
        memory = schedule(memory, rating, elapsed_days=elapsed, preset=preset)
    return memory


def on_time(*ratings, preset=NO_STEPS):
    """The memories of a card always reviewed on the day it is due."""
    memories = [Memory(interval=timedelta(0))]
    for rating in ratings:
        memories.append(
            schedule(memories[-1], rating, elapsed_days=memories[-1].interval.days, preset=preset)
        )
    return memories[1:]


@pytest.mark.parametrize("name", golden["configs"])
def test_every_golden_sequence_is_met_exactly(name):
    preset = preset_of(golden["configs"][name])

    for sequence in (s for s in golden["sequences"] if s["config"] == name):
        memory = Memory()
        for rating, elapsed, recall, state, step, stability, difficulty, seconds in sequence[
            "steps"
        ]:
            before = retrievability(memory, elapsed_days=elapsed, preset=preset)
            memory = schedule(memory, Rating(rating), elapsed_days=elapsed, preset=preset)
            assert before == exactly(recall)
            assert (memory.state, memory.step) == (STATES[state], step)
            assert memory.stability == exactly(stability)
            assert memory.difficulty == exactly(difficulty)
            assert memory.interval == timedelta(seconds=seconds)


def test_the_golden_file_is_of_the_installed_algorithm():
    installed = importlib.metadata.version("fsrs").split(".")[:2]

    assert golden["fsrs"].split(".")[:2] == installed


def test_intervals_of_the_reference_test_come_out():
    ratings = [GOOD] * 6 + [AGAIN] * 2 + [GOOD] * 5
    two_steps = Preset(
        learning_steps=(timedelta(minutes=1), timedelta(minutes=10)),
        relearning_steps=(timedelta(minutes=10),),
    )

    memories = on_time(*ratings, preset=two_steps)

    days = [memory.interval.days for memory in memories]
    assert days == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]


def test_memory_of_the_reference_test_comes_out():
    days = [0, 0, 1, 3, 8, 21]

    memory = study(*zip([AGAIN] + [GOOD] * 5, days, strict=True))

    assert memory.stability == pytest.approx(53.62691, abs=1e-4)
    assert memory.difficulty == pytest.approx(6.3574867, abs=1e-4)


def test_memory_without_the_short_term_comes_out():
    weights = (*DEFAULT_WEIGHTS[:17], 0.0, 0.0, 0.0, DEFAULT_WEIGHTS[20])
    days = [0, 0, 1, 3, 8, 21]

    memory = study(
        *zip([AGAIN] + [GOOD] * 5, days, strict=True), preset=replace(NO_STEPS, weights=weights)
    )

    assert memory.stability == pytest.approx(53.335106, rel=1e-5)
    assert memory.difficulty == pytest.approx(6.3574867, abs=1e-4)


def test_ten_easy_answers_at_once_reach_the_lowest_difficulty():
    assert study(*[(EASY, 0)] * 10).difficulty == 1.0


@pytest.mark.parametrize(
    ("rating", "stability", "difficulty"),
    [
        (AGAIN, 0.212, 6.4133),
        (HARD, 1.2931, 5.11217071),
        (GOOD, 2.3065, 2.11810397),
        (EASY, 8.2956, 1.0),
    ],
)
def test_first_review_sets_the_published_memory(rating, stability, difficulty):
    memory = study((rating, 0))

    assert memory.stability == exactly(stability)
    assert memory.difficulty == pytest.approx(difficulty, abs=1e-8)


@pytest.mark.parametrize(
    ("days", "stability", "recall"),
    [
        (0, 1, 1.0),
        (1, 2, 0.9403443),
        (2, 3, 0.9253786),
        (3, 4, 0.9185229),
        (4, 4, 0.9),
        (5, 2, 0.8261359),
    ],
)
def test_the_forgetting_curve_is_the_published_one(days, stability, recall):
    memory = Memory(State.REVIEWING, stability=float(stability), difficulty=5.0)

    assert retrievability(memory, elapsed_days=days, preset=Preset()) == pytest.approx(
        recall, abs=1e-6
    )


@pytest.mark.parametrize(
    ("rating", "state", "interval"),
    [
        (AGAIN, State.LEARNING, timedelta(minutes=10)),
        (HARD, State.LEARNING, timedelta(minutes=15)),
        (GOOD, State.REVIEWING, timedelta(days=2)),
        (EASY, State.REVIEWING, timedelta(days=8)),
    ],
)
def test_first_review_sets_state_and_interval(rating, state, interval):
    memory = study((rating, 0), preset=Preset())

    assert (memory.state, memory.interval) == (state, interval)


@pytest.mark.parametrize(("rating", "days"), [(AGAIN, 1), (HARD, 8), (GOOD, 11), (EASY, 19)])
def test_preview_gives_all_four_answers(rating, days):
    memory = study((GOOD, 0))

    outcomes = preview(memory, elapsed_days=2, preset=NO_STEPS)

    assert outcomes[rating].interval == timedelta(days=days)
    assert outcomes[rating] == schedule(memory, rating, elapsed_days=2, preset=NO_STEPS)


def test_a_review_before_the_last_one_is_refused():
    with pytest.raises(ValueError, match="elapsed_days is -1"):
        schedule(Memory(), GOOD, elapsed_days=-1, preset=Preset())


def test_weights_out_of_bounds_are_refused():
    with pytest.raises(ValueError, match="out of bounds"):
        schedule(Memory(), GOOD, elapsed_days=0, preset=Preset(weights=(0.0,) * 21))


ratings = st.sampled_from(list(Rating))
lives = st.lists(st.tuples(ratings, st.integers(0, 4000)), min_size=1, max_size=15)
retentions = st.floats(0.70, 0.97)
weights = st.tuples(
    *(st.floats(low, high) for low, high in zip(LOWER_BOUNDS, UPPER_BOUNDS, strict=True))
)


@given(lives, retentions, weights)
def test_memory_stays_in_range_whatever_happens(life, retention, weights):
    preset = Preset(weights=weights, desired_retention=retention)

    memory = study(*life, preset=preset)

    assert 1.0 <= memory.difficulty <= 10.0
    assert memory.stability >= 0.001
    assert timedelta(0) < memory.interval <= timedelta(days=36_500)


@given(lives, ratings, st.integers(0, 4000))
def test_stability_never_falls_on_a_pass(life, rating, elapsed):
    memory = study(*life)

    after = schedule(memory, rating, elapsed_days=elapsed, preset=NO_STEPS)

    if rating is not AGAIN:
        assert after.stability >= memory.stability


@given(lives, st.integers(0, 4000))
def test_a_better_answer_never_comes_back_sooner(life, elapsed):
    outcomes = preview(study(*life), elapsed_days=elapsed, preset=NO_STEPS)

    stabilities = [outcomes[rating].stability for rating in Rating]
    assert stabilities == sorted(stabilities)


@given(lives, retentions)
def test_the_interval_on_time_is_the_one_scheduled(life, retention):
    preset = replace(NO_STEPS, desired_retention=retention)

    memory = study(*life, preset=preset)

    assert interval_on_time(memory, preset=preset) == memory.interval.days


@given(st.lists(st.tuples(ratings, st.integers(1, 400)), min_size=2, max_size=10))
def test_an_independent_implementation_agrees(life):
    engine = fsrs_rs.FSRS(list(DEFAULT_WEIGHTS))
    theirs = None
    for rating, elapsed in life:
        states = engine.next_states(theirs, 0.9, elapsed if theirs else 0)
        theirs = getattr(states, rating.name.lower()).memory

    ours = study((life[0][0], 0), *life[1:])

    assert ours.stability == pytest.approx(theirs.stability, rel=1e-4) or ours.stability > 36_500
    assert ours.difficulty == pytest.approx(theirs.difficulty, rel=1e-4)
