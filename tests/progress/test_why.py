from datetime import timedelta

import pytest
import time_machine

from learners.ledger import award
from progress.introducing import introduce
from progress.models import Card
from progress.scheduler import Rating
from tests.progress.words import DAY, NOON, review, reviewed_card, say


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


def card_url(word, action=""):
    return f"/api/v1/progress/{word.pk}{action}"


def test_why_tells_what_each_event_did(api, learner, word):
    reviewed_card(learner, word)
    say(learner, word, mode="elicit", at=NOON)
    award(learner=learner, amount=25, source="turn", source_id="t1", now=NOON)
    say(learner, word, echo=True, at=NOON + timedelta(minutes=1))

    why = api.get(card_url(word, "/why")).json()

    card = Card.objects.get()
    assert why["sentence"] == (
        "You remember “pain” with a probability of 100% today; it comes back in "
        f"{card.scheduled_days} days, on {card.due_date:%-d %B %Y}, to keep it at 90%."
    )
    assert [(e["kind"], e["evidence"], e["rating"], e["xp"]) for e in why["events"]] == [
        ("use", "echo", None, 0),
        ("review", "elicited_use", 2, 25),
        ("review", None, 3, 0),
    ]
    assert why["events"][1]["sentence"] == (
        "You answered with the word when the tutor asked for it: counted as remembered; "
        f"due again on {card.due_date:%-d %B %Y}, after {card.scheduled_days} days."
    )


@pytest.mark.parametrize(
    ("prepare", "sentence"),
    [
        (lambda learner, word: None, "You have not met “pain” yet."),
        (
            lambda learner, word: introduce(learner=learner, word_ids=[word.pk], now=NOON),
            "The tutor introduced “pain”; your first use of it is its first review.",
        ),
        (
            lambda learner, word: review(learner, word, Rating.AGAIN),
            "“pain” is being learned: it comes back 12:10 UTC, within the day.",
        ),
    ],
)
def test_why_tells_where_a_word_stands(api, learner, word, prepare, sentence):
    prepare(learner, word)

    assert api.get(card_url(word, "/why")).json()["sentence"] == sentence


@pytest.mark.parametrize("count", [1, 3])
def test_why_and_the_card_cost_the_same_queries_for_any_history(
    api, learner, word, count, django_assert_num_queries
):
    for n in range(count):
        review(learner, word, Rating.EASY, at=NOON - (40 - 10 * n) * DAY)
        say(learner, word, at=NOON - (35 - 10 * n) * DAY)

    with django_assert_num_queries(6):  # word, card, settings, uses, log, XP
        api.get(card_url(word, "/why"))
    with django_assert_num_queries(6):  # word, card, settings, hints, history, counts
        api.get(card_url(word))
