"""The cards that `bench.queue` asks for, and how long each question takes."""

import random
import statistics
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db.models import Max
from django.utils import timezone

from bench.memory.weights import life, scattered
from learners.models import Learner
from progress.fitting import propose
from progress.models import Card, Review
from progress.optimising import answers_of
from progress.queue import QueueItem, due_page, due_words, queue
from progress.scheduler import DEFAULT_WEIGHTS
from progress.statistics import memory_report, word_counts
from vocabulary.models import Word

PAGE = 20
PAGES = 5
LANGUAGE = "fr"
Query = tuple[str, tuple[Any, ...]]
NAMESPACE = uuid.UUID("7b1d346a-aee5-4ac8-8605-0b7b67ac307f")

# One statement per thousand learners: PostgreSQL makes the rows itself. A card in fifteen is due,
# the rest lie ahead, most of them soon; stabilities go from a day to half a year. Word by word, so that
# a learner's cards lie scattered as they do after years.
_CARDS = """
INSERT INTO progress_card (
    learner_id, word_id, state, step, stability, difficulty, due_at, due_date, scheduled_days,
    last_reviewed_at, last_study_date, repetitions, lapses, suspended, known, introductions,
    introduced_date)
SELECT learner, word, 'reviewing', NULL, stability, 1 + 9 * random(), due, due::date,
       greatest(1, round(stability)), due - stability * interval '1 day',
       (due - stability * interval '1 day')::date, 5, 0, random() < 0.01, false, 1,
       (due - stability * interval '2 days')::date
FROM (
    SELECT learner, word, stability,
           date_trunc('day', now()) + interval '4 hours'
             + round((stability * (random() - 0.06))::numeric) * interval '1 day' AS due
    FROM (SELECT l.id AS learner, w.id AS word, exp(0.1 + 5 * random()) AS stability
          FROM unnest(%s::uuid[]) AS l(id), (SELECT id FROM vocabulary_word
                ORDER BY frequency_rank LIMIT %s) AS w) AS pairs
) AS cards
ORDER BY word
"""


def fill(*, learners: int, cards: int) -> None:
    """Make words, learners and cards, and let the planner know them."""
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0; SET synchronous_commit = off")
        started = time.perf_counter()
        _words(cards + 500)
        ids = [uuid.uuid5(NAMESPACE, str(number)) for number in range(learners)]
        for start in range(0, learners, 1000):
            some = ids[start : start + 1000]
            Learner.objects.bulk_create(Learner(pk=pk, email=f"{pk}@example.org") for pk in some)
            cursor.execute(_CARDS, [some, cards])
        cursor.execute("VACUUM ANALYZE progress_card, vocabulary_word")
        cursor.execute("SELECT pg_size_pretty(pg_relation_size('card_due')), version()")
        index, version = cursor.fetchone()
    minutes = (time.perf_counter() - started) / 60
    print(f"{version.split(' on ')[0]}: {Card.objects.count():,} cards in {minutes:.1f} minutes")
    print(f"partial index of due cards: {index}")


def _words(count: int) -> None:
    Word.objects.bulk_create(
        Word(
            lemma=f"mot{rank}", search_key=f"mot{rank}", frequency_rank=rank, gloss="word",
            part_of_speech="noun", level="A1", language=LANGUAGE,
        )
        for rank in range(1, count + 1)
    )  # fmt: skip


