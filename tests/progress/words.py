"""Words and cards for the tests of the memory."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from progress.evidence import Observation
from progress.models import Card, Review
from progress.reviews import record_review
from progress.scheduler import Rating
from progress.word_uses import SeenWord, record_uses
from vocabulary.models import Word

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def make_word(lemma, **fields):
    fields = {"frequency_rank": 100, "level": "A1", "part_of_speech": "noun"} | fields
    return Word.objects.create(lemma=lemma, gloss=f"the {lemma}", **fields)


def make_words(count, **fields):
    return [make_word(f"mot{n}", frequency_rank=100 + n, **fields) for n in range(count)]


def review(learner, word, rating=Rating.GOOD, *, at=NOON, **options):
    return record_review(
        learner=learner, word=word, rating=rating, reviewed_at=at, now=at, **options
    )


def reviewed_card(learner, word, *, at=NOON):
    """A card in the reviewing state, learned a while before `at` and due by then."""
    review(learner, word, Rating.EASY, at=at - 10 * DAY)
    return Card.objects.get(learner=learner, word=word)


def say(learner, *words, at=NOON, **seen):
    """Let the learner say words in one message."""
    observation = Observation(**{"used": True} | seen)
    return record_uses(
        learner=learner,
        observations=[SeenWord(word.pk, observation) for word in words],
        message_id=uuid4(),
        session_id=uuid4(),
        now=at,
    )


def log_of(card):
    return list(Review.objects.filter(card=card).order_by("id").values_list("kind", "counts"))
