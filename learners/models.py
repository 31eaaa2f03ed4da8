"""Who learns: learners, what they earned, and the days on which they studied."""

import uuid
import zoneinfo
from typing import Any, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.timezone import now

from learners.xp import level_of
from vocabulary.languages import PROFICIENCY_LEVELS
from vocabulary.models import Word


def validate_timezone(name: str) -> None:
    if name not in zoneinfo.available_timezones():
        raise ValidationError(f"'{name}' is not an IANA time zone such as 'Europe/Paris'.")


class LearnerManager(BaseUserManager["Learner"]):
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

    def __str__(self) -> str:
        return self.email

    @property
    def cefr_level(self) -> str:
        return PROFICIENCY_LEVELS[self.proficiency_level]

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.timezone)

    @property
    def level(self) -> int:
        return level_of(self.total_xp)


class RefreshFamily(models.Model):
    """One sign-in: a chain of refresh tokens of which only the newest is good."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="refresh_families")
    current_jti = models.CharField(max_length=32)
    previous_jti = models.CharField(max_length=32, blank=True)
    rotated_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    revoked = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "refresh families"

    def __str__(self) -> str:
        return f"sign-in {self.pk}"


class XpEntry(models.Model):
    """One line of the XP ledger."""

    class Source(models.TextChoices):
        TURN = "turn"
        ACHIEVEMENT = "achievement"

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="xp_entries")
    amount = models.PositiveIntegerField()
    source = models.CharField(max_length=12, choices=Source)
    source_id = models.CharField(max_length=64, help_text="Turn id or achievement key.")
    study_date = models.DateField()
    created_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "XP entries"
        constraints = [
            # XP for one thing is given once, however often the work is repeated.
            models.UniqueConstraint(
                fields=["learner", "source", "source_id"], name="xp_entry_once_per_source"
            ),
        ]
        indexes = [models.Index(fields=["learner", "study_date"], name="xp_entry_by_day")]

    def __str__(self) -> str:
        return f"{self.amount} XP"


class StudyDay(models.Model):
    """A study day on which the learner took a turn or reviewed a card."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="study_days")
    date = models.DateField(help_text="The learner's local date; a day starts at 04:00.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "date"], name="study_day_unique"),
        ]

    def __str__(self) -> str:
        return self.date.isoformat()


class EarnedAchievement(models.Model):
    """An achievement that a learner has reached; what there is to reach is code."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="achievements")
    key = models.CharField(max_length=40)
    unlocked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "key"], name="earned_achievement_once"),
        ]

    def __str__(self) -> str:
        return self.key


class Budget(models.Model):
    """The model tokens of one day: of one learner, or of the whole site."""

    learner = models.ForeignKey(
        Learner,
        null=True,
        on_delete=models.CASCADE,
        related_name="budgets",
        help_text="Empty for the whole site.",
    )
    day = models.DateField(help_text="The study day of whoever spends.")
    reserved_tokens = models.PositiveBigIntegerField(
        default=0, help_text="Held back for turns that are being answered."
    )
    spent_tokens = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "day"], name="budget_unique_per_learner"),
            models.UniqueConstraint(
                fields=["day"], condition=Q(learner=None), name="budget_unique_per_site"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.spent_tokens} tokens"


class ModelUse(models.Model):
    """What one learner's turns used of one model on one day."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="model_uses")
    day = models.DateField(help_text="The learner's study day.")
    provider = models.CharField(max_length=20)
    model = models.CharField(max_length=100)
    calls = models.PositiveIntegerField(default=0)
    input_tokens = models.PositiveBigIntegerField(default=0)
    output_tokens = models.PositiveBigIntegerField(default=0)
    cost_usd = models.DecimalField(
        max_digits=12, decimal_places=6, default=0, help_text="US dollars, by our price table."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "day", "provider", "model"], name="model_use_unique"
            ),
        ]
        indexes = [models.Index(fields=["day"], name="model_use_by_day")]

    def __str__(self) -> str:
        return f"{self.provider} {self.model} on {self.day}"


class WordListQuerySet(models.QuerySet["WordList"]):
    def visible_to(self, learner: Learner) -> Self:
        return self.filter(Q(owner=learner) | Q(shared=True))


class WordList(models.Model):
    """Words put together to be learned: by the system, by a teacher, or by the learner."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        Learner,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="word_lists",
        help_text="Empty for a list of the system.",
    )
    name = models.CharField(max_length=100)
    description = models.TextField(blank=True)
    language = models.CharField(max_length=10, default="fr", help_text="ISO 639-1 code.")
    shared = models.BooleanField(default=False, help_text="Every learner can use it.")
    created_at = models.DateTimeField(default=now, editable=False)
    words = models.ManyToManyField(Word, through="WordListEntry", related_name="lists")

    objects = WordListQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="word_list_unique_name"),
            models.UniqueConstraint(
                fields=["name"], condition=Q(owner=None), name="word_list_unique_system_name"
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | Q(shared=True), name="word_list_system_is_shared"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class WordListEntry(models.Model):
    """A word on a list, and where it came from."""

    word_list = models.ForeignKey(WordList, on_delete=models.CASCADE, related_name="entries")
    word = models.ForeignKey(Word, on_delete=models.PROTECT, related_name="list_entries")
    note = models.CharField(max_length=255, blank=True)
    message_id = models.UUIDField(null=True, blank=True, help_text="Where the learner met it.")
    added_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name_plural = "word list entries"
        constraints = [
            models.UniqueConstraint(fields=["word_list", "word"], name="word_list_entry_unique"),
        ]

    def __str__(self) -> str:
        return f"word {self.word_id}"
