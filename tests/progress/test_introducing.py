import pytest

from progress.introducing import introduce, introduced_today, new_words_left
from progress.models import Card
from tests.progress.words import DAY, NOON, make_word, make_words, review


def ids(words):
    return [word.pk for word in words]


def test_an_introduction_spends_the_allowance_of_its_study_day(learner):
    learner.new_words_per_day = 3
    introduce(learner=learner, word_ids=ids(make_words(2)), now=NOON)

    assert (introduced_today(learner, NOON), new_words_left(learner, NOON)) == (2, 1)
    assert new_words_left(learner, NOON + DAY) == 3


def test_a_return_costs_nothing_and_there_are_two_of_them(learner, word):
    for day in range(5):
        introduce(learner=learner, word_ids=[word.pk], now=NOON + day * DAY)

    card = Card.objects.get()
    assert (card.introductions, card.introduced_date) == (3, NOON.date())


def test_a_new_word_reviewed_on_purpose_spends_the_allowance_too(learner, word):
    review(learner, word)
    introduce(learner=learner, word_ids=[make_word("eau").pk], now=NOON)

    assert introduced_today(learner, NOON) == 2


def test_the_allowance_is_never_negative(learner):
    introduce(learner=learner, word_ids=ids(make_words(3)), now=NOON)
    learner.new_words_per_day = 1

    assert new_words_left(learner, NOON) == 0


@pytest.mark.parametrize("count", [1, 3])
def test_introducing_costs_the_same_queries_for_any_number(
    learner, count, django_assert_num_queries
):
    word_ids = ids(make_words(count))

    with django_assert_num_queries(3):  # insert, lock, update
        introduce(learner=learner, word_ids=word_ids, now=NOON)
