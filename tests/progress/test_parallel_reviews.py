import json
import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connection, transaction

from learners.models import Learner
from progress.cards import log_row
from progress.introducing import introduce
from progress.models import Card, Review
from progress.replaying import replay
from progress.reviews import record_review
from progress.scheduler import Preset, Rating
from tests.progress.words import NOON, make_word, make_words, reviewed_card, say

PARALLEL = 32
SCRIPT = Path(__file__).with_name("parallel_reviews.py")
# Sixteen reviews, and one more that was sent sixteen times.
ONE_ORDER = {
    "failures": [],
    "cards": 1,
    "reviews": 17,
    "repetitions": 17,
    "links": 16,
    "is_replay": True,
}


def review_at_once() -> dict:
    """Review one new word from 32 threads, half of them with one and the same key."""
    learner = Learner.objects.create_user("alice@example.org")
    word = make_word("pain")
    failures = _in_threads(lambda number: _review(learner.pk, word, number))
    card = Card.objects.get()
    return {
        "failures": failures,
        "cards": Card.objects.count(),
        "reviews": Review.objects.count(),
        "repetitions": card.repetitions,
        "links": _links(card),
        "is_replay": _is_replay(card),
    }


def _review(learner_id, word, number) -> None:
    # A rating for each number, so that a lost order would show; the even ones are one retry.
    record_review(
        learner=Learner.objects.get(pk=learner_id),
        word=word,
        rating=Rating.GOOD if number % 2 == 0 else Rating(number % 4),
        reviewed_at=None,
        now=NOON,
        idempotency_key="the same" if number % 2 == 0 else None,
    )


def _in_threads(work) -> list[str]:
    failures, start = [], threading.Barrier(PARALLEL)

    def run(number):
        try:
            start.wait()
            work(number)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test shall show it
            failures.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(PARALLEL)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def _links(card) -> int:
    """Count the rows that begin where the one before ended: one order, no fork."""
    rows = list(card.reviews.order_by("id"))
    return sum(
        (later.stability_before, later.state_before)
        == (earlier.stability_after, earlier.state_after)
        for earlier, later in zip(rows, rows[1:], strict=False)
    )


def _is_replay(card) -> bool:
    state = replay([log_row(row) for row in card.reviews.all()], preset=Preset())
    return (card.stability, card.difficulty, card.due_at, card.lapses) == (
        state.memory.stability,
        state.memory.difficulty,
        state.due_at,
        state.lapses,
    )


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the same on SQLite: next test")
@pytest.mark.django_db(transaction=True)
def test_thirty_two_reviews_at_once_make_one_order_on_postgresql():
    assert review_at_once() == ONE_ORDER


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the same on PostgreSQL: test before")
def test_thirty_two_reviews_at_once_make_one_order_on_sqlite(tmp_path):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "VAR_DIR": str(tmp_path),
    }

    done = subprocess.run(
        [sys.executable, SCRIPT],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert json.loads(done.stdout) == ONE_ORDER


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_conversations_at_once_do_not_wait_for_each_other_in_a_ring():
    learner = Learner.objects.create_user("alice@example.org")
    old, new = make_words(8), make_words(PARALLEL, part_of_speech="verb")
    for word in old:
        reviewed_card(learner, word)

    def converse(number):
        with transaction.atomic():
            say(learner, *random.Random(number).sample(old, 4))
            introduce(
                learner=learner,
                word_ids=[w.pk for w in random.Random(number).sample(new, 2)],
                now=NOON,
            )

    assert _in_threads(converse) == []
