"""A learner about whom every table says something, and a canary in every text of it."""

import uuid
from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import CharField, JSONField, Model, TextField
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from config.desk.merging import merge_words
from config.privacy.registry import REGISTRY, OfLearner, Secret
from learners.attempts import remember_network
from learners.models import (
    Budget,
    EarnedAchievement,
    Learner,
    Mail,
    MailedProof,
    ModelUse,
    StudyDay,
    XpEntry,
)
from learners.proofs import make_proof
from learners.tokens import issue_tokens
from progress.models import DaySnapshot, MemorySettings, Parameters, WordUse
from progress.reviews import record_review
from progress.scheduler import Rating
from sessions.live.tickets import issue_ticket
from sessions.models import (
    Correction,
    CorrectionReport,
    LearningSession,
    Message,
    SafetyAlert,
    Target,
    Turn,
)
from tests.conftest import make_word

CANARY = "canary"
NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)


def tell_everything_about(learner: Learner) -> None:
    """Give a learner a row in every table that is about learners."""
    day = NOON.date()
    word, duplicate = make_word("pain"), make_word("pin")
    issue_tokens(learner, now=timezone.now())
    remember_network(learner, address="203.0.113.7", now=NOON)
    make_proof(
        learner, purpose=MailedProof.Purpose.VERIFY_EMAIL, address=learner.email, now=timezone.now()
    )
    Mail.objects.create(
        kind="verify_email", learner=learner, address=learner.email, created_at=NOON, due_at=NOON
    )
    Budget.objects.create(learner=learner, day=day)
    ModelUse.objects.create(learner=learner, day=day, provider="openai", model="m")
    XpEntry.objects.create(
        learner=learner, amount=1, source="turn", source_id="t", study_date=day, created_at=NOON
    )
    StudyDay.objects.create(learner=learner, date=day)
    EarnedAchievement.objects.create(learner=learner, key="first", unlocked_at=NOON)
    entries = learner.word_lists.create(name="Mots").entries
    entries.create(word=duplicate, note=f"{CANARY} of a merge")
    record_review(learner=learner, word=word, rating=Rating.GOOD, reviewed_at=NOON, now=NOON)
    WordUse.objects.create(
        learner=learner, word=word, evidence="echo", study_date=day, created_at=NOON
    )
    parameters = Parameters.objects.create(
        learner=learner, weights=[0.1], decision="kept", scored_reviews=1, held_out_reviews=1,
        loss_in_use=1, loss_of_candidate=1, standard_error=1, fitted_at=NOON,
    )  # fmt: skip
    learner.reviews.update(parameters=parameters)
    MemorySettings.objects.update_or_create(
        learner=learner, defaults={"parameters": parameters, "timezone": "UTC"}
    )
    DaySnapshot.objects.create(learner=learner, date=day, taken_at=NOON)
    TOTPDevice.objects.create(user=learner, name="app")
    StaticDevice.objects.create(user=learner, name="paper").token_set.create(token="x")
    _talk(learner, word)
    merge_words(survivor_id=word.pk, duplicate_id=duplicate.pk, by=None, now=NOON)


def _talk(learner: Learner, word: Any) -> None:
    session = LearningSession.objects.create(
        learner=learner, language="fr", topic="food", started_at=NOON, last_activity_at=NOON
    )
    issue_ticket(session, now=timezone.now())
    turn = Turn.objects.create(
        session=session,
        client_message_id=uuid.uuid4(),
        status="done",
        lease_until=NOON,
        accepted_at=NOON,
    )
    SafetyAlert.objects.create(turn=turn, kind="abuse", created_at=NOON)
    message = Message.objects.create(
        session=session, turn=turn, sequence_number=1, sender="user", content="x", created_at=NOON,
        feedback={},
    )  # fmt: skip
    Target.objects.create(message=message, word=word, position=0, mode="listen", is_new=False)
    correction = Correction.objects.create(
        message=message, position=0, code="c", explanation="x", start=0, end=1, span="x",
        suggestion="y", category="grammar", severity="low", confidence=1, source="rule",
    )  # fmt: skip
    CorrectionReport.objects.create(correction=correction, code="c", reported_at=NOON)


def plant_canaries(learner: Learner) -> dict[str, str]:
    """Write a canary of its own into every text of the learner's rows; return them by field.

    Raises:
        AssertionError: a table that is about learners has no row here.
    """
    planted = {}
    for label, entry in REGISTRY.items():
        if isinstance(entry, (OfLearner, Secret)):
            model = apps.get_model(label)
            rows = model._default_manager.filter(**{entry.path: learner.pk})
            assert rows.exists(), f"tell_everything_about makes no {label}"
            for name, value in _texts(model).items():
                rows.update(**{name: value})
                planted[f"{label}.{name}"] = value if isinstance(value, str) else value[0]
    return planted


def _texts(model: type[Model]) -> dict[str, Any]:
    texts: dict[str, Any] = {}
    for number, field in enumerate(model._meta.concrete_fields):
        canary = f"{CANARY}-{model._meta.model_name}-{number}-{field.name}"
        if isinstance(field, JSONField):
            texts[field.name] = [canary]
        elif isinstance(field, (CharField, TextField)) and not field.choices:
            room = field.max_length or 100
            # In a short one the end, which is the field's own.
            texts[field.name] = canary if len(canary) <= room else f"{CANARY}{number:02}"[:room]
    return {name: value for name, value in texts.items() if not _is_key(model, name)}


def _is_key(model: type[Model], name: str) -> bool:
    return bool(model._meta.get_field(name).primary_key)  # type: ignore[union-attr]


def tables_with_canaries() -> list[tuple[str, str]]:
    """Return every text column of the whole database, ours or not, in which a canary is left."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for column in connection.introspection.get_table_description(cursor, table):
                quote = connection.ops.quote_name
                cursor.execute(
                    f"SELECT COUNT(*) FROM {quote(table)}"
                    f" WHERE LOWER(CAST({quote(column.name)} AS TEXT)) LIKE %s",
                    [f"%{CANARY}%"],
                )
                if cursor.fetchone()[0]:
                    found.append((table, column.name))
    return found
