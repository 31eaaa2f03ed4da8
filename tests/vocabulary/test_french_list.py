"""The shipped French words are fit to learn from."""

from dataclasses import replace

import pytest

from vocabulary.languages import PARTS_OF_SPEECH
from vocabulary.shipped_list import COLUMNS, ShippedList, WrittenWord
from vocabulary.shipped_list_checks import findings, row_faults

GOOD_ROW = {
    "rank": "160",
    "word": "maison",
    "part_of_speech": "noun",
    "gender": "feminine",
    "level": "A1",
    "translation": "house; home",
    "example": "La maison est grande.",
    "example_translation": "The house is big.",
    "topics": "home",
    "usage_note": "",
}


@pytest.fixture(scope="module")
def words():
    return ShippedList.read("fr")


@pytest.fixture
def row(words):
    rank = next(word.rank for word in words.skeleton if word.key == ("maison", "noun", "feminine"))

    def build(**cells):
        return WrittenWord("words.csv", 2, GOOD_ROW | {"rank": str(rank)} | cells)

    return build


def test_list_has_no_findings(words):
    assert findings(words) == []


def test_every_word_of_the_skeleton_is_written_in_its_order(words):
    assert [row.key for row in words.written] == [word.key for word in words.skeleton]


def test_skeleton_numbers_its_words_from_one_without_a_gap(words):
    assert [word.rank for word in words.skeleton] == list(range(1, len(words.skeleton) + 1))


def test_skeleton_has_no_word_twice(words):
    assert len({word.key for word in words.skeleton}) == len(words.skeleton)


def test_words_beyond_the_five_thousand_counted_are_for_beginners(words):
    everyday = [row for row in words.written if int(row["rank"]) > 5000]

    assert {row["level"] for row in everyday} == {"A1", "A2"}
    assert "boulangerie" in {row["word"] for row in everyday}


def test_skeleton_knows_only_the_parts_of_speech_of_a_word(words):
    assert {word.key[1] for word in words.skeleton} <= set(PARTS_OF_SPEECH)


def test_only_nouns_have_a_gender(words):
    assert {word.key[1] for word in words.skeleton if word.key[2]} == {"noun"}


def test_good_row_has_no_fault(words, row):
    assert row_faults(row(), words) == []


def test_good_row_has_every_column():
    assert tuple(GOOD_ROW) == COLUMNS


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"rank": "1"}, "rank 1 of the skeleton is ('le', 'determiner', '')"),
        ({"translation": ""}, "translation is empty"),
        ({"level": "C2"}, "level C2 is not one of A1, A2, B1, B2, C1"),
        ({"topics": "home,house"}, "unknown topics ['house']"),
        ({"topics": "home,home"}, "topics must be one to three different ones"),
        ({"translation": "house; house"}, "translation must be one to three different senses"),
        ({"translation": "a house"}, "the translation of a noun has no article"),
        ({"translation": "Maison"}, "translated by itself, and not in cognates.txt"),
        ({"example": "Ma mère est là."}, "no form of the word in: Ma mère est là."),
        (
            {"example": "Ma maison est la maison de ma mère et de mon cher père."},
            "13 words in: Ma maison est la maison de ma mère et de mon cher père.",
        ),
        ({"example": "La maison est grande"}, "not a sentence: La maison est grande"),
        ({"example": "la maison est là."}, "not a sentence: la maison est là."),
        ({"example": "C'est ta maison?"}, "no space before the sign in: C'est ta maison?"),
        ({"example": "Je aime ma maison."}, "not elided: Je aime ma maison."),
        ({"example": "C'est le maison de Luc."}, "le maison, which is feminine"),
        ({"example": "La maison est en chaume."}, "chaume is not in the list"),
        ({"example": "Il y a de la brume sur la maison."}, "brume is C1, too rare for A1"),
        (
            {"example": "La  maison est grande."},
            "example has needless space or a curly apostrophe",
        ),
    ],
)
def test_fault_is_found(words, row, cells, fault):
    assert row_faults(row(**cells), words) == [fault]


def test_repeated_example_is_found(words, row):
    first = replace(row(), file="words_0001_5000.csv")
    twice = replace(words, written=(first, replace(first, line=3)))

    assert "2 rows have the same example: la maison est grande" in findings(twice)


def test_missing_row_is_found(words, row):
    gap = replace(words, written=(replace(row(), file="words_0157_0158.csv"),))

    assert "words_0157_0158.csv: no row for rank 157, 158" in findings(gap)
