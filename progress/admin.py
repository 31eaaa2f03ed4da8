"""Windows on what learners remember."""

from django.contrib import admin

from learners.admin import Window
from progress.models import Card, Review, WordUse
from vocabulary.models import Word


@admin.register(Card)
class CardAdmin(Window[Card]):
    list_display = [
        "learner",
        "word",
        "state",
        "stability",
        "difficulty",
        "due_at",
        "repetitions",
        "lapses",
        "suspended",
    ]
    list_filter = ["state", "suspended"]
    list_select_related = ["learner", "word"]
    search_fields = ["learner__email__startswith", "word__search_key__startswith"]
    ordering = ["-id"]


@admin.register(Review)
class ReviewAdmin(Window[Review]):
    list_display = [
        "learner",
        "card_word",
        "kind",
        "source",
        "rating",
        "reviewed_at",
        "state_before",
        "state_after",
        "evidence",
        "counts",
    ]
    list_filter = ["kind", "source", "rating"]
    list_select_related = ["learner", "card__word"]
    search_fields = ["learner__email__startswith", "card__word__search_key__startswith"]
    ordering = ["-id"]

    @admin.display(description="word")
    def card_word(self, review: Review) -> Word:
        return review.card.word


@admin.register(WordUse)
class WordUseAdmin(Window[WordUse]):
    list_display = ["learner", "word", "evidence", "confidence", "is_target", "created_at"]
    list_filter = ["evidence", "is_target"]
    list_select_related = ["learner", "word"]
    search_fields = ["learner__email__startswith", "word__search_key__startswith"]
    ordering = ["-id"]
