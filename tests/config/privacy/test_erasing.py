"""After a deletion no table, cache or log knows anything of what was there."""

import logging

import pytest
from django.core.cache import cache

from config.privacy.erasing import erase_learner
from learners.models import Learner
from tests.config.privacy.canaries import (
    plant_canaries,
    tables_with_canaries,
    tell_everything_about,
)
from tests.conftest import api_of
from vocabulary.models import Word

pytestmark = pytest.mark.django_db


def test_nothing_that_was_said_by_or_about_a_learner_stays(learner, caplog):
    caplog.set_level(logging.INFO)
    tell_everything_about(learner)
    plant_canaries(learner)
    planted = tables_with_canaries()

    assert erase_learner(learner.pk) is True

    assert len(planted) > 20
    assert tables_with_canaries() == []
    assert "canary" not in caplog.text
    assert f"learner_deleted learner={learner.pk}" in caplog.text
    assert cache.get(str(learner.pk)) is None


def test_words_and_other_learners_stay(learner, other_learner):
    tell_everything_about(learner)
    other = api_of(other_learner)
    words = Word.objects.count()

    erase_learner(learner.pk)

    assert Word.objects.count() == words
    assert other.get("/api/v1/users/me").status_code == 200
    assert [found.pk for found in Learner.objects.all()] == [other_learner.pk]


def test_who_is_gone_cannot_be_erased_again(learner):
    assert [erase_learner(learner.pk), erase_learner(learner.pk)] == [True, False]
