"""The second factor of staff: six digits of an app, or one of ten codes on paper."""

import secrets
from base64 import b32encode
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django_otp import DEVICE_ID_SESSION_KEY, login, match_token
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from learners.models import Learner

RECOVERY_CODES: Final = 10


def is_asked(request: HttpRequest) -> bool:
    """Whether the session has yet to show a second factor, where one is required."""
    return bool(settings.STAFF_SECOND_FACTOR and not has_shown(request))


def has_shown(request: HttpRequest) -> bool:
    """Whether a device of this person was used in this session, and is still theirs."""
    device_id = request.session.get(DEVICE_ID_SESSION_KEY)
    device = Device.from_persistent_id(device_id) if device_id else None
    return bool(device and device.confirmed and device.user_id == request.user.pk)


def has_device(member: Learner) -> bool:
    return bool(TOTPDevice.objects.filter(user=member, confirmed=True).exists())


@transaction.atomic
def new_device(member_id: UUID) -> TOTPDevice:
    """Return the device to set up: the one begun before, or a new one."""
    member = Learner.objects.select_for_update().get(pk=member_id)
    begun = TOTPDevice.objects.filter(user=member, confirmed=False).first()
    return begun or TOTPDevice.objects.create(user=member, name="app", confirmed=False)


def key_of(device: TOTPDevice) -> str:
    """Return the key as apps take it when it is typed."""
    return b32encode(device.bin_key).decode()


@transaction.atomic
def confirm_device(request: HttpRequest, device: TOTPDevice, code: str) -> list[str] | None:
    """Take the first code of a new device; return the recovery codes, None if it is wrong."""
    if has_device(device.user) or not device.verify_token(code):
        return None
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    login(request, device)
    return _new_recovery_codes(device.user)


def show(request: HttpRequest, code: str) -> bool:
    """Take a code of the app or of the paper; each works once."""
    device = match_token(request.user, code.replace(" ", ""))
    if device is None:
        return False
    login(request, device)
    return True


@transaction.atomic
def forget(member: Learner) -> None:
    """Let a member of staff who lost everything set up another device at the next sign-in."""
    TOTPDevice.objects.filter(user=member).delete()
    StaticDevice.objects.filter(user=member).delete()
    member.end_sign_ins()


def _new_recovery_codes(member: Learner) -> list[str]:
    StaticDevice.objects.filter(user=member).delete()
    paper = StaticDevice.objects.create(user=member, name="paper")
    codes = [secrets.token_hex(5) for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=paper, token=code) for code in codes)
    return codes
