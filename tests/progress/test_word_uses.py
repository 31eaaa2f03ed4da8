from uuid import uuid4

import pytest

from progress.evidence import Evidence, Observation
from progress.introducing import introduce
from progress.models import Card, Review, WordUse
from progress.reviews import undo
from progress.scheduler import Rating, State
from progress.word_uses import RecordedUse, SeenWord, record_hint, record_uses
from tests.progress.words import DAY, NOON, make_word, make_words, review, reviewed_card, say


def test_elicited_use_of_a_due_word_is_a_good_review_of_the_conversation(learner, word):
    card = reviewed_card(learner, word)

    (use,) = say(learner, word, mode="elicit")

    logged = Review.objects.get(pk=use.review_id)
    card.refresh_from_db()
    assert use == RecordedUse(word.pk, Evidence.ELICITED_USE, Rating.GOOD, logged.pk)
    assert (logged.source, logged.rating, logged.evidence) == ("conversation", 2, "elicited_use")
    assert (card.state, card.repetitions, card.last_reviewed_at) == (State.REVIEWING, 2, NOON)


def test_a_word_without_a_card_gets_none_when_it_is_used(learner, word):
    (use,) = say(learner, word)

    assert (use.evidence, use.rating, Card.objects.count()) == (Evidence.SPONTANEOUS_USE, None, 0)
    assert WordUse.objects.get().word == word


def test_first_use_of_an_introduced_word_is_its_first_review_due_tomorrow(learner, word):
    introduce(learner=learner, word_ids=[word.pk], now=NOON)

    (use,) = say(learner, word, introduced_now=True, mode="introduce", echo=True)

    card = Card.objects.get()
    assert (use.evidence, use.rating) == (Evidence.INTRODUCED_USE, Rating.HARD)
    assert (card.state, card.step, card.due_date) == ("reviewing", None, (NOON + DAY).date())


def test_only_the_first_retrieval_of_a_study_day_moves_the_card(learner, word):
    reviewed_card(learner, word)
    say(learner, word)

    (use,) = say(learner, word, lexical_error=True)

    assert (use.evidence, use.rating, use.review_id) == (Evidence.LEXICAL_ERROR, None, None)
    assert Review.objects.counted().count() == 2


def test_an_explicit_review_of_the_day_has_already_decided(learner, word):
    reviewed_card(learner, word)
    review(learner, word, Rating.GOOD, at=NOON)

    (use,) = say(learner, word, lexical_error=True)

    assert use.rating is None


def test_a_conversation_review_that_was_undone_does_not_come_back_the_same_day(learner, word):
    reviewed_card(learner, word)
    say(learner, word)
    undo(learner=learner, word=word, now=NOON)

    (use,) = say(learner, word)

    assert use.rating is None


def test_at_most_five_spontaneous_uses_of_a_message_move_cards(learner):
    words = make_words(7)
    for word in words:
        reviewed_card(learner, word)

    uses = say(learner, *words)

    assert [use.rating for use in uses] == [Rating.GOOD] * 5 + [None] * 2
    assert {use.evidence for use in uses} == {Evidence.SPONTANEOUS_USE}


def test_a_late_answer_in_conversation_brings_no_more_than_one_on_time(learner):
    late, on_time = make_words(2)
    for word in (late, on_time):
        review(learner, word, Rating.EASY, at=NOON)

    say(learner, on_time, at=NOON + 8 * DAY)
    say(learner, late, at=NOON + 100 * DAY)

    stabilities = Card.objects.order_by("word_id").values_list("stability", flat=True)
    logged = Review.objects.get(card__word=late, source="conversation")
    assert stabilities[0] == stabilities[1]
    assert (logged.elapsed_days, logged.counted_days) == (100, 8)


@pytest.mark.parametrize(("mistaken", "rating"), [(False, Rating.GOOD), (True, Rating.AGAIN)])
def test_a_message_recorded_twice_is_counted_once(learner, word, mistaken, rating):
    reviewed_card(learner, word)
    message_id, session_id = uuid4(), uuid4()
    observation = Observation(used=True, is_target=True, mode="elicit", lexical_error=mistaken)
    seen = [SeenWord(word.pk, observation, start=3, end=7)]

    first, second = (
        record_uses(
            learner=learner,
            observations=seen,
            message_id=message_id,
            session_id=session_id,
            now=NOON,
        )
        for _ in range(2)
    )

    assert second == first
    assert second[0].rating is rating
    assert WordUse.objects.count() == 1


def test_a_word_seen_twice_counts_by_what_shows_most(learner, word):
    reviewed_card(learner, word)
    clean = SeenWord(word.pk, Observation(used=True), start=0, end=4)
    wrong = SeenWord(word.pk, Observation(used=True, lexical_error=True), start=10, end=14)

    uses = record_uses(
        learner=learner,
        observations=[clean, wrong],
        message_id=uuid4(),
        session_id=uuid4(),
        now=NOON,
    )

    assert [use.evidence for use in uses] == [Evidence.LEXICAL_ERROR]
    assert WordUse.objects.get().start == 10


@pytest.mark.parametrize("count", [1, 3])
def test_recording_costs_two_queries_more_for_each_review(
    learner, count, django_assert_num_queries
):
    words = make_words(count)
    for word in words:
        reviewed_card(learner, word)

    # cards, recorded before, settings, load, decided, word uses
    with django_assert_num_queries(6 + 2 * count):
        say(learner, *words)


def test_a_hint_is_stored_as_evidence(learner, word):
    use = record_hint(learner=learner, word=word, session_id=uuid4(), now=NOON)

    assert (use.evidence, use.review_id) == ("hint_shown", None)


def test_another_learners_cards_stay_as_they_are(learner, word):
    bob = type(learner).objects.create_user("bob@example.org", "a long password")
    card = reviewed_card(bob, word)

    say(learner, word)

    assert Card.objects.get().repetitions == card.repetitions
    assert make_word("eau").uses.count() == 0
