"""Kinds of danger."""

from enum import StrEnum


class Kind(StrEnum):
    """The most pressing first; the words of the wire."""

    MEDICAL = "medical"
    SELF_HARM = "self_harm"
    DANGER = "danger"
    PARTNER_VIOLENCE = "partner_violence"
    ABUSE = "abuse"
    THREAT = "threat"
