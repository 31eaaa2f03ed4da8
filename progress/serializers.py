"""Memory as clients see it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from rest_framework import serializers

from progress.applying import Outcome
from progress.evidence import Evidence
from progress.models import Card, Parameters, Review
from progress.queue import QueueItem
from progress.scheduler import LONGEST_INTERVAL_DAYS, Rating
from wire.inputs import MAX_ID

OLDEST_REVIEW = timedelta(days=7)
# A client's clock may be ahead of ours by this much.
CLOCK_TOLERANCE = timedelta(minutes=1)
MAX_RESPONSE_MS = 2**31 - 1

STATES = Card.State.choices
RATINGS = [(rating.value, rating.name.lower()) for rating in Rating]


class QueueQuery(serializers.Serializer[Any]):
    limit = serializers.IntegerField(min_value=1, max_value=50, default=10)
    language = serializers.CharField(
        max_length=10, required=False, help_text="ISO 639-1; else the learner's target language."
    )


class DueQuery(QueueQuery):
    cursor = serializers.CharField(required=False, help_text="`next_cursor` of the page before.")


class ReviewInput(serializers.Serializer[Any]):
    word_id = serializers.IntegerField(min_value=1, max_value=MAX_ID)
    rating = serializers.ChoiceField(
        RATINGS, help_text="0 again, 1 hard (remembered with effort: a pass), 2 good, 3 easy."
    )
    response_time_ms = serializers.IntegerField(
        min_value=0, max_value=MAX_RESPONSE_MS, required=False, allow_null=True
    )
    reviewed_at = serializers.DateTimeField(
        required=False,
        allow_null=True,
        help_text="When the learner answered, at most 7 days ago; now if left out.",
    )

    def validate_rating(self, rating: int) -> Rating:
        return Rating(rating)

    def validate_reviewed_at(self, reviewed_at: datetime | None) -> datetime | None:
        if reviewed_at is None:
            return None
        now = timezone.now()
        if reviewed_at > now + CLOCK_TOLERANCE:
            raise serializers.ValidationError("must not be in the future.", code="in_future")
        if reviewed_at < now - OLDEST_REVIEW:
            raise serializers.ValidationError("must be at most 7 days old.", code="too_old")
        return min(reviewed_at, now)


class ReviewOutcome(serializers.ModelSerializer[Review]):
    """What a review made of the card, also when it is sent again with the same key."""

    word_id = serializers.IntegerField(source="card.word_id")
    state = serializers.ChoiceField(STATES, source="state_after")
    stability = serializers.FloatField(source="stability_after")
    difficulty = serializers.FloatField(source="difficulty_after")
    next_review = serializers.DateTimeField(source="due_at")

    class Meta:
        model = Review
        fields = ["word_id", "state", "stability", "difficulty", "scheduled_days", "next_review"]


class CardOutcome(serializers.ModelSerializer[Card]):
    """A card after it was undone, put aside or resumed."""

    next_review = serializers.DateTimeField(source="due_at", allow_null=True)

    class Meta:
        model = Card
        fields = [
            "word_id",
            "state",
            "stability",
            "difficulty",
            "scheduled_days",
            "next_review",
            "suspended",
            "known",
        ]


class AnswerPreview(serializers.Serializer[Any]):
    """What one answer would do, to the day."""

    state = serializers.ChoiceField(STATES, source="memory.state")
    scheduled_days = serializers.IntegerField()
    next_review = serializers.DateTimeField(source="due_at")


class Preview(serializers.Serializer[Mapping[Rating, Outcome]]):
    again = AnswerPreview()
    hard = AnswerPreview()
    good = AnswerPreview()
    easy = AnswerPreview()

    def to_representation(self, outcomes: Mapping[Rating, Outcome]) -> dict[str, Any]:
        return {
            rating.name.lower(): AnswerPreview(outcome).data for rating, outcome in outcomes.items()
        }


class QueueItemOutput(serializers.Serializer[Any]):
    word_id = serializers.IntegerField(source="word.pk")
    word = serializers.CharField(source="word.lemma")
    language = serializers.CharField(source="word.language")
    english_translation = serializers.CharField(source="word.gloss")
    part_of_speech = serializers.SerializerMethodField()
    difficulty_level = serializers.IntegerField(source="word.difficulty_level")
    state = serializers.ChoiceField(STATES, source="card.state", default=Card.State.NEW.value)
    next_review = serializers.DateTimeField(source="card.due_at", default=None, allow_null=True)
    scheduled_days = serializers.IntegerField(
        source="card.scheduled_days", default=None, allow_null=True
    )
    is_new = serializers.SerializerMethodField()
    is_leech = serializers.SerializerMethodField(help_text="Forgotten again and again.")
    retrievability = serializers.FloatField(allow_null=True)
    preview = Preview()

    def get_part_of_speech(self, item: QueueItem) -> str | None:
        return item.word.part_of_speech or None

    def get_is_new(self, item: QueueItem) -> bool:
        return item.card is None

    def get_is_leech(self, item: QueueItem) -> bool:
        return item.card is not None and item.card.is_leech


class DuePageOutput(serializers.Serializer[Any]):
    items = QueueItemOutput(many=True)
    next_cursor = serializers.CharField(allow_null=True)


class HistoryEntry(serializers.ModelSerializer[Review]):
    """One row of a card's log."""

    rating = serializers.ChoiceField(RATINGS, allow_null=True)
    state = serializers.ChoiceField(STATES, source="state_after")
    stability = serializers.FloatField(source="stability_after", allow_null=True)
    difficulty = serializers.FloatField(source="difficulty_after", allow_null=True)
    next_review = serializers.DateTimeField(source="due_at", allow_null=True)
    evidence = serializers.SerializerMethodField(help_text="What was seen in conversation.")
    undone = serializers.SerializerMethodField()

    class Meta:
        model = Review
        fields = [
            "kind",
            "source",
            "rating",
            "reviewed_at",
            "study_date",
            "elapsed_days",
            "response_time_ms",
            "retrievability",
            "state",
            "stability",
            "difficulty",
            "scheduled_days",
            "next_review",
            "evidence",
            "undone",
        ]

    def get_evidence(self, review: Review) -> str | None:
        return review.evidence or None

    def get_undone(self, review: Review) -> bool:
        return not review.counts


