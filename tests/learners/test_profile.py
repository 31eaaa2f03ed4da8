import uuid

import pytest
from django.contrib.auth.models import Group

from learners.models import Learner, StudyDay
from tests.conftest import api_of, make_learner


def test_a_profile_is_changed_field_by_field(api, learner):
    changes = {
        "full_name": "Alice",
        "proficiency_level": "B1",
        "timezone": "Europe/Paris",
        "desired_retention": 0.85,
        "preferred_session_time": "18:30:00",
        "correction_strictness": "gentle",
    }

    response = api.patch("/api/v1/users/me", changes)

    assert response.status_code == 200
    assert {name: response.json()[name] for name in changes} == changes
    assert api.get("/api/v1/users/me").json() == response.json()


def test_put_changes_like_patch(api):
    assert api.put("/api/v1/users/me/", {"new_words_per_day": 0}).json()["new_words_per_day"] == 0


@pytest.mark.parametrize("written", ["fr", "FR", "fr-CA", "fr_FR"])
def test_a_language_is_known_however_its_code_is_written(api, written):
    assert (
        api.patch("/api/v1/users/me", {"target_language": written}).json()["target_language"]
        == "fr"
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"target_language": "../../etc"}, (["body", "target_language"], "language")),
        ({"native_language": "😀"}, (["body", "native_language"], "language")),
        ({"total_xp": 9999}, (["body", "total_xp"], "extra_forbidden")),
        ({"is_staff": True}, (["body", "is_staff"], "extra_forbidden")),
        ({}, (["body"], "missing")),
        (1, (["body"], "invalid")),
        ({"desired_retention": 0.5}, (["body", "desired_retention"], "min_value")),
        ({"new_words_per_day": 101}, (["body", "new_words_per_day"], "max_value")),
        ({"correction_strictness": "harsh"}, (["body", "correction_strictness"], "enum")),
    ],
)
def test_a_change_that_is_not_allowed_is_refused(api, learner, change, expected):
    response = api.patch("/api/v1/users/me", change)

    errors = [(error["loc"], error["type"]) for error in response.json()["errors"]]
    assert (response.status_code, errors) == (422, [expected])
    assert Learner.objects.get(pk=learner.pk).total_xp == 0


def member_of(*groups):
    member = make_learner(email="staff@example.com", is_staff=True)
    member.groups.set(Group.objects.filter(name__in=groups))
    return member


@pytest.mark.parametrize("groups", [None, [], ["curator"], ["reviewer"]])
def test_who_may_not_view_learners_sees_none(db, learner, groups):
    caller = learner if groups is None else member_of(*groups)
    client = api_of(caller)

    answers = [
        client.get("/api/v1/users").status_code,
        client.get(f"/api/v1/users/{make_learner().pk}").status_code,
        client.get(f"/api/v1/users/{caller.pk}").status_code,
        client.get("/api/v1/users/rubbish").status_code,
    ]

    assert answers == [403, 403, 403, 403]


def test_who_was_staff_and_kept_a_group_sees_none(db):
    former = member_of("support")
    Learner.objects.filter(pk=former.pk).update(is_staff=False)

    assert api_of(former).get("/api/v1/users").status_code == 403


@pytest.mark.parametrize("group", ["support", "operator"])
def test_learners_are_listed_by_pages_newest_first(db, group):
    staff = member_of(group)
    made = [make_learner().email for _ in range(3)]
    client = api_of(staff)

    pages = [
        [found["email"] for found in client.get("/api/v1/users", query).json()]
        for query in ({}, {"limit": 2}, {"limit": 2, "offset": 2}, {"offset": 9})
    ]

    everybody = [*reversed(made), staff.email]
    assert pages == [everybody, everybody[:2], everybody[2:], []]


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 201}, {"offset": -1}])
def test_a_page_that_is_none_is_refused(db, query):
    assert api_of(member_of("support")).get("/api/v1/users", query).status_code == 422


@pytest.mark.parametrize("learners", [1, 3])
def test_listing_learners_costs_the_same_queries_for_any_number(
    db, learners, django_assert_num_queries
):
    staff = make_learner(is_staff=True, is_superuser=True)
    for _ in range(learners - 1):
        StudyDay.objects.create(learner=make_learner(), date="2026-11-18")
    client = api_of(staff)

    with django_assert_num_queries(3):
        response = client.get("/api/v1/users")

    assert len(response.json()) == learners


def test_staff_find_a_learner_by_id(db, learner):
    client = api_of(member_of("support"))

    found = client.get(f"/api/v1/users/{learner.pk}")
    absent = client.get(f"/api/v1/users/{uuid.uuid4()}")
    rubbish = client.get("/api/v1/users/rubbish")

    assert found.json()["email"] == "alice@example.com"
    assert (absent.status_code, absent.json()["code"]) == (404, "not_found")
    assert (rubbish.status_code, rubbish.json()["errors"][0]["loc"]) == (
        422,
        ["path", "learner_id"],
    )
