import pytest

from vocabulary.entries import BadRow, Entry, read_entry
from vocabulary.reading import Row

LEAST = {"rank": "7", "word": "livre", "translation": "book"}


def test_a_row_needs_no_more_than_rank_word_and_translation():
    assert read_entry(Row(2, LEAST)) == Entry(
        line=2,
        lemma="livre",
        part_of_speech="",
        gender="",
        fields={"frequency_rank": 7, "gloss": "book"},
        status="live",
        language="",
    )


def test_a_full_row_is_read_field_by_field():
    row = Row(
        2,
        LEAST
        | {
            "part_of_speech": "Nom",
            "gender": "masc.",
            "level": "a1",
            "definition": "Des pages.",
            "example": "Je lis un livre.",
            "example_translation": "I am reading a book.",
            "topics": "Leisure, daily life",
            "usage_note": "La livre is a pound.",
            "forms": "livre|livres",
            "more_examples": "Ouvre ton livre. | Open your book.\n\n Un  livre !\nUn livre ! |",
            "status": "draft",
            "language": "FR",
        },
    )

    assert read_entry(row) == Entry(
        line=2,
        lemma="livre",
        part_of_speech="noun",
        gender="masculine",
        fields={
            "frequency_rank": 7,
            "gloss": "book",
            "level": "A1",
            "definition": "Des pages.",
            "example": "Je lis un livre.",
            "example_translation": "I am reading a book.",
            "topics": ["leisure", "daily_life"],
            "usage_notes": "La livre is a pound.",
        },
        status="draft",
        language="fr",
        attached={
            "forms": ["livre", "livres"],
            "more_examples": [["Ouvre ton livre.", "Open your book."], ["Un livre !", ""]],
        },
    )


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"rank": "0"}, "rank: '0' is not a whole number of 1 or more"),
        ({"rank": "1.5"}, "rank: '1.5' is not a whole number of 1 or more"),
        ({"rank": "²"}, "rank: '²' is not a whole number of 1 or more"),
        ({"rank": "9" * 400}, f"rank: '{'9' * 400}' is not a whole number of 1 or more"),
        ({"word": ""}, "word: empty"),
        ({"word": "\u0301"}, "word: empty"),
        ({"word": "a" * 101}, "word: longer than 100 characters"),
        ({"word": "\ufdfa" * 90}, "word: longer than 100 characters"),
        ({"translation": ""}, "translation: empty"),
        ({"translation": "a" * 256}, "translation: longer than 255 characters"),
        ({"gender": "neuter"}, "gender: 'neuter' is not one of masculine, feminine"),
        ({"level": "D1"}, "level: 'D1' is not one of A1, A2, B1, B2, C1, C2"),
        ({"topics": "a!b"}, "topics: 'a!b' is not a topic"),
        ({"more_examples": "a\n| b"}, "more_examples: 'b' translates nothing"),
        ({"more_examples": "a | b | c"}, "more_examples: 'b | c' has a bar (|)"),
        ({"more_examples": "a\nb\nc\nd\ne"}, "more_examples: more than 4"),
        (
            {"more_examples": "un " + "livre " * 40},
            "more_examples: 'un livre livre livre…' is longer than 200 characters",
        ),
        ({"topics": ",".join(map(str, range(11)))}, "topics: more than 10 topics"),
        ({"status": "old"}, "status: 'old' is not one of draft, live, retired"),
        ({"rank": "x", "word": ""}, "rank: 'x' is not a whole number of 1 or more; word: empty"),
    ],
)
def test_a_bad_row_says_everything_that_is_wrong(cells, reason):
    with pytest.raises(BadRow) as refusal:
        read_entry(Row(2, LEAST | cells))

    assert str(refusal.value) == reason


def test_a_translation_becomes_senses_with_a_semicolon_and_a_space_between():
    entry = read_entry(Row(2, LEAST | {"translation": "book;pound ;; book"}))

    assert entry.fields["gloss"] == "book; pound"