def measure(*, requests: int, seed: int) -> None:
    now = timezone.now()
    learners = _some_learners(requests, seed)
    print(f"{'':32}{'p50':>8}{'p95':>8}{'p99':>8}  ms")
    in_database = [_seconds_in_postgresql(_page_sql(one, now)) for one in learners]
    _print_row("first page, in PostgreSQL", in_database)
    _print_row("first page, rows to Python", _seconds(learners, lambda one: _page(one, now)))
    for number, seconds in enumerate(_pages(learners, now), start=1):
        _print_row(f"page {number} of {PAGE}, with previews", seconds)
    for name, question in (
        ("queue of 10, with new words", lambda one: _queue(one, now)),
        ("figures of the words", lambda one: word_counts(one, now=now)),
        ("report on the memory", lambda one: memory_report(one, now=now)),
    ):
        _print_row(name, _seconds(learners[: max(50, requests // 10)], question))
    _print_plan(learners[0], now)


def measure_attempts(*, sizes: tuple[int, ...] = (10_000, 100_000)) -> None:
    """Print how long one learner's fit takes, from the database to the decision."""
    for size in sizes:
        learner = Learner.objects.create(email=f"fitted{size}@example.org")
        _live(learner, size)
        started = time.perf_counter()
        answers = answers_of(learner)
        read = time.perf_counter() - started
        propose(answers, in_use=DEFAULT_WEIGHTS)
        whole = time.perf_counter() - started
        print(f"fit of {size:,} reviews: {whole:.2f} s, {read:.2f} s of them reading")


def _live(learner: Learner, reviews: int) -> None:
    """Write a simulated learner's reviews into the log."""
    rng = random.Random(reviews)
    answers = life(rng, scattered(rng, 1.0), reviews=reviews)
    first = 1 + (Word.objects.aggregate(last=Max("frequency_rank"))["last"] or 0)
    count = 1 + max(answer.card_id for answer in answers)
    words = Word.objects.bulk_create(
        Word(lemma=f"{learner.email}{rank}", frequency_rank=rank, language="xx")
        for rank in range(first, first + count)
    )
    cards = Card.objects.bulk_create(Card(learner=learner, word=word) for word in words)
    begun = timezone.now() - timedelta(days=20_000)
    Review.objects.bulk_create(
        (
            Review(
                card=cards[answer.card_id], learner=learner, kind="review", source="explicit",
                rating=answer.rating, reviewed_at=begun + timedelta(minutes=minute),
                study_date=begun.date(), elapsed_days=answer.elapsed_days,
                counted_days=answer.elapsed_days or 0, state_before="new", state_after="reviewing",
            )
            for minute, answer in enumerate(answers)
        ),
        batch_size=5000,
    )  # fmt: skip


def disconnect() -> None:
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's


def _some_learners(count: int, seed: int) -> list[Learner]:
    everyone = list(Learner.objects.order_by("pk"))
    return random.Random(seed).choices(everyone, k=count)


def _seconds(learners: list[Learner], question: Callable[[Learner], object]) -> list[float]:
    for one in learners[:20]:  # warm up
        question(one)
    return [_time(question, one) for one in learners]


def _time(question: Callable[[Learner], object], one: Learner) -> float:
    started = time.perf_counter()
    question(one)
    return time.perf_counter() - started


def _page_sql(one: Learner, now: datetime) -> Query:
    cards = Card.objects.filter(learner=one, word__language=LANGUAGE, word__status=Word.Status.LIVE)
    return cards.due(now).select_related("word")[:PAGE].query.sql_with_params()


def _page(one: Learner, now: datetime) -> list[Any]:
    return _rows(_page_sql(one, now))


def _seconds_in_postgresql(query: Query) -> float:
    """Return what the server itself says: planning and execution, without the way here."""
    ((explained,),) = _rows((f"EXPLAIN (ANALYZE, FORMAT JSON) {query[0]}", query[1]))
    milliseconds: float = explained[0]["Planning Time"] + explained[0]["Execution Time"]
    return milliseconds / 1000


def _rows(query: Query) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(*query)
        return list(cursor.fetchall())


def _pages(learners: list[Learner], now: datetime) -> Iterator[list[float]]:
    """Yield the times of the first page of each learner, of the second, and so on."""
    cursors: list[str | None] = [None] * len(learners)
    for _ in range(PAGES):
        seconds = []
        for place, one in enumerate(learners):
            started = time.perf_counter()
            page = due_page(one, now=now, language=LANGUAGE, limit=PAGE, cursor=cursors[place])
            seconds.append(time.perf_counter() - started)
            cursors[place] = page.next_cursor or cursors[place]
        yield seconds


def _queue(one: Learner, now: datetime) -> list[QueueItem]:
    assert due_words(one, now=now, language=LANGUAGE, limit=1)
    return queue(one, now=now, language=LANGUAGE, limit=10)


def _print_row(name: str, seconds: list[float]) -> None:
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    print(f"{name:32}" + "".join(f"{1000 * cuts[place]:8.2f}" for place in (49, 94, 98)))


def _print_plan(one: Learner, now: datetime) -> None:
    query, values = _page_sql(one, now)
    print("\n".join(row[0] for row in _rows((f"EXPLAIN (ANALYZE, BUFFERS) {query}", values))))
