import uuid
from datetime import UTC, datetime, timedelta

import pytest

from config.desk.merging import MergeRefused, merge_words, undo_merge
from learners.models import Learner, WordList
from progress.cards import log_row
from progress.models import Card, Review, WordUse
from progress.replaying import replay
from progress.reviews import mark_known, record_review, resume, suspend
from progress.scheduler import DEFAULT_WEIGHTS, Preset, Rating
from sessions.models import LearningSession, Message, Target
from tests.vocabulary.words import make_word
from vocabulary.attached import forms_of, more_examples_of
from vocabulary.models import Word

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=60)


@pytest.fixture
def alice():
    return Learner.objects.create_user("alice@example.org", "secret")


@pytest.fixture
def bike():
    return make_word("vélo", "vélos", gloss="bike", frequency_rank=900)


@pytest.fixture
def bicycle():
    return make_word("velo", gender="masculine", gloss="bicycle", example="Un vélo.", level="A1")


def review(learner, word, day, rating=Rating.GOOD):
    moment = NOON + timedelta(days=day)
    return record_review(
        learner=learner, word=word, rating=rating, reviewed_at=moment, now=moment
    ).card


def merge(survivor, duplicate):
    return merge_words(survivor_id=survivor.pk, duplicate_id=duplicate.pk, by=None, now=LATER)


def undo(merge):
    return undo_merge(merge.pk, by=None, now=LATER)


def progress():
    cards = Card.objects.order_by("word_id", "learner__email").values()
    return [{name: value for name, value in card.items() if name != "id"} for card in cards]


def log():
    fields = ["id", "card__word", "kind", "rating", "elapsed_days", "counted_days", "counts"]
    return list(Review.objects.order_by("id").values_list(*fields))


def equals_its_replay(card):
    rows = [log_row(row) for row in card.reviews.all()]
    state = replay(rows, preset=Preset(weights=DEFAULT_WEIGHTS, desired_retention=0.9))
    return (card.stability, card.difficulty, card.repetitions, card.lapses) == (
        state.memory.stability,
        state.memory.difficulty,
        state.repetitions,
        state.lapses,
    )


def test_who_knew_only_the_duplicate_knows_the_surviving_word(alice, bike, bicycle):
    before = review(alice, bicycle, 0)

    merge(bike, bicycle)

    card = Card.objects.get()
    assert (card.word, card.pk, card.stability, card.due_at) == (
        bike,
        before.pk,
        before.stability,
        before.due_at,
    )


def test_who_knew_both_has_one_card_made_from_both_logs(alice, bike, bicycle):
    for day in (0, 10):
        review(alice, bike, day)
    review(alice, bicycle, 4)
    review(alice, bicycle, 30, Rating.AGAIN)

    merge(bike, bicycle)

    card = Card.objects.get()
    assert card.word == bike
    assert (card.repetitions, card.lapses, card.state) == (4, 1, "relearning")
    rows = card.reviews.order_by("reviewed_at")
    assert list(rows.values_list("elapsed_days", "counted_days")) == [
        (None, 0),
        (4, 4),
        (6, 6),
        (20, 20),
    ]
    assert equals_its_replay(card)


def test_undoing_a_merge_gives_both_words_back_as_they_were(alice, bike, bicycle):
    bob = Learner.objects.create_user("bob@example.org", "secret")
    for learner, word, day in [
        (alice, bike, 0),
        (alice, bicycle, 4),
        (alice, bike, 10),
        (bob, bicycle, 3),
    ]:
        review(learner, word, day)
    before = progress(), log(), forms_of(bike)
    words = list(Word.objects.order_by("id").values("gloss", "example", "status", "level"))

    undo(merge(bike, bicycle))

    assert (progress(), log(), forms_of(bike)) == before
    assert list(Word.objects.order_by("id").values("gloss", "example", "status", "level")) == words


def test_reviews_recorded_since_the_merge_survive_its_undoing(alice, bike, bicycle):
    review(alice, bike, 0)
    review(alice, bicycle, 4)
    merged = merge(bike, bicycle)

    review(alice, bike, 61)
    undo(merged)

    cards = {card.word.lemma: card for card in Card.objects.select_related("word")}
    assert {lemma: card.repetitions for lemma, card in cards.items()} == {"vélo": 2, "velo": 1}
    assert all(equals_its_replay(card) for card in cards.values())


@pytest.mark.parametrize(
    ("put_aside", "state"),
    [
        ([], (False, False)),
        (["duplicate"], (False, False)),
        (["survivor"], (False, False)),
        (["duplicate", "survivor"], (True, False)),
    ],
)
def test_a_word_stays_put_aside_only_if_both_were(alice, bike, bicycle, put_aside, state):
    words = {"duplicate": bicycle, "survivor": bike}
    for word in words.values():
        review(alice, word, 0)
    for name in put_aside:
        suspend(learner=alice, word=words[name], now=NOON + timedelta(days=1))
    before = progress()

    merged = merge(bike, bicycle)

    card = Card.objects.get()
    assert (card.suspended, card.known) == state
    undo(merged)
    assert progress() == before


