"""Who learns: learners, what they earned, and the days on which they studied."""

from learners.models.budget import Budget, ModelUse
from learners.models.learner import (
    KnownNetwork,
    Learner,
    LearnerQuerySet,
    RefreshFamily,
    validate_timezone,
)
from learners.models.mail import Mail, MailedProof
from learners.models.study import EarnedAchievement, StudyDay, XpEntry
from learners.models.word_list import WordList, WordListEntry, WordListQuerySet

__all__ = [
    "Budget",
    "EarnedAchievement",
    "KnownNetwork",
    "Learner",
    "LearnerQuerySet",
    "Mail",
    "MailedProof",
    "ModelUse",
    "RefreshFamily",
    "StudyDay",
    "WordList",
    "WordListEntry",
    "WordListQuerySet",
    "XpEntry",
    "validate_timezone",
]
