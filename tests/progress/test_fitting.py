import random

import pytest

from bench.memory.weights import life, scattered
from progress.fitting import (
    DEFAULT_WEIGHTS,
    LOWER_BOUNDS,
    UPPER_BOUNDS,
    Answer,
    compare,
    fit,
    losses,
    propose,
    shrink,
)
from progress.scheduler import Memory, Preset, Rating, retrievability, schedule


@pytest.fixture(scope="module")
def unlike():
    """Three thousand answers of a learner far from the defaults, and their weights."""
    rng = random.Random(7)
    truth = scattered(rng, 1.5)
    return life(rng, truth, reviews=3000), truth


@pytest.fixture(scope="module")
def average():
    return life(random.Random(3), DEFAULT_WEIGHTS, reviews=3000)


def test_losses_are_those_of_the_scheduler(average):
    answers = average[:400]
    preset = Preset().without_steps
    memories, expected = {}, []
    for answer in answers:
        memory, days = memories.get(answer.card_id, Memory()), answer.elapsed_days or 0
        if answer.is_scored:
            recall = retrievability(memory, elapsed_days=days, preset=preset)
            expected.append(recall if answer.rating else 1 - recall)
        memories[answer.card_id] = schedule(
            memory, Rating(answer.rating), elapsed_days=days, preset=preset
        )

    found = losses(answers, DEFAULT_WEIGHTS)

    assert [pytest.approx(recall, rel=1e-3) for recall in expected] == [
        2.718281828459045**-loss for loss in found
    ]


def test_an_answer_in_conversation_shapes_the_memory_but_is_not_scored():
    answers = [
        Answer(1, 2, None),
        Answer(1, 2, 3, is_explicit=False),
        Answer(1, 2, 9),
        Answer(1, 2, 0),
    ]

    assert [answer.is_scored for answer in answers] == [False, False, True, False]
    assert len(losses(answers, DEFAULT_WEIGHTS)) == 1


@pytest.mark.parametrize(("reviews", "trust"), [(0, 0.0), (1000, 0.5), (3000, 0.75)])
def test_the_more_reviews_the_nearer_to_the_fit(reviews, trust):
    fitted = list(DEFAULT_WEIGHTS)
    fitted[2], fitted[8] = DEFAULT_WEIGHTS[2] * 4, DEFAULT_WEIGHTS[8] + 1

    weights = shrink(fitted, reviews=reviews)

    assert weights[2] == pytest.approx(DEFAULT_WEIGHTS[2] * 4**trust)
    assert weights[8] == pytest.approx(DEFAULT_WEIGHTS[8] + trust)


def test_a_fit_is_deterministic_and_in_bounds(average):
    first, second = fit(average[:1500]), fit(average[:1500])

    assert first == second
    assert all(
        low <= weight <= high
        for low, weight, high in zip(LOWER_BOUNDS, first, UPPER_BOUNDS, strict=True)
    )


def test_nothing_is_proposed_below_four_hundred_scored_reviews(unlike):
    answers, _ = unlike
    scored = [place for place, answer in enumerate(answers) if answer.is_scored]

    assert propose(answers[: scored[398] + 1], in_use=DEFAULT_WEIGHTS) is None
    assert propose(answers[: scored[399] + 1], in_use=DEFAULT_WEIGHTS) is not None


def test_a_learner_unlike_the_defaults_gets_better_predictions(unlike):
    answers, truth = unlike

    proposal = propose(answers[:2000], in_use=DEFAULT_WEIGHTS)

    later = compare(answers, proposal.weights, DEFAULT_WEIGHTS, since=2000)
    possible = compare(answers, truth, DEFAULT_WEIGHTS, since=2000)
    assert proposal.adopt is True
    assert later.gain > 0.4 * possible.gain > 0


def test_weights_that_predict_worse_are_not_adopted(unlike):
    answers, truth = unlike

    proposal = propose(answers[:1200], in_use=truth)

    assert proposal.adopt is False


def test_a_gain_within_the_noise_is_no_gain(average):
    nearly = tuple(weight * 1.0001 for weight in DEFAULT_WEIGHTS[:4]) + DEFAULT_WEIGHTS[4:]

    comparison = compare(average, nearly, DEFAULT_WEIGHTS, since=0)

    assert abs(comparison.gain) < 1e-4
    assert compare(average, DEFAULT_WEIGHTS, DEFAULT_WEIGHTS, since=0).is_better is False
