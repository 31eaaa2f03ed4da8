import pytest

from tests.vocabulary.words import make_word
from vocabulary.models import Word
from vocabulary.worklists import WORKLISTS, counts

pytestmark = pytest.mark.django_db

WORDY = "La table de la maison de ma mère est là, dans la cuisine."


def ranks(key):
    (worklist,) = (worklist for worklist in WORKLISTS if worklist.key == key)
    return [word.frequency_rank for word in worklist.words(Word.objects.by_rank())]


@pytest.mark.parametrize(
    ("key", "good", "bad"),
    [
        ("senses", {"gloss": "a; b; c"}, {"gloss": "a; b; c; d"}),
        ("example_translation", {"example": "Une table."}, {"more_examples": [("Une table.", "")]}),
        (
            "example_translation",
            {"more_examples": [("Une table.", "A table.")]},
            {"example": "Une table."},
        ),
        ("example_length", {"example": WORDY.replace("La ", "")}, {"example": WORDY}),
        (
            "example_length",
            {"more_examples": [("Une table.", "")]},
            {"more_examples": [(WORDY, "")]},
        ),
        ("example_word", {"example": "Trois Tables !"}, {"example": "Un lit."}),
        (
            "example_word",
            {"more_examples": [("Deux tables.", "")]},
            {"more_examples": [("Une table.", ""), ("Un lit.", "")]},
        ),
        ("example_word", {"example": "Ma table."}, {"example": "Là."}),
    ],
)
def test_each_list_has_the_words_that_lack_something(key, good, bad):
    good = {"example_translation": "x", "frequency_rank": 1} | good
    make_word("table", "tables", gender="feminine", **good)
    make_word("table", "tables", frequency_rank=2, **bad)
    make_word("table", frequency_rank=3, part_of_speech="verb", status="retired", **bad)

    assert ranks(key) == [2]


@pytest.mark.parametrize("example", ["Éteins la télé.", "ÉTEINS LA TÉLÉ.", "Il faut l'éteindre."])
def test_a_word_is_found_behind_a_capital_with_an_accent(example):
    make_word("éteindre", "éteins", part_of_speech="verb", example=example)

    assert ranks("example_word") == []


def test_all_lists_are_counted_in_one_query(django_assert_num_queries):
    make_word("table", example="Un lit.", more_examples=[(WORDY, "")])

    with django_assert_num_queries(1):
        found = {worklist.key: count for worklist, count in counts()}

    assert [key for key, count in found.items() if count] == [
        "unapproved",
        "example_translation",
        "example_length",
        "example_word",
        "gender",
        "level",
        "topics",
        "forms",
    ]
