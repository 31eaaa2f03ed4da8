import contextlib
import sqlite3
import threading

import pytest
from django.db import OperationalError, connection, transaction

from learners.models import Learner
from tests.conftest import make_learner

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite's engine"),
]


class Refused(Exception):
    """Ends a transaction."""


def end_well():
    with transaction.atomic():
        make_learner()


def end_by_an_error():
    with transaction.atomic():
        make_learner()
        raise Refused


def lose_the_connection():
    with transaction.atomic():
        make_learner()
        connection.close()


def find_another_process_writing():
    with contextlib.closing(sqlite3.connect(connection.settings_dict["NAME"])) as another:
        another.execute("BEGIN IMMEDIATE")
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 0")
        end_well()


@pytest.mark.parametrize(
    ("end", "left"),
    [
        (end_well, 2),
        (end_by_an_error, 1),
        (lose_the_connection, 1),
        (find_another_process_writing, 1),
    ],
)
def test_however_a_transaction_ends_the_next_thread_can_write(end, left):
    def work(what):
        try:
            with contextlib.suppress(Refused, OperationalError):
                what()
        finally:
            connection.close()

    for what in (end, end_well):
        thread = threading.Thread(target=work, args=[what], daemon=True)
        thread.start()
        thread.join(timeout=10)
        assert not thread.is_alive()

    assert Learner.objects.count() == left
