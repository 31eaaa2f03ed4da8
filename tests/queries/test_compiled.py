import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ExpressionWrapper, F, IntegerField

from learners.models import StudyDay, WordList, WordListEntry, XpEntry
from progress.models import Card
from queries import compiled
from tests.conftest import NOON, make_word
from vocabulary.models import Word

NAMES = ("pain", "lait", "eau", "riz", "thé")


@pytest.fixture
def words(db) -> list[Word]:
    return [make_word(name) for name in NAMES]


@pytest.fixture
def cards(words, learner) -> list[Card]:
    return [
        Card.objects.create(learner=learner, word=word, due_at=NOON + timedelta(hours=n))
        for n, word in enumerate(words)
    ]


def counting(build):
    """Return a function that builds, and the list of its calls."""
    calls = []

    def counted(**values):
        calls.append(values)
        return build(**values)

    return counted, calls


@pytest.mark.parametrize("hours", [-1, 0, 2, 9])
def test_a_select_finds_what_its_queryset_finds(cards, learner, other_learner, hours):
    due = compiled.Select(
        lambda learner, now: Card.objects.filter(learner=learner).due(now).select_related("word")
    )
    now = NOON + timedelta(hours=hours)

    found = due(learner=learner.pk, now=now)

    assert found == list(Card.objects.filter(learner=learner).due(now))
    assert [card.word.lemma for card in found] == list(NAMES[: hours + 1])
    assert due(learner=other_learner.pk, now=now) == []


def test_a_select_gives_rows_in_the_form_that_its_queryset_has(cards, learner):
    mine = Card.objects.order_by("id")

    flat = compiled.Select(lambda of: mine.filter(learner=of).values_list("word_id", flat=True))
    rows = compiled.Select(lambda of: mine.filter(learner=of).values_list("due_at", "suspended"))
    named = compiled.Select(lambda of: mine.filter(learner=of).values_list("pk", named=True))

    assert flat(of=learner.pk) == [card.word_id for card in cards]
    assert rows(of=learner.pk) == [(card.due_at, False) for card in cards]
    assert [row.pk for row in named(of=learner.pk)] == [card.pk for card in cards]
    assert named.first(of=learner.pk).pk == cards[0].pk
    assert named.first(of=uuid.uuid4()) is None


@pytest.mark.parametrize("count", range(6))
def test_a_list_may_have_any_length(cards, words, count):
    build = compiled.Select(
        lambda ids: Card.objects.filter(word__in=ids, word_id__in=ids).order_by("id")
    )

    found = build(ids=[word.pk for word in words[:count]])

    assert found == cards[:count]


def test_a_query_is_compiled_once_for_all_values_and_a_few_lengths(words):
    build, calls = counting(lambda ids, level: Word.objects.filter(pk__in=ids, level=level))
    select = compiled.Select(build)
    ids = [word.pk for word in words]

    found = [len(select(ids=ids[:n], level=level)) for n in (3, 4, 3) for level in ("A1", "B1")]

    assert found == [3, 0, 4, 0, 3, 0]
    assert len(calls) == 1
    assert len(select(ids=ids, level="A1")) == 5
    assert len(calls) == 2


def test_a_select_may_lock_what_it_finds(cards, learner):
    lock = compiled.Select(lambda of: Card.objects.select_for_update().filter(learner=of))

    with transaction.atomic():
        assert len(lock(of=learner.pk)) == 5


def test_an_update_says_how_many_rows_matched(cards, learner, words):
    put_aside = compiled.Update(
        lambda of, ids, day, more: (
            Card.objects.filter(learner=of, word__in=ids),
            {
                "suspended": True,
                "introduced_date": day,
                "introductions": F("introductions") + ExpressionWrapper(more, IntegerField()),
            },
        )
    )
    ids = [word.pk for word in words[:3]]

    assert put_aside(of=learner.pk, ids=ids, day=NOON.date(), more=2) == 3
    assert put_aside(of=learner.pk, ids=[], day=NOON.date(), more=2) == 0
    assert put_aside(of=uuid.uuid4(), ids=ids, day=NOON.date(), more=2) == 0
    rows = Card.objects.order_by("id").values_list("suspended", "introduced_date", "introductions")
    assert list(rows) == [(True, NOON.date(), 2)] * 3 + [(False, None, 0)] * 2


def test_a_save_writes_the_fields_it_is_made_for_and_no_other(words):
    save = compiled.Save(Word, ["topics", "status", "merged_into"])
    word, other = words[:2]
    word.topics, word.status, word.merged_into = ["food", "home"], Word.Status.RETIRED, other
    word.level = "C1"

    assert save(word) == 1

    word.refresh_from_db()
    assert (word.topics, word.status, word.merged_into) == (["food", "home"], "retired", other)
    assert word.level == "A1"


def test_inserted_instances_have_their_keys(words, learner):
    word_list = WordList(owner=learner, name="Cuisine")
    entries = [WordListEntry(word_list=word_list, word=word, message_id=None) for word in words[:3]]

    compiled.Insert(WordList)([word_list])
    compiled.Insert(WordListEntry)(entries)
    compiled.Insert(WordListEntry)([])

    assert list(word_list.entries.order_by("id")) == entries
    assert [entry.word_id for entry in word_list.entries.order_by("id")] == [
        word.pk for word in words[:3]
    ]
    assert not entries[0]._state.adding


def test_an_insert_can_leave_what_is_there(learner):
    insert = compiled.Insert(StudyDay, ignore_conflicts=True)

    for _ in range(2):
        insert([StudyDay(learner=learner, date=NOON.date())])

    assert learner.study_days.count() == 1


def test_an_insert_that_fails_spoils_its_transaction(learner):
    insert = compiled.Insert(XpEntry)
    thing = {"learner": learner, "source": "turn", "source_id": "1", "amount": 10}
    when = {"study_date": NOON.date(), "created_at": NOON}
    insert([XpEntry(**thing, **when)])

    with transaction.atomic():
        with pytest.raises(IntegrityError):
            insert([XpEntry(**thing, **when)])

        assert connection.needs_rollback

    assert learner.xp_entries.count() == 1


@pytest.mark.django_db(transaction=True)
def test_threads_share_what_is_compiled_and_use_their_own_connections(words):
    build, calls = counting(lambda lemma: Word.objects.filter(lemma=lemma).values_list("lemma"))
    select = compiled.Select(build)
    assert select(lemma="pain") == [("pain",)]

    def in_a_thread(lemma):
        try:
            return select(lemma=lemma)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as threads:
        found = list(threads.map(in_a_thread, NAMES))

    assert found == [[(name,)] for name in NAMES]
    assert len(calls) == 1
