"""What each learner remembers: one card per word, moved only by its reviews."""

from progress.models.card import Card, CardQuerySet
from progress.models.log import Review, ReviewQuerySet, WordUse
from progress.models.settings import DaySnapshot, MemorySettings, Parameters

__all__ = [
    "Card",
    "CardQuerySet",
    "DaySnapshot",
    "MemorySettings",
    "Parameters",
    "Review",
    "ReviewQuerySet",
    "WordUse",
]
