import pytest

from learners.study_days import starts_at
from progress.models import Card, MemorySettings, Parameters
from progress.presets import change_maximum_interval, memory_settings, preset_of
from progress.scheduler import DEFAULT_WEIGHTS, Rating
from tests.progress.words import DAY, NOON, make_words, review


def test_a_newcomer_has_the_defaults_and_no_row(learner):
    settings = memory_settings(learner)

    preset = preset_of(settings, learner)
    assert (preset.weights, preset.desired_retention, preset.maximum_interval) == (
        DEFAULT_WEIGHTS, 0.9, 36_500,
    )  # fmt: skip
    assert MemorySettings.objects.count() == 0


def test_weights_retention_and_longest_interval_are_the_learners(learner):
    learner.desired_retention = 0.85
    weights = [weight * 1.1 for weight in DEFAULT_WEIGHTS[:4]] + list(DEFAULT_WEIGHTS[4:])
    row = Parameters.objects.create(
        learner=learner, weights=weights, decision="adopted", scored_reviews=1, held_out_reviews=1,
        loss_in_use=1, loss_of_candidate=1, standard_error=1, fitted_at=NOON,
    )  # fmt: skip
    change_maximum_interval(learner=learner, days=180)
    MemorySettings.objects.update(parameters=row)

    preset = preset_of(memory_settings(learner), learner)

    assert (preset.weights, preset.desired_retention, preset.maximum_interval) == (
        tuple(weights), 0.85, 180,
    )  # fmt: skip


@pytest.mark.parametrize(
    "timezone",
    ["America/New_York", "Pacific/Auckland", "Asia/Kathmandu", "Pacific/Kiritimati", "UTC"],
)
def test_a_journey_keeps_every_due_date_and_opens_it_at_four_there(learner, timezone):
    for number, word in enumerate(make_words(3)):
        review(learner, word, Rating.EASY, at=NOON + 10 * number * DAY)
    dates = list(Card.objects.order_by("id").values_list("due_date", flat=True))
    learner.timezone = timezone
    learner.save()

    memory_settings(learner)

    cards = list(Card.objects.order_by("id"))
    assert [card.due_date for card in cards] == dates
    assert [card.due_at for card in cards] == [starts_at(day, learner.zone) for day in dates]
    assert MemorySettings.objects.get().timezone == timezone
