"""A session's figures are those of its targets."""

from sessions.models import LearningSession, Target
from sessions.turn.counting import count_words
from tests.sessions.talks import talk


def target(message, word, position, **fields):
    fields = {"mode": "elicit", "is_new": False, "used": True} | fields
    return Target.objects.create(message=message, word=word, position=position, **fields)


def test_uses_are_counted_and_words_once(learner, words):
    session = talk(learner, 0, 1, 2, 3)
    first, _, second, _ = session.messages.order_by("sequence_number")
    apple, market, eat, bread, drink = words
    target(first, apple, 0, mode="introduce", is_new=True)
    target(first, market, 1, error_severity="medium")
    target(first, eat, 2, used=False)
    target(second, apple, 0)
    target(second, bread, 1, mode="introduce", is_new=True, used=None)
    target(second, drink, 2, mode="listen", is_new=True)
    session.uses = session.words_practiced = 99

    count_words(session)

    assert (session.uses, session.clean_uses) == (4, 3)
    assert (session.words_practiced, session.new_words_introduced) == (3, 1)
    assert LearningSession.objects.get().uses == 0  # the caller saves it
