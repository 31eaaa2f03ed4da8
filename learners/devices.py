"""The devices on which a learner is signed in: one family of refresh tokens each."""

import re
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.exceptions import NotFound

from learners.models import Learner, RefreshFamily

# The first that fits: most browsers also name those that they descend from.
_BROWSERS: Final = {
    "Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "FxiOS": "Firefox", "CriOS": "Chrome",
    "Chrome": "Chrome", "Safari": "Safari", "okhttp": "App", "Dart": "App", "CFNetwork": "App",
}  # fmt: skip
_SYSTEMS: Final = {
    "Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows",
    "Mac OS X": "Mac", "Darwin": "Apple", "CrOS": "ChromeOS", "Linux": "Linux",
}  # fmt: skip


def device_name(user_agent: str) -> str:
    """Return what a learner would call the device: 'Firefox on Linux', or the agent's first word."""
    browser = next((name for mark, name in _BROWSERS.items() if f"{mark}/" in user_agent), "")
    system = next((name for mark, name in _SYSTEMS.items() if mark in user_agent), "")
    if browser and system:
        return f"{browser} on {system}"
    return browser or system or _first_word(user_agent)


def _first_word(user_agent: str) -> str:
    found = re.match(r"[\w.-]{1,40}", user_agent, re.ASCII)
    return found[0] if found else ""


def devices_of(learner: Learner, *, now: datetime) -> QuerySet[RefreshFamily]:
    """Return the sign-ins that have not ended, the last used first."""
    families = learner.refresh_families.filter(revoked=False, expires_at__gt=now)
    return families.order_by("-rotated_at", "id")


def end_device(learner: Learner, device_id: UUID, *, now: datetime) -> None:
    """End one sign-in, with its access tokens and sockets.

    Raises:
        NotFound: the learner has no such sign-in, or it has ended.
    """
    if not devices_of(learner, now=now).filter(pk=device_id).update(revoked=True):
        raise NotFound


def end_other_devices(learner: Learner, *, but: UUID | None) -> None:
    """End every sign-in except the one that asks."""
    families = learner.refresh_families.all()
    (families.exclude(pk=but) if but else families).update(revoked=True)