@pytest.mark.parametrize("known", ["duplicate", "survivor"])
def test_a_word_is_known_if_one_of_the_two_was(alice, bike, bicycle, known):
    words = {"duplicate": bicycle, "survivor": bike}
    for word in words.values():
        review(alice, word, 0)
    mark_known(learner=alice, word=words[known], now=NOON + timedelta(days=1))

    merge(bike, bicycle)

    assert Card.objects.get().known


def test_a_known_word_stays_known_though_the_other_was_taken_up_again(alice, bike, bicycle):
    for word in (bike, bicycle):
        review(alice, word, 0)
    mark_known(learner=alice, word=bicycle, now=NOON + timedelta(days=1))
    suspend(learner=alice, word=bike, now=NOON + timedelta(days=2))
    resume(learner=alice, word=bike, now=NOON + timedelta(days=3))
    before = progress()

    merged = merge(bike, bicycle)

    assert Card.objects.get().known
    undo(merged)
    assert progress() == before


def test_the_entries_become_one_and_nothing_written_is_lost(bike, bicycle):
    merge(bike, bicycle)

    bike.refresh_from_db()
    bicycle.refresh_from_db()
    assert (bike.gloss, bike.example, bike.level, bike.frequency_rank) == (
        "bike",
        "Un vélo.",
        "A1",
        1,
    )
    assert forms_of(bike) == ["vélos", "velo"]
    assert (bicycle.status, bicycle.merged_into) == ("retired", bike)


def test_targets_evidence_and_lists_follow(alice, bike, bicycle):
    session = LearningSession.objects.create(
        learner=alice, language="fr", started_at=NOON, last_activity_at=NOON
    )
    one, two = (
        Message.objects.create(
            session=session, sequence_number=n, sender="assistant", content="", created_at=NOON
        )
        for n in (1, 2)
    )
    for message, word in [(one, bicycle), (two, bicycle), (two, bike)]:
        Target.objects.create(
            message=message, word=word, position=word.pk, mode="listen", is_new=False
        )
        WordUse.objects.create(
            learner=alice,
            word=word,
            message_id=message.pk,
            evidence="elicited_use",
            study_date=NOON.date(),
            created_at=NOON,
        )
    lists = [WordList.objects.create(name=name, shared=True) for name in ("A", "B")]
    for word_list, word in [(lists[0], bicycle), (lists[1], bicycle), (lists[1], bike)]:
        word_list.entries.create(word=word)

    def points_to(model, field):
        return sorted(model.objects.values_list(field, "word"))

    kinds = [(Target, "message"), (WordUse, "message_id")]
    before = [points_to(*kind) for kind in kinds]
    merged = merge(bike, bicycle)

    both = sorted([(one.pk, bike.pk), (two.pk, bicycle.pk), (two.pk, bike.pk)])
    assert [points_to(*kind) for kind in kinds] == [both, both]
    assert [list(found.words.all()) for found in lists] == [[bike], [bike]]
    undo(merged)
    assert [points_to(*kind) for kind in kinds] == before
    assert [set(found.words.all()) for found in lists] == [{bike, bicycle}, {bike, bicycle}]


def test_every_table_that_points_to_a_word_is_known_to_the_merge():
    """A new one needs a line in `merge_words`, or a learner's progress stays behind."""
    tables = {relation.related_model.__name__ for relation in Word._meta.related_objects}

    assert tables == {
        "Card",
        "Target",
        "Word",
        "WordExample",
        "WordForm",
        "WordList",
        "WordListEntry",
        "WordMerge",
        "WordRevision",
        "WordUse",
    }


def test_two_words_are_refused_that_cannot_be_one(bike, bicycle):
    spanish = make_word("bici", language="es")
    retired = make_word("bécane", status=Word.Status.RETIRED)

    reasons = []
    for duplicate_id in (bike.pk, spanish.pk, retired.pk, uuid.uuid4().int >> 80):
        with pytest.raises(MergeRefused) as refusal:
            merge_words(survivor_id=bike.pk, duplicate_id=duplicate_id, by=None, now=NOON)
        reasons.append(str(refusal.value))

    assert reasons == [
        "A word cannot be merged into itself.",
        "The words belong to two languages.",
        "One of the words is retired.",
        "One of the words does not exist.",
    ]


def test_merges_are_undone_last_first_and_once(bike, bicycle):
    first = merge(bike, bicycle)
    second = merge(bike, make_word("bécane"))

    with pytest.raises(MergeRefused):
        undo(first)
    undo(second)
    undo(first)
    with pytest.raises(MergeRefused):
        undo(first)

    assert Word.objects.live().count() == 3


def test_examples_of_both_words_are_kept_and_parted_again(bike, bicycle):
    bike.more_examples.create(text="Mon vélo.", translation="My bike.")
    Word.objects.filter(pk=bike.pk).update(example="À vélo !")
    bicycle.more_examples.create(text="Mon vélo.", translation="")
    bicycle.more_examples.create(text="Des vélos.", translation="")
    before = more_examples_of(bike), more_examples_of(bicycle)

    merged = merge(bike, bicycle)

    assert more_examples_of(bike) == [
        ["Mon vélo.", "My bike."],
        ["Un vélo.", ""],
        ["Des vélos.", ""],
    ]
    undo(merged)
    assert (more_examples_of(bike), more_examples_of(bicycle)) == before
