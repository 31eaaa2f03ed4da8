import random
from collections import Counter

import pytest

from tutoring.brief import Mode
from tutoring.plan import (
    Capacity,
    PlannedTarget,
    capacity,
    may_introduce,
    new_word_budget,
    plan_turn,
    review_performance,
    review_share,
)

INTRODUCE, ELICIT, LISTEN = Mode.INTRODUCE, Mode.ELICIT, Mode.LISTEN
DUE = [1, 2, 3, 4, 5, 6, 7, 8]
NEW = [101, 102, 103, 104, 105, 106, 107, 108]


def plan(**changes):
    options = {
        "due": DUE, "new": NEW, "returning": [], "pool_size": 8, "share": 0.75,
        "may_introduce": True, "previous": {},
    }  # fmt: skip
    return plan_turn(**options | changes)


def modes(targets):
    return {target.word_id: target.mode for target in targets}


@pytest.mark.parametrize(
    ("minutes", "turns", "words", "total"),
    [
        (5, 1, 4, 4),
        (10, 3, 4, 12),
        (15, 5, 6, 30),
        (20, 6, 6, 36),
        (21, 7, 8, 56),
        (60, 20, 8, 160),
    ],
)
def test_a_longer_session_has_room_for_more_turns_and_words(minutes, turns, words, total):
    room = capacity(minutes)

    assert (room, room.total) == (Capacity(turns, words), total)


def test_capacity_follows_the_settings():
    assert capacity(15, minutes_per_turn=20, min_words=2, max_words=4) == Capacity(1, 3)


@pytest.mark.parametrize(
    ("ratings", "performance"),
    [([], 0.5), ([3], 1.0), ([2, 2], 0.85), ([1], 0.4), ([0, 0], 0.0), ([3, 0], 0.5)],
)
def test_performance_is_the_mean_worth_of_the_ratings(ratings, performance):
    assert review_performance(Counter(ratings)) == pytest.approx(performance)


@pytest.mark.parametrize(
    ("performance", "share"), [(0.49, 0.75), (0.5, 0.60), (0.69, 0.60), (0.7, 0.45)]
)
def test_whoever_forgets_gets_more_reviews(performance, share):
    assert review_share(performance) == share


@pytest.mark.parametrize(
    ("due", "left", "budget"), [(0, 10, 10), (0, 50, 15), (20, 50, 10), (40, 50, 0), (0, 0, 0)]
)
def test_the_budget_is_the_least_of_room_share_and_allowance(due, left, budget):
    assert new_word_budget(total=30, due=due, percentage=0.5, left_today=left) == budget


@pytest.mark.parametrize(("budget", "turns"), [(0, 5), (1, 5), (3, 5), (5, 5), (2, 20), (15, 5)])
def test_the_budget_is_spent_over_the_session_one_word_a_reply(budget, turns):
    introduced, spent_at = 0, []
    for turn in range(turns):
        if may_introduce(budget=budget, introduced=introduced, turn_number=turn, turns=turns):
            introduced += 1
            spent_at.append(turn)

    gaps = {later - earlier for earlier, later in zip(spent_at, spent_at[1:], strict=False)}
    assert introduced == min(budget, turns)
    assert max(gaps, default=1) - min(gaps, default=1) <= 1


def test_a_reply_introduces_one_and_elicits_two_and_listens_for_the_rest():
    assert plan() == (
        PlannedTarget(101, INTRODUCE, True),
        PlannedTarget(1, ELICIT, False),
        PlannedTarget(2, ELICIT, False),
        *(PlannedTarget(word, LISTEN, False) for word in (3, 4, 5, 6)),
        PlannedTarget(102, LISTEN, True),
    )


@pytest.mark.parametrize(("share", "reviews"), [(0.75, 6), (0.60, 5), (0.45, 4)])
def test_the_share_shapes_the_pool(share, reviews):
    assert sum(not target.is_new for target in plan(share=share)) == reviews


@pytest.mark.parametrize(
    ("due", "new", "sizes"), [([], NEW, (0, 8)), (DUE, [], (8, 0)), ([1], [101], (1, 1))]
)
def test_free_places_are_filled_from_the_other_side(due, new, sizes):
    counted = Counter(target.is_new for target in plan(due=due, new=new))

    assert (counted[False], counted[True]) == sizes


def test_nothing_is_introduced_when_the_budget_is_spent():
    assert INTRODUCE not in modes(plan(may_introduce=False)).values()


def test_a_word_introduced_before_comes_back_first_and_needs_no_budget():
    assert modes(plan(returning=[77], may_introduce=False))[77] is INTRODUCE


def test_a_word_just_used_rests_for_a_turn():
    planned = plan(previous={1: True, 101: True})

    assert not {1, 101} & set(modes(planned))


def test_a_missed_word_may_be_asked_for_again():
    assert modes(plan(due=[1], previous={1: False}, attempts={1: 1}))[1] is ELICIT


def test_a_missed_word_does_not_block_the_ones_not_yet_asked_for():
    asked = modes(plan(previous={1: False, 2: False}, attempts={1: 1, 2: 1}))

    assert [word for word, mode in asked.items() if mode is ELICIT] == [3, 4]


def test_a_word_missed_twice_is_only_listened_for():
    assert modes(plan(due=[1], new=[], attempts={1: 2})) == {1: LISTEN}


def test_a_word_on_both_sides_is_planned_once():
    planned = plan(due=[1, 2], new=[], returning=[2])

    assert modes(planned) == {2: INTRODUCE, 1: ELICIT}


def simulate(recall, *, sessions=12, turns=10, seed=1):
    """A learner who remembers with a probability; returns the share of reviews per session.

    Every session has due and new words enough, so that the plan alone decides the mix.
    """
    rng = random.Random(seed)
    ratings, shares = [], []
    for session in range(sessions):
        probability = recall(session)
        previous, attempts, introduced = {}, Counter(), 0
        reviews = places = 0
        share = review_share(review_performance(Counter(ratings[-60:])))
        for turn in range(turns):
            targets = plan_turn(
                due=range(1, 200), new=range(1000, 1100), returning=[], pool_size=8, share=share,
                may_introduce=may_introduce(
                    budget=5, introduced=introduced, turn_number=turn, turns=turns
                ),
                previous=previous, attempts=attempts,
            )  # fmt: skip
            asked = [target for target in targets if target.mode is not LISTEN]
            consecutive = {word for word, used in previous.items() if used}
            assert not consecutive & {target.word_id for target in asked}
            introduced += sum(target.mode is INTRODUCE for target in asked)
            attempts.update(target.word_id for target in asked)
            previous = {target.word_id: rng.random() < probability for target in targets}
            ratings += [2 if previous[target.word_id] else 0 for target in asked]
            reviews += sum(not target.is_new for target in targets)
            places += len(targets)
        assert introduced == 5
        shares.append(reviews / places)
    return shares


def test_the_mix_follows_a_learner_who_forgets_and_recovers():
    shares = simulate(lambda session: 0.95 if session < 4 or session >= 8 else 0.3)

    assert [round(8 * share) for share in (shares[3], shares[7], shares[11])] == [4, 6, 4]


def test_the_mix_of_a_beginner_is_between():
    assert simulate(lambda session: 0.9)[0] == pytest.approx(5 / 8)
