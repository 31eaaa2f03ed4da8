"""How staff come in outside the embedded mode: a password, then a code."""

import io
import re
import time
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.conftest import PASSWORD, api_of, make_learner

pytestmark = pytest.mark.django_db

FACTOR = "/admin/second-factor/"
LEARNERS = "/admin/learners/learner/"


@pytest.fixture(autouse=True)
def required(settings):
    settings.STAFF_SECOND_FACTOR = True


@pytest.fixture
def member():
    member = make_learner(email="staff@example.com", is_staff=True)
    member.groups.add(Group.objects.get(name="support"))
    return member


def sign_in(client, member):
    given = {"username": member.email, "password": PASSWORD, "next": LEARNERS}
    return client.post("/admin/login/", given)


def code_of(device, *, at=None):
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = at or time.time()
    return f"{totp.token():06}"


def set_up(client, member):
    """Come in for the first time; return the recovery codes."""
    sign_in(client, member)
    client.get(FACTOR)
    page = client.post(FACTOR, {"code": code_of(TOTPDevice.objects.get())}).content.decode()
    return re.findall(r"<code>(\w{10})</code>", page)


def later(seconds=60):
    return time_machine.travel(timezone.now() + timedelta(seconds=seconds))


def test_a_password_alone_opens_nothing(client, member):
    sign_in(client, member)

    answers = [client.get(url) for url in ("/admin/", LEARNERS, "/admin/password_change/")]

    assert {answer.status_code for answer in answers} == {302}
    assert client.get(f"/admin/login/?next={LEARNERS}").headers["Location"] == FACTOR


def test_the_first_time_a_device_is_set_up_and_codes_are_given(client, member):
    codes = set_up(client, member)

    assert (len(codes), len(set(codes))) == (10, 10)
    assert client.get(LEARNERS).status_code == 200
    assert TOTPDevice.objects.get().confirmed is True


def test_the_page_shows_the_key_as_text_and_picture_and_fits_the_policy(client, member):
    sign_in(client, member)

    page = client.get(FACTOR).content.decode()

    assert 'src="data:image/svg+xml' in page
    assert re.search(r"<code>[A-Z2-7]{32}</code>", page)
    assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\son\w+=|\sstyle=", page) == []


def test_afterwards_a_code_is_asked_for_and_leads_where_one_wanted(client, member):
    set_up(client, member)
    client.logout()
    with later():
        sign_in(client, member)
        client.get(f"/admin/login/?next={LEARNERS}")

        answer = client.post(FACTOR, {"code": code_of(TOTPDevice.objects.get())})

        assert answer.headers["Location"] == LEARNERS
        assert client.get(LEARNERS).status_code == 200


def test_a_code_works_once(client, member):
    set_up(client, member)
    used = code_of(TOTPDevice.objects.get())
    client.logout()
    sign_in(client, member)

    page = client.post(FACTOR, {"code": used})

    assert "was used before" in page.content.decode()
    assert client.get(LEARNERS).status_code == 302


def test_a_recovery_code_works_once(client, member):
    codes = set_up(client, member)
    statuses = []
    for _ in range(2):
        client.logout()
        sign_in(client, member)
        client.post(FACTOR, {"code": codes[0]})
        statuses.append(client.get(LEARNERS).status_code)

    assert statuses == [200, 302]


def test_wrong_codes_slow_down(client, member, settings):
    settings.RATE_LIMITS, settings.REDIS_URL = 1.0, ""
    set_up(client, member)
    client.logout()
    sign_in(client, member)

    pages = [client.post(FACTOR, {"code": "000000"}).content.decode() for _ in range(12)]

    assert ["too often" in page for page in pages[9:]] == [False, True, True]


def test_wrong_passwords_slow_down(client, member, settings):
    settings.RATE_LIMITS, settings.REDIS_URL = 1.0, ""

    def fail():
        return client.post("/admin/login/", {"username": member.email, "password": "wrong"})

    pages = [fail().content.decode() for _ in range(12)]

    assert ["too often" in page for page in pages[9:]] == [False, True, True]


def test_another_persons_device_is_none(client, member):
    set_up(client, member)
    other = make_learner(is_staff=True)
    session = client.session
    device = session["otp_device_id"]
    client.force_login(other)
    session = client.session
    session["otp_device_id"] = device
    session.save()

    assert client.get("/admin/").status_code == 302


def test_who_is_no_staff_gets_no_device(client, learner):
    client.force_login(learner)

    assert client.get(FACTOR).status_code == 302
    assert TOTPDevice.objects.count() == 0


def test_it_leads_to_no_other_site(client, member):
    set_up(client, member)
    client.logout()
    with later():
        sign_in(client, member)
        client.get("/admin/login/?next=https://evil.example/")
        answer = client.post(FACTOR, {"code": code_of(TOTPDevice.objects.get())})

    assert answer.headers["Location"] == "/admin/"


def test_who_lost_everything_is_helped_by_command(client, member):
    set_up(client, member)

    call_command("reset_second_factor", "STAFF@example.com", stdout=io.StringIO())

    assert client.get(LEARNERS).status_code == 302
    assert TOTPDevice.objects.count() == 0


def test_other_peoples_data_asks_for_the_code_over_the_api_too(client, public_api, member):
    set_up(client, member)
    credentials = {"email": member.email, "password": PASSWORD}

    def listed(**code):
        tokens = public_api.post("/api/v1/auth/login", credentials | code).json()
        bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
        return public_api.get("/api/v1/users", headers=bearer)

    with later():
        without, with_code = listed(), listed(code=code_of(TOTPDevice.objects.get()))
        wrong = public_api.post("/api/v1/auth/login", {**credentials, "code": "000000"})

    assert (without.status_code, without.json()["code"]) == (403, "second_factor_missing")
    assert (with_code.status_code, wrong.status_code) == (200, 401)


def test_embedded_a_password_is_enough(client, member, settings):
    settings.STAFF_SECOND_FACTOR = False

    sign_in(client, member)

    assert client.get(LEARNERS).status_code == 200
    assert api_of(member).get("/api/v1/users").status_code == 200


def test_a_sign_in_lasts_a_working_day(client, member):
    set_up(client, member)

    with later(8 * 3600 + 1):
        assert client.get(LEARNERS).status_code == 302
