"""What every table has to do with a learner's privacy. A table without an entry fails a check.

An entry is how its rows are found from their learner, and what is left out when they leave with
them; or why they say nothing about anybody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.db.models import Model


@dataclass(frozen=True, slots=True)
class OfLearner:
    """Rows about one learner, who can take them along; they go with the learner.

    Attributes:
        path: the look-up of the learner from a row.
        left_out: secrets, which are nobody's to read, the learner's neither.
    """

    path: str
    left_out: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Secret:
    """Rows about one learner that prove who somebody is: never exported; they go with them."""

    path: str


@dataclass(frozen=True, slots=True)
class Impersonal:
    """Rows about nobody, or about staff at work, whose name is taken out when they leave."""

    reason: str


Entry = OfLearner | Secret | Impersonal

_DESK = Impersonal("The work of staff on words; whose it was is forgotten with them.")
_DJANGO = Impersonal("What staff may do, and which tables there are.")
_JOBS = Impersonal("When jobs run.")

REGISTRY: Final[dict[str, Entry]] = {
    "learners.Learner": OfLearner("pk", frozenset({"password", "auth_version", "is_superuser"})),
    "learners.Learner_groups": Impersonal("Which rights staff have; goes with them."),
    "learners.Learner_user_permissions": Impersonal("Which rights staff have; goes with them."),
    "learners.KnownNetwork": Secret("learner"),
    "learners.RefreshFamily": OfLearner("learner", frozenset({"current_jti", "previous_jti"})),
    "learners.Budget": OfLearner("learner"),
    "learners.ModelUse": OfLearner("learner"),
    "learners.Mail": OfLearner("learner"),
    "learners.MailedProof": Secret("learner"),
    "learners.XpEntry": OfLearner("learner"),
    "learners.StudyDay": OfLearner("learner"),
    "learners.EarnedAchievement": OfLearner("learner"),
    "learners.WordList": OfLearner("owner"),
    "learners.WordListEntry": OfLearner("word_list__owner"),
    "progress.Card": OfLearner("learner"),
    "progress.Review": OfLearner("learner"),
    "progress.WordUse": OfLearner("learner"),
    "progress.Parameters": OfLearner("learner"),
    "progress.MemorySettings": OfLearner("learner"),
    "progress.DaySnapshot": OfLearner("learner"),
    "learning_sessions.LearningSession": OfLearner("learner"),
    "learning_sessions.Turn": OfLearner("session__learner"),
    "learning_sessions.Message": OfLearner("session__learner"),
    "learning_sessions.Target": OfLearner("message__session__learner"),
    "learning_sessions.Correction": OfLearner("message__session__learner"),
    "learning_sessions.CorrectionReport": OfLearner("correction__message__session__learner"),
    "learning_sessions.SafetyAlert": OfLearner("turn__session__learner"),
    "learning_sessions.SocketTicket": Secret("session__learner"),
    "learning_sessions.RuleSwitch": _DESK,
    "vocabulary.Word": _DESK,
    "vocabulary.WordForm": _DESK,
    "vocabulary.WordExample": _DESK,
    "vocabulary.WordImport": _DESK,
    "vocabulary.WordRevision": _DESK,
    "vocabulary.WordMerge": _DESK,
    "limiting.Bucket": Impersonal("Digests that name nobody, for an hour at most."),
    "config.JobRun": _JOBS,
    "admin.LogEntry": _DESK,
    "auth.Permission": _DJANGO,
    "auth.Group": _DJANGO,
    "auth.Group_permissions": _DJANGO,
    "contenttypes.ContentType": _DJANGO,
    "sessions.Session": Impersonal("Sign-ins of staff in the desk; they go with them."),
    "otp_totp.TOTPDevice": Secret("user"),
    "otp_static.StaticDevice": Secret("user"),
    "otp_static.StaticToken": Secret("device__user"),
    "django_celery_beat.SolarSchedule": _JOBS,
    "django_celery_beat.IntervalSchedule": _JOBS,
    "django_celery_beat.ClockedSchedule": _JOBS,
    "django_celery_beat.CrontabSchedule": _JOBS,
    "django_celery_beat.PeriodicTasks": _JOBS,
    "django_celery_beat.PeriodicTask": _JOBS,
}


def exported() -> Iterator[tuple[type[Model], OfLearner]]:
    """Yield every model whose rows a learner can take along, in the order of the registry."""
    for label, entry in REGISTRY.items():
        if isinstance(entry, OfLearner):
            yield apps.get_model(label), entry


@register
def every_table_has_an_entry(app_configs: Any, **options: Any) -> list[CheckMessage]:
    known = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    return [
        *(
            Error(
                f"{label} has no entry in config/privacy/registry.py.",
                hint="Say how its rows are found from a learner, or why they are about nobody.",
                id="privacy.E001",
            )
            for label in sorted(known - REGISTRY.keys())
        ),
        *(
            Error(f"config/privacy/registry.py names {label}, which is gone.", id="privacy.E002")
            for label in sorted(REGISTRY.keys() - known)
        ),
    ]
