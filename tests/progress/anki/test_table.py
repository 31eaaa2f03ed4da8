import io

import pytest

from files.limits import FileRefused
from progress.anki.notes import Skipped, TravellingCard
from progress.anki.table import read_table, write_table
from progress.scheduler import State


def read(content):
    return read_table(io.BytesIO(content), file_name="words.csv")


def test_only_the_word_is_needed():
    assert read("\ufeffword\neau\n".encode()).cards == (TravellingCard("eau"),)


def test_what_is_written_is_read():
    card = TravellingCard("eau, de vie", "noun", "feminine", "brandy", state=State.REVIEWING,
                          stability=3.5, difficulty=4.25)  # fmt: skip

    assert read(write_table([card]).encode()).cards == (card,)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"lemma\neau\n"])
def test_a_table_without_words_is_refused(content):
    with pytest.raises(FileRefused) as refused:
        read(content)

    assert (refused.value.code, str(refused.value)) == (
        "no_word_column", "The table has no column 'word' in its first line.",
    )  # fmt: skip


OUT_OF_RANGE = "is not between 1970-01-01 and 2300-01-01"


@pytest.mark.parametrize(
    ("heading", "line", "reason"),
    [
        ("word,stability", ",2", "word is empty"),
        ("word,state", "mai\x00son,new", "word: contains a control character"),
        ("word,stability,difficulty", "feu,0,5", "stability is not a number from 0.001 to 36500"),
        ("word,stability,difficulty", "feu,nan,5", "stability is not a number from 0.001 to 36500"),
        ("word,stability", "feu,3", "stability and difficulty belong together"),
        ("word,state", "feu,asleep", "state is none of new, learning, reviewing, relearning"),
        ("word,state", "feu,reviewing", "state and stability contradict each other"),
        ("word,due_date", "feu,tomorrow", "due_date is not in ISO 8601"),
        ("word,due_date", "feu,2026-02-30", "due_date is not in ISO 8601"),
        ("word,due_date", "feu,0001-01-01", f"due_date {OUT_OF_RANGE}"),
        ("word,due_date", "feu,9999-12-31", f"due_date {OUT_OF_RANGE}"),
        ("word,last_reviewed_at", "feu,0001-01-01T00:00:00+14:00",
         f"last_reviewed_at {OUT_OF_RANGE}"),
        ("word,last_reviewed_at", "feu,2026-02-03T04:05:06", "last_reviewed_at has no time zone"),
    ],
)  # fmt: skip
def test_a_bad_line_is_skipped_with_its_reason(heading, line, reason):
    file = read(f"{heading}\neau\n{line}\n".encode())

    assert file.cards == (TravellingCard("eau"),)
    assert file.skipped == (Skipped("Line 3", reason),)


def test_a_table_of_bad_lines_is_refused():
    with pytest.raises(FileRefused) as refused:
        read(b"word,state\neau,asleep\n")

    assert str(refused.value).startswith("Line 2: state is none of new, ")
