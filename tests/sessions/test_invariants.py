"""Each thing that must hold is noticed when it does not."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from learners.models import Learner
from progress.models import Card
from sessions.invariants import broken_invariants
from sessions.models import LearningSession, Message, Turn
from tests.conftest import api_of


@pytest.fixture
def talked(learner, words):
    """A session with one turn in which an introduced word was used."""
    api = api_of(learner)
    started = api.post("/api/v1/sessions", {"topic": "nourriture"}).json()
    lemma = started["assistant_turn"]["targets"][0]["word"]
    content = f"J'aime bien la {lemma}, et toi ?"
    key = "0b6dd4a6-4b0e-4a31-a9f5-0e4bd3f0b3d1"
    path = f"/api/v1/sessions/{started['session']['id']}/messages"
    api.post(path, {"content": content, "client_message_id": key})


def broken():
    return broken_invariants(now=timezone.now())


def test_after_a_turn_everything_holds(talked, capsys):
    call_command("doctor")

    assert broken() == []
    assert "Everything holds." in capsys.readouterr().out


def test_a_lost_message_is_noticed(talked):
    Message.objects.filter(sender="user").delete()

    assert [sentence.split(" ", 2)[2] for sentence in broken()][0] == "has 0 learner messages."


def test_a_gap_in_the_numbers_is_noticed(talked):
    Message.objects.filter(sequence_number=3).update(sequence_number=4)

    assert "3 messages up to number 4, and says 3." in broken()[0]


def test_a_turn_without_reply_is_noticed(talked):
    Message.objects.filter(sequence_number=3).delete()
    LearningSession.objects.update(last_sequence=2)

    assert broken()[0].endswith("is done with 0 replies.")


def test_xp_that_the_ledger_does_not_know_is_noticed(talked):
    Learner.objects.update(total_xp=999)

    assert broken()[0].endswith("has 999 XP; the ledger says 22.")


def test_a_card_that_its_log_does_not_explain_is_noticed(talked):
    Card.objects.filter(repetitions=1).update(stability=99.0)

    assert "differs from the replay of its reviews in" in broken()[0]


def test_a_turn_that_nobody_takes_up_is_noticed(talked):
    Turn.objects.update(status="running", lease_until=timezone.now() - timedelta(minutes=3))

    assert broken()[-1].endswith("is running past its lease.")


def test_the_doctor_says_what_is_wrong_and_fails(talked, capsys):
    Learner.objects.update(total_xp=999)

    with pytest.raises(SystemExit):
        call_command("doctor")

    assert "the ledger says 22" in capsys.readouterr().err
