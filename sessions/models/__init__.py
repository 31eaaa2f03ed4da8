"""Where learner and tutor talk, what was corrected there, and how a socket is opened."""

from sessions.models.alerts import SafetyAlert
from sessions.models.conversation import (
    LearningSession,
    LearningSessionQuerySet,
    Message,
    Target,
    Turn,
    TurnQuerySet,
)
from sessions.models.corrections import Correction, CorrectionReport, RuleSwitch
from sessions.models.tickets import SocketTicket

__all__ = [
    "Correction",
    "CorrectionReport",
    "LearningSession",
    "LearningSessionQuerySet",
    "Message",
    "RuleSwitch",
    "SafetyAlert",
    "SocketTicket",
    "Target",
    "Turn",
    "TurnQuerySet",
]
