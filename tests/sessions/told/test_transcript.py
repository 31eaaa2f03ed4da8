"""Rows become the shapes of the wire."""

from typing import get_args

import pytest

from sessions.models import Correction, LearningSession, Message, Target
from sessions.told import shapes
from tests.sessions.conftest import begin, say


@pytest.mark.parametrize(
    ("choices", "shape"),
    [
        (LearningSession.Status, shapes.Status),
        (Message.Sender, shapes.Sender),
        (Correction.Category, shapes.Category),
        (Correction.Severity, shapes.Severity),
        (Correction.Source, shapes.Source),
        (Target.Mode, shapes.Mode),
    ],
)
def test_whatever_the_database_allows_has_its_shape(choices, shape):
    assert set(choices.values) == set(get_args(shape))


@pytest.mark.usefixtures("words")
def test_a_message_reads_in_the_transcript_as_it_was_told(api):
    started = begin(api, topic="nourriture")
    turn = say(api, started["session"]["id"], "Je aime le pain.").json()

    path = f"/api/v1/sessions/{started['session']['id']}/messages"
    greeting, said, reply = api.get(path).json()["items"]

    assert greeting == started["assistant_turn"]["message"]
    assert said == turn["user_message"]
    assert reply == turn["assistant_turn"]["message"]
    assert said["error_feedback"]["errors"][0]["suggestion"] == "J'aime"
