"""A signed-in person."""

import uuid
import zoneinfo
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.timezone import now

from learners.xp import level_of
from vocabulary.languages import PROFICIENCY_LEVELS


def validate_timezone(name: str) -> None:
    if name not in zoneinfo.available_timezones():
        raise ValidationError(f"'{name}' is not an IANA time zone such as 'Europe/Paris'.")


class LearnerQuerySet(models.QuerySet["Learner"]):
    # What ends sign-ins stands here and in `Learner.save`, where no page, command or import that
    # writes a password or a lock-out can forget it.
    ENDING_SIGN_INS = frozenset({"password", "is_active"})

    def update(self, **fields: Any) -> int:
        """Write; a password or `is_active` among the fields ends every sign-in."""
        if self.ENDING_SIGN_INS.isdisjoint(fields):
            return super().update(**fields)
        with transaction.atomic():
            RefreshFamily.objects.filter(learner__in=self.values("pk")).update(revoked=True)
            return super().update(auth_version=F("auth_version") + 1, **fields)

    def keeping_sign_ins(self, **fields: Any) -> int:
        """Write as `update` does elsewhere."""
        return super().update(**fields)

    def end_sign_ins(self) -> None:
        """End every sign-in: access tokens, refresh tokens, sockets and the admin's sessions."""
        self.update(is_active=F("is_active"))


class LearnerManager(BaseUserManager["Learner"]):
    def get_queryset(self) -> LearnerQuerySet:
        return LearnerQuerySet(self.model, using=self._db)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Learner":
        learner = self.model(email=self.normalize_email(email), **fields)
        learner.set_password(password)
        learner.save()
        return learner

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Learner":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str | None) -> "Learner":
        return self.get(email__iexact=email)


class Learner(AbstractBaseUser, PermissionsMixin):
    """A signed-in person; staff are learners with more rights."""

    class Strictness(models.TextChoices):
        GENTLE = "gentle"
        BALANCED = "balanced"
        STRICT = "strict"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(max_length=254)
    full_name = models.CharField(max_length=255, blank=True)
    native_language = models.CharField(max_length=10, default="en")
    target_language = models.CharField(max_length=10, default="fr")
    proficiency_level = models.CharField(
        max_length=20, default="beginner", choices=[(name, name) for name in PROFICIENCY_LEVELS]
    )
    timezone = models.CharField(max_length=64, default="UTC", validators=[validate_timezone])
    daily_goal_minutes = models.PositiveIntegerField(default=15)
    notifications_enabled = models.BooleanField(default=True)
    preferred_session_time = models.TimeField(null=True, blank=True)
    desired_retention = models.FloatField(
        default=0.9,
        validators=[MinValueValidator(0.70), MaxValueValidator(0.97)],
        help_text="Probability of recall at which a card comes due, 0.70 to 0.97.",
    )
    new_words_per_day = models.PositiveSmallIntegerField(
        default=10, validators=[MaxValueValidator(100)]
    )
    correction_strictness = models.CharField(
        max_length=8, choices=Strictness, default=Strictness.BALANCED
    )
    subscription_tier = models.CharField(max_length=20, default="free")
    subscription_expires_at = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    is_verified = models.BooleanField(default=False)
    is_guest = models.BooleanField(
        default=False, help_text="Made for one try-out, embedded mode only."
    )
    total_xp = models.PositiveIntegerField(
        default=0, editable=False, help_text="Always the sum of the learner's XP entries."
    )
    delete_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="Everything about the learner is deleted then, unless they sign in before.",
    )
    # Compared with the claim of every token, so that one increment ends all sign-ins.
    auth_version = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=now, editable=False)

    objects = LearnerManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="learner_unique_email"),
            models.CheckConstraint(
                condition=Q(desired_retention__gte=0.70, desired_retention__lte=0.97),
                name="learner_retention_in_range",
            ),
            models.CheckConstraint(
                condition=Q(new_words_per_day__lte=100), name="learner_new_words_in_range"
            ),
        ]
        indexes = [
            models.Index(
                fields=["delete_at"],
                condition=Q(delete_at__isnull=False),
                name="learner_to_delete",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store; a new password, or being locked out, ends every sign-in."""
        is_new, has_new_password = self._state.adding, self._password is not None
        with transaction.atomic():
            super().save(*args, **kwargs)
            if not is_new and (has_new_password or not self.is_active):
                self.end_sign_ins()

    def set_unusable_password(self) -> None:
        super().set_unusable_password()
        self._password = ""  # for `save`: it is new, too

    def end_sign_ins(self) -> None:
        Learner.objects.get_queryset().filter(pk=self.pk).end_sign_ins()
        self.refresh_from_db(fields=["auth_version"])

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Tie the admin's sessions to the version too: one that ended does not come back."""
        proof = f"{self.auth_version}:{self.password}"
        return salted_hmac("learners.session", proof, secret=secret, algorithm="sha256").hexdigest()

    @property
    def cefr_level(self) -> str:
        return PROFICIENCY_LEVELS[self.proficiency_level]

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.timezone)

    @property
    def level(self) -> int:
        return level_of(self.total_xp)


class KnownNetwork(models.Model):
    """Where a learner once signed in from, and may whatever others do to the account meanwhile."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="known_networks")
    network = models.CharField(max_length=32, help_text="A digest of the address.")
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "network"], name="known_network_unique"),
        ]

    def __str__(self) -> str:
        return f"network {self.pk}"


class RefreshFamily(models.Model):
    """One sign-in: a chain of refresh tokens of which only the newest is good."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="refresh_families")
    device_name = models.CharField(
        max_length=100, blank=True, db_default="", help_text="As the client says, or its browser."
    )
    has_second_factor = models.BooleanField(
        db_default=False, default=False, help_text="Begun with a code beside the password."
    )
    started_at = models.DateTimeField(null=True)
    current_jti = models.CharField(max_length=32)
    previous_jti = models.CharField(max_length=32, blank=True)
    rotated_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    revoked = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "refresh families"

    def __str__(self) -> str:
        return f"sign-in {self.pk}"