class CardDetail(serializers.Serializer[Any]):
    word_id = serializers.IntegerField(source="word.pk")
    state = serializers.ChoiceField(STATES, source="card.state")
    stability = serializers.FloatField(source="card.stability", allow_null=True)
    difficulty = serializers.FloatField(source="card.difficulty", allow_null=True)
    scheduled_days = serializers.IntegerField(source="card.scheduled_days", allow_null=True)
    next_review = serializers.DateTimeField(source="card.due_at", allow_null=True)
    last_review = serializers.DateTimeField(source="card.last_reviewed_at", allow_null=True)
    reps = serializers.IntegerField(source="card.repetitions", help_text="Scheduling reviews.")
    lapses = serializers.IntegerField(source="card.lapses")
    correct_count = serializers.IntegerField()
    incorrect_count = serializers.IntegerField()
    hint_count = serializers.IntegerField()
    proficiency_score = serializers.IntegerField(help_text="0 to 100.")
    reviews_logged = serializers.IntegerField(help_text="All that were not undone.")
    retrievability = serializers.FloatField(allow_null=True)
    suspended = serializers.BooleanField(source="card.suspended")
    known = serializers.BooleanField(source="card.known")
    is_leech = serializers.BooleanField(
        source="card.is_leech", help_text="Forgotten again and again."
    )
    history = HistoryEntry(many=True, help_text="Newest first, at most 50.")


class Event(serializers.Serializer[Any]):
    """Something that happened to a word, and what it did."""

    at = serializers.DateTimeField()
    kind = serializers.CharField(help_text="A kind of the log, or `use` for evidence alone.")
    # A field of its own has this name in the base class, where it is the field's source.
    source = serializers.CharField(allow_null=True)  # type: ignore[assignment]
    evidence = serializers.ChoiceField([e.value for e in Evidence], allow_null=True)
    rating = serializers.ChoiceField(RATINGS, allow_null=True)
    sentence = serializers.CharField()
    stability_before = serializers.FloatField(allow_null=True)
    stability_after = serializers.FloatField(allow_null=True)
    next_review = serializers.DateTimeField(allow_null=True)
    xp = serializers.IntegerField(help_text="Earned by the turn that the word was used in.")
    message_id = serializers.UUIDField(allow_null=True)
    undone = serializers.BooleanField()


class Why(serializers.Serializer[Any]):
    word_id = serializers.IntegerField()
    sentence = serializers.CharField(help_text="Why the word is due when it is.")
    state = serializers.ChoiceField(STATES)
    next_review = serializers.DateTimeField(allow_null=True)
    retrievability = serializers.FloatField(allow_null=True)
    desired_retention = serializers.FloatField()
    stability = serializers.FloatField(allow_null=True)
    is_leech = serializers.BooleanField()
    events = Event(many=True, help_text="Newest first.")


class MemorySettingsInput(serializers.Serializer[Any]):
    maximum_interval = serializers.IntegerField(
        min_value=1, max_value=LONGEST_INTERVAL_DAYS, help_text="Days."
    )


class WeightsOutput(serializers.ModelSerializer[Parameters]):
    """Weights fitted to the learner, and what spoke for them."""

    class Meta:
        model = Parameters
        fields = [
            "algorithm",
            "decision",
            "weights",
            "scored_reviews",
            "held_out_reviews",
            "loss_in_use",
            "loss_of_candidate",
            "standard_error",
            "fitted_at",
        ]


class MemorySettingsOutput(serializers.Serializer[Any]):
    maximum_interval = serializers.IntegerField(help_text="Days.")
    desired_retention = serializers.FloatField(
        source="learner.desired_retention", help_text="Part of the profile."
    )
    personal_weights = WeightsOutput(
        source="parameters", allow_null=True, help_text="Null while the defaults are in use."
    )


class BacklogDay(serializers.Serializer[Any]):
    date = serializers.DateField()
    due_now = serializers.IntegerField()
    due_then = serializers.IntegerField()


class BacklogOutput(serializers.Serializer[Any]):
    """Reviews per day, as they are and as they would be."""

    days = BacklogDay(many=True)
    overdue_now = serializers.IntegerField()
    overdue_then = serializers.IntegerField()
    moved = serializers.IntegerField(help_text="Cards whose due date would change.")


class RescheduleOutput(serializers.Serializer[Any]):
    moved = serializers.IntegerField(help_text="Cards whose due date changed.")
