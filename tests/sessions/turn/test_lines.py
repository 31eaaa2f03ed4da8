"""Lines of the transcript are numbered without gap, and carry their targets."""

from django.utils import timezone

from progress.models import Card
from sessions.models import LearningSession, Message
from sessions.turn.lines import add_message, add_reply
from tutoring.brief import Mode, ReplyFinished, TargetWord


def reply(text, *, missed=()):
    return ReplyFinished(text=text, provider="scripted", missed=missed)


def target_of(word, mode):
    return TargetWord(word.pk, word.lemma, word.gloss, mode=mode, is_new=True)


def test_each_line_gets_the_next_number(session):
    now = timezone.now()

    for content in ("Bonjour !", "Salut !", "Ça va ?"):
        add_message(session, sender="user", content=content, turn=None, now=now)

    assert list(Message.objects.values_list("sequence_number", "content")) == [
        (1, "Bonjour !"),
        (2, "Salut !"),
        (3, "Ça va ?"),
    ]
    assert (session.last_sequence, session.last_activity_at) == (3, now)
    assert LearningSession.objects.get().last_sequence == 0  # the caller saves it


def test_a_reply_keeps_its_targets_and_begins_the_cards_of_what_it_introduced(session, words):
    apple, market, eat = words[:3]
    targets = [
        target_of(apple, Mode.INTRODUCE),
        target_of(market, Mode.INTRODUCE),
        target_of(eat, Mode.ELICIT),
    ]

    said = add_reply(
        session,
        reply("Voici une pomme.", missed=(market.pk,)),
        targets=targets,
        turn=None,
        now=timezone.now(),
    )

    kept = said.message.targets.values_list("word__lemma", "mode", "missed_plan")
    assert list(kept) == [
        ("pomme", "introduce", False),
        ("marché", "introduce", True),
        ("manger", "elicit", False),
    ]
    assert [shape.word for shape in said.targets] == ["pomme", "marché", "manger"]
    assert [card.word.lemma for card in Card.objects.select_related("word")] == ["pomme"]
