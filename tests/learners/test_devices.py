import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from learners.devices import device_name
from learners.models import RefreshFamily
from learners.tokens import issue_tokens
from tests.conftest import PASSWORD, api_of

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
DEVICES = "/api/v1/auth/devices"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox on Linux"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15"
            " (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
            "Safari on iPhone",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            " Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
            "Chrome on Android",
        ),
        ("okhttp/4.12.0", "App"),
        ("curl/8.5.0", "curl"),
        ("<script>alert(1)</script>", ""),
        ("", ""),
    ],
)
def test_a_device_is_called_by_its_browser_and_system(agent, name):
    assert device_name(agent) == name


def test_the_devices_are_listed_the_last_used_first(public_api, learner):
    credentials = {"email": learner.email, "password": PASSWORD}
    public_api.post("/api/v1/auth/login", credentials, headers={"User-Agent": FIREFOX})
    mine = public_api.post("/api/v1/auth/login", {**credentials, "device_name": "My phone"}).json()
    old = issue_tokens(learner, now=timezone.now() - timedelta(days=31))
    assert old.refresh_token

    devices = public_api.get(
        DEVICES, headers={"Authorization": f"Bearer {mine['access_token']}"}
    ).json()

    assert [(device["name"], device["is_current"]) for device in devices] == [
        ("My phone", True),
        ("Firefox on Linux", False),
    ]
    assert set(devices[0]) == {"id", "name", "started_at", "last_seen_at", "is_current"}


def test_one_device_is_signed_out(learner):
    here, there = api_of(learner), api_of(learner)
    (other,) = [d["id"] for d in here.get(DEVICES).json() if not d["is_current"]]

    ended = here.delete(f"{DEVICES}/{other}")

    assert ended.status_code == 204
    assert (there.get(DEVICES).status_code, len(here.get(DEVICES).json())) == (401, 1)
    assert here.delete(f"{DEVICES}/{other}").status_code == 404


def test_all_others_are_signed_out(learner):
    here, there = api_of(learner), api_of(learner)

    assert here.delete(DEVICES).status_code == 204

    assert (there.get(DEVICES).status_code, len(here.get(DEVICES).json())) == (401, 1)


def test_a_strangers_device_is_as_absent_as_none(api, stranger):
    theirs = api_of(stranger)
    (device,) = theirs.get(DEVICES).json()

    foreign = api.delete(f"{DEVICES}/{device['id']}")
    absent = api.delete(f"{DEVICES}/{uuid.uuid4()}")

    assert (foreign.status_code, absent.status_code) == (404, 404)
    assert foreign.json() | {"request_id": ""} == absent.json() | {"request_id": ""}
    assert RefreshFamily.objects.filter(revoked=True).count() == 0


@pytest.mark.parametrize("devices", [1, 3])
def test_listing_costs_the_same_queries_for_any_number(learner, devices, django_assert_num_queries):
    clients = [api_of(learner) for _ in range(devices)]

    with django_assert_num_queries(2):
        response = clients[0].get(DEVICES)

    assert len(response.json()) == devices
