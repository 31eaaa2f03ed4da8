"""Targets follow a word that was joined to another, and find back."""

import pytest

from sessions.desk.retargeting import move_targets, put_targets_back
from sessions.models import Target
from tests.conftest import make_word
from tests.sessions.talks import talk


@pytest.fixture
def bike(db):
    return make_word("vélo")


@pytest.fixture
def bicycle(db):
    return make_word("bicyclette")


def target(message, word):
    return Target.objects.create(
        message=message, word=word, position=0, mode="elicit", is_new=False
    )


def test_targets_move_but_where_a_message_has_both(learner, bike, bicycle):
    one, both = talk(learner, 0).messages.get(), talk(learner, 0).messages.get()
    moving = target(one, bicycle)
    left = target(both, bicycle)
    target(both, bike)

    moved = move_targets(duplicate=bicycle, survivor=bike)

    assert moved == [moving.pk]
    assert (Target.objects.get(pk=moving.pk).word, Target.objects.get(pk=left.pk).word) == (
        bike,
        bicycle,
    )

    put_targets_back(moved, duplicate=bicycle, survivor=bike)

    assert Target.objects.get(pk=moving.pk).word == bicycle
