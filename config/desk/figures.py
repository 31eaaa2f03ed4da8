"""What learners' work says about words: counts only, nobody's name."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet

from progress.models import Card, Review, WordUse
from vocabulary.models import Word

MASTERED_DAYS: Final = 21
RECENT: Final = timedelta(days=90)
# Below these a share says more about chance than about the word.
FEWEST_REVIEWS: Final = 5
FEWEST_ERRORS: Final = 2

_ERRORS: Final = (WordUse.Evidence.LEXICAL_ERROR, WordUse.Evidence.FORM_ERROR)
_RECALLS: Final = Count("pk")
_REMEMBERED: Final = Count("pk", filter=Q(rating__gte=Review.Rating.HARD))
_SILENT: Final = (WordUse.Evidence.NOT_USED, WordUse.Evidence.HINT_SHOWN)


@dataclass(frozen=True, slots=True)
class WordFigures:
    learners: int
    mastered: int
    recalls: int  # reviews of a card that was learned before
    remembered: int
    uses: int  # in conversation
    errors: int
    lookups: int

    @property
    def retention(self) -> float | None:
        """Share of recalls that succeeded."""
        return self.remembered / self.recalls if self.recalls else None


def figures_of(word: Word) -> WordFigures:
    """Return the figures of one word, in three queries."""
    cards = Card.objects.filter(word=word).exclude(state=Card.State.NEW)
    uses = WordUse.objects.filter(word=word).exclude(evidence__in=_SILENT)
    return WordFigures(
        lookups=word.lookups,
        **cards.aggregate(
            learners=Count("pk"),
            mastered=Count("pk", filter=Q(state="reviewing", stability__gte=MASTERED_DAYS)),
        ),
        **_recalls().filter(card__word=word).aggregate(recalls=_RECALLS, remembered=_REMEMBERED),
        **uses.aggregate(uses=Count("pk"), errors=Count("pk", filter=Q(evidence__in=_ERRORS))),
    )


def learners_of(words: Iterable[Word]) -> Counter[int]:
    """Return how many learners have a card of each word, by the word's id."""
    cards = Card.objects.filter(word__in=words).exclude(state=Card.State.NEW)
    return Counter(dict(cards.values_list("word").annotate(Count("pk"))))


def most_forgotten(*, now: datetime, limit: int = 50) -> list[Any]:
    """Return the words that are recalled worst, over the last 90 days."""
    words = (
        _recalls()
        .filter(reviewed_at__gt=now - RECENT)
        .values(word=F("card__word"), lemma=F("card__word__lemma"), gloss=F("card__word__gloss"))
        .annotate(recalls=_RECALLS, remembered=_REMEMBERED)
        .filter(recalls__gte=FEWEST_REVIEWS)
        .annotate(share=F("remembered") * 100 / F("recalls"))
    )
    return list(words.order_by("share", "-recalls", "word")[:limit])


def most_mistaken(*, now: datetime, limit: int = 50) -> list[Any]:
    """Return the words that learners most often get wrong in conversation, over 90 days."""
    words = (
        WordUse.objects.filter(created_at__gt=now - RECENT)
        .exclude(evidence__in=_SILENT)
        .values("word", lemma=F("word__lemma"), gloss=F("word__gloss"))
        .annotate(uses=Count("pk"), errors=Count("pk", filter=Q(evidence__in=_ERRORS)))
        .filter(errors__gte=FEWEST_ERRORS)
    )
    return list(words.order_by("-errors", "uses", "word")[:limit])


def _recalls() -> QuerySet[Review]:
    return Review.objects.counted().filter(state_before=Card.State.REVIEWING)
