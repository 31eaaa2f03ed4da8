import pytest

from progress.anki.notes import FileRefused, TravellingCard
from progress.anki.table import read_table, write_table
from progress.scheduler import State


def test_only_the_word_is_needed():
    assert read_table("﻿word\neau\n".encode()) == [TravellingCard("eau")]


def test_what_is_written_is_read():
    card = TravellingCard("eau, de vie", "noun", "feminine", "brandy", state=State.REVIEWING,
                          stability=3.5, difficulty=4.25)  # fmt: skip

    assert read_table(write_table([card]).encode()) == [card]


@pytest.mark.parametrize(
    ("text", "code", "sentence"),
    [
        (b"\xff\xfe", "damaged", "The table is not written in UTF-8."),
        (b"", "no_word_column", "The table has no column 'word' in its first line."),
        (b"lemma\neau\n", "no_word_column", "The table has no column 'word' in its first line."),
        (b"word,stability\neau,\n,2\n", "bad_value", "Line 3: word is empty."),
        (
            b"word,stability,difficulty\neau,0,5\n",
            "bad_value",
            "Line 2: stability is not a number from 0.001 to 36500.",
        ),
        (
            b"word,stability,difficulty\neau,nan,5\n",
            "bad_value",
            "Line 2: stability is not a number from 0.001 to 36500.",
        ),
        (b"word,stability\neau,3\n", "bad_value", "Line 2: stability and difficulty belong together."),
        (b"word,state\neau,asleep\n", "bad_value",
         "Line 2: state is none of new, learning, reviewing, relearning."),
        (b"word,state\neau,reviewing\n", "bad_value",
         "Line 2: state and stability contradict each other."),
        (b"word,due_date\neau,tomorrow\n", "bad_value", "Line 2: due_date is not in ISO 8601."),
        (b"word,due_date\neau,2026-02-30\n", "bad_value", "Line 2: due_date is not in ISO 8601."),
        (b"word,last_reviewed_at\neau,2026-02-03T04:05:06\n", "bad_value",
         "Line 2: last_reviewed_at has no time zone."),
    ],
)  # fmt: skip
def test_a_bad_table_is_refused_with_the_line(text, code, sentence):
    with pytest.raises(FileRefused) as refused:
        read_table(text)

    assert (refused.value.code, str(refused.value)) == (code, sentence)
