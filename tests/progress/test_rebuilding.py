from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from progress.models import Card, Parameters, Review
from progress.rebuilding import differences, rebuild_memories
from progress.reviews import suspend, undo
from progress.scheduler import DEFAULT_WEIGHTS, Rating
from tests.progress.words import DAY, NOON, make_words, review, reviewed_card, say


@pytest.fixture
def busy(learner):
    """A learner with reviews of every kind."""
    words = make_words(4)
    for word in words:
        reviewed_card(learner, word)
    say(learner, words[0])
    review(learner, words[0], Rating.AGAIN)
    say(learner, words[1], lexical_error=True)
    undo(learner=learner, word=words[1], now=NOON)
    suspend(learner=learner, word=words[2], now=NOON)
    return learner


def test_stored_cards_are_what_their_log_says(busy):
    assert list(differences(busy)) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("stability", 3.0), ("difficulty", 9.0), ("repetitions", 7), ("lapses", 3),
        ("due_at", NOON), ("due_date", None), ("suspended", True), ("state", "relearning"),
    ],
)  # fmt: skip
def test_a_field_that_drifted_is_found(busy, field, value):
    card = Card.objects.order_by("id").last()
    Card.objects.filter(pk=card.pk).update(**{field: value})

    (found,) = differences(busy)

    assert (found[0], field in found[1]) == (card, True)


def test_a_row_wrongly_counted_is_found(busy):
    Review.objects.filter(kind="review", counts=False).update(counts=True)

    assert {tuple(names) for _, names in differences(busy)} == {("counts",)}


def test_rebuilding_repairs_what_drifted_and_says_how_many(busy):
    Card.objects.filter(state="reviewing").update(stability=1.0)

    changed = rebuild_memories(busy)

    assert changed == Card.objects.filter(state="reviewing").count()
    assert list(differences(busy)) == []


def test_rebuilding_uses_the_weights_in_use_and_keeps_due_dates(busy):
    due = list(Card.objects.order_by("id").values_list("due_at", flat=True))
    weights = [weight * 2 for weight in DEFAULT_WEIGHTS[:4]] + list(DEFAULT_WEIGHTS[4:])
    row = Parameters.objects.create(
        learner=busy, weights=weights, decision="adopted", scored_reviews=1, held_out_reviews=1,
        loss_in_use=1, loss_of_candidate=1, standard_error=1, fitted_at=NOON,
    )  # fmt: skip
    busy.memory_settings.parameters = row
    busy.memory_settings.save()

    rebuild_memories(busy)

    untouched = Card.objects.order_by("id").last()
    assert untouched.stability == 2 * DEFAULT_WEIGHTS[3]
    assert list(Card.objects.order_by("id").values_list("due_at", flat=True)) == due


def test_the_check_passes_and_fails_with_what_it_found(busy):
    out = StringIO()
    call_command("replay_cards", "--check", stdout=out)
    assert out.getvalue() == "Every card is what its log says.\n"

    Card.objects.filter(state="relearning").update(lapses=5)

    with pytest.raises(CommandError, match="1 cards differ from their log"):
        call_command("replay_cards", "--check", learner=busy.email, stdout=out)


def test_the_command_rebuilds(busy):
    Card.objects.filter(state="relearning").update(stability=5)
    out = StringIO()

    call_command("replay_cards", stdout=out)

    assert out.getvalue() == "1 cards were changed.\n"


def test_the_check_counts_queries_per_chunk_not_per_card(busy, django_assert_num_queries):
    with django_assert_num_queries(3):  # settings, cards, log
        list(differences(busy))
    for word in make_words(3, part_of_speech="verb"):
        review(busy, word, at=NOON + DAY)

    with django_assert_num_queries(3):
        list(differences(busy))
