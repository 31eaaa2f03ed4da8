"""A gap that the offline tutor leaves, and what it says to the learner who fills it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from progress.models import Card
from tests.conftest import api_of, make_word
from tests.sessions.conftest import begin, say

DUE = (
    ("course", "noun", "race", "Elle va gagner la course.", "course"),
    ("voisin", "noun", "neighbour", "Mon voisin est très gentil.", "voisin"),
    ("fenêtre", "noun", "window", "Il ouvre la fenêtre le matin.", "fenetre"),
)


@pytest.fixture
def api(learner):
    """A learner of three words that are due, each with its example."""
    now = timezone.now()
    for lemma, part, gloss, example, _ in DUE:
        word = make_word(lemma, part_of_speech=part, gloss=gloss, example=example)
        Card.objects.create(
            learner=learner, word=word, state=Card.State.REVIEWING, stability=5, difficulty=5,
            due_at=now - timedelta(days=1), due_date=(now - timedelta(days=1)).date(),
            last_reviewed_at=now - timedelta(days=6), scheduled_days=5, repetitions=3,
        )  # fmt: skip
    return api_of(learner)


def until_a_gap(api):
    """Talk until the tutor leaves a gap; return the session and the lemma that belongs there."""
    session = begin(api, planned_duration_minutes=60)["session"]["id"]
    for said in ("J'aime le thé.", "J'ai un chat.", "J'habite à Nice.", "J'aime lire.", "Je dors."):
        reply = say(api, session, said).json()["assistant_turn"]["message"]["content"]
        if gap := re.search(r"« ([^»]*)___", reply):
            return session, next(row for row in DUE if row[3].startswith(gap[1]))
    raise AssertionError("no gap was left")


def test_a_filled_gap_is_praised_though_the_word_has_left_the_plan(api):
    session, (lemma, _, _, _, _) = until_a_gap(api)

    reply = say(api, session, f"{lemma} !").json()["assistant_turn"]

    assert lemma not in [target["word"] for target in reply["targets"]]
    assert re.match(rf"(?:Exactement|Oui|Parfait), .*« {lemma} »", reply["message"]["content"])


def test_an_answer_without_its_accent_is_right(api):
    session, (lemma, _, _, _, plain) = until_a_gap(api)

    reply = say(api, session, plain).json()["assistant_turn"]["message"]["content"]

    assert f"« {lemma} »" in reply


def test_a_wrong_answer_gets_the_sentence(api):
    session, (_, _, _, example, _) = until_a_gap(api)

    reply = say(api, session, "le fromage").json()["assistant_turn"]["message"]["content"]

    assert f"« {example} »" in reply
