"""What a configuration outside the embedded mode must have before it may start."""

from collections.abc import Mapping
from typing import Any

SAMPLE_SECRETS = {"change-me", "changeme", "secret", "insecure"}


def unsafe_settings(settings: Mapping[str, Any]) -> list[str]:
    """Return one sentence per unsafe setting; none means that the start is allowed."""
    checks = {
        "SECRET_KEY is required outside the embedded mode: 50 or more random characters.": len(
            settings["SECRET_KEY"]
        )
        < 50
        or settings["SECRET_KEY"].lower() in SAMPLE_SECRETS,
        "DEBUG must be off.": settings["DEBUG"],
        "ALLOWED_HOSTS must name the hosts that are served, not be empty or '*'.": not settings[
            "ALLOWED_HOSTS"
        ]
        or "*" in settings["ALLOWED_HOSTS"],
        "BACKEND_CORS_ORIGINS must name origins, not '*'.": "*" in settings["CORS_ALLOWED_ORIGINS"],
    }
    return [sentence for sentence, unsafe in checks.items() if unsafe]
