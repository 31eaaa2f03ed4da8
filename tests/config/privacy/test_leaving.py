"""Leaving: the days of grace, and what is gone after them."""

import json
from datetime import timedelta

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.utils import timezone

from config.privacy.erasing import erase_due_learners
from learners.models import Learner
from tests.conftest import PASSWORD, api_of, make_learner, make_word
from tests.learners.mails import sent
from vocabulary.models import Word

ME = "/api/v1/users/me"
LOGIN = "/api/v1/auth/login"


def exists(learner):
    return Learner.objects.filter(pk=learner.pk).exists()


def test_who_leaves_is_signed_out_and_deleted_after_a_week(api, learner, stranger):
    now = timezone.now()

    response = api.delete(ME)

    assert response.status_code == 204
    assert api.get(ME).status_code == 401
    assert sent() == [("alice@example.com", "Your account will be deleted")]
    erased = [
        (erase_due_learners(now=now + timedelta(days=days)), exists(learner)) for days in (6, 8, 9)
    ]
    assert erased == [(0, True), (1, False), (0, False)]
    assert exists(stranger)


def test_who_signs_in_meanwhile_stays(api, public_api, learner):
    api.delete(ME)

    public_api.post(LOGIN, {"email": learner.email, "password": PASSWORD})

    assert erase_due_learners(now=timezone.now() + timedelta(days=8)) == 0
    assert exists(learner)


def test_without_days_of_grace_all_goes_at_once(api, learner, settings):
    settings.DELETION_GRACE_DAYS = 0

    assert api.delete(ME).status_code == 204

    assert not exists(learner)


def test_at_once_asks_for_the_password(api, learner):
    answers = [
        api.delete(ME, {"at_once": True, **given}).status_code
        for given in ({}, {"password": "wrong"}, {"password": PASSWORD})
    ]

    assert answers == [422, 400, 204]
    assert not exists(learner)


def test_guests_who_could_not_come_back_go_at_once(db):
    guest = make_learner(is_guest=True)

    assert api_of(guest).delete(ME).status_code == 204

    assert not exists(guest)


def test_nothing_of_a_member_of_staff_stays_in_the_desk(client, settings, db):
    settings.DELETION_GRACE_DAYS = 0
    staff = make_learner(email="staff@example.com", is_staff=True, is_superuser=True)
    other = make_learner(is_staff=True, is_superuser=True)
    client.force_login(staff)
    word = make_word("pain", approved_by_id=staff.pk)
    LogEntry.objects.create(
        user=other,
        content_type=ContentType.objects.get_for_model(Learner),
        object_id=str(staff.pk),
        object_repr=staff.email,
        action_flag=CHANGE,
        change_message=json.dumps([]),
    )

    api_of(staff).delete(ME)

    assert (Session.objects.count(), LogEntry.objects.count()) == (0, 0)
    assert Word.objects.get(pk=word.pk).approved_by_id is None


@pytest.mark.parametrize("body", [{"at_once": "soon"}, {"at_once": True}, [1]])
def test_what_cannot_be_understood_deletes_nobody(api, learner, body):
    assert api.delete(ME, body).status_code == 422

    assert exists(learner)
    assert Learner.objects.get().delete_at is None
