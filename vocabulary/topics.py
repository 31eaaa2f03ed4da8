"""The closed list of topics a word can belong to and a conversation can be about."""

from typing import Final

TOPICS: Final = (
    "animals",
    "arts",
    "body",
    "business",
    "city",
    "clothes",
    "communication",
    "daily_life",
    "education",
    "emotions",
    "family",
    "food",
    "health",
    "home",
    "leisure",
    "nature",
    "numbers",
    "people",
    "politics",
    "science",
    "shopping",
    "society",
    "sports",
    "technology",
    "time",
    "travel",
    "weather",
    "work",
)
