"""What a message shows is written down once."""

import uuid

import pytest

from learners.models import XpEntry
from progress.models import Card, Review
from tests.sessions.conftest import begin, say

pytestmark = pytest.mark.usefixtures("words")


def test_the_first_use_of_an_introduced_word_is_its_first_review(api, learner):
    started = begin(api, topic="nourriture")
    introduced = started["assistant_turn"]["targets"][0]

    turn = say(
        api,
        started["session"]["id"],
        f"Moi, j'aime beaucoup la {introduced['word']}.",
        client_message_id=str(uuid.uuid4()),
    ).json()

    (word,) = [word for word in turn["word_feedback"] if word["was_used"]]
    card = Card.objects.get(learner=learner, word=introduced["word_id"])
    review = Review.objects.get(card=card)
    assert (word["rating"], word["evidence"]) == (1, "introduced_use")
    assert (card.state, card.repetitions, card.scheduled_days) == ("reviewing", 1, 1)
    assert (review.source, review.rating) == ("conversation", 1)
    assert str(review.message_id) == turn["user_message"]["id"]


def test_xp_is_entered_once_per_turn(api, learner):
    started = begin(api)
    key = str(uuid.uuid4())

    for _ in range(3):
        say(api, started["session"]["id"], "Bonjour Camille !", client_message_id=key)

    learner.refresh_from_db()
    assert learner.total_xp == 10
    assert [entry.amount for entry in XpEntry.objects.all()] == [10]
