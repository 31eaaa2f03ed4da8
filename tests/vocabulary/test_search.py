import pytest

from tests.vocabulary.words import make_word
from vocabulary.models import Word
from vocabulary.search import matching, words_of_form

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "text",
    [
        "œuf",
        "OEUF",
        "oeu",
        "œufs",
        "egg",
        "  Egg ",
        "large egg",
        "un œuf",
        "l'œuf",
    ],
)
def test_a_word_is_found_by_word_form_and_translation(text):
    egg = make_word("œuf", "œuf", "œufs", gloss="egg; large egg (of a hen)")
    make_word("temps", gloss="weather; eggplant")

    assert list(matching(Word.objects.all(), text)) == [egg]


def test_a_phrase_that_is_an_entry_is_found_whole():
    most = make_word("la plupart", gloss="most")
    make_word("plupart du temps", gloss="mostly")

    assert list(matching(Word.objects.all(), "la plupart")) == [most]


@pytest.mark.parametrize("text", ["eather", "%", "_", "temps;", "w e"])
def test_parts_of_words_and_wildcards_find_nothing(text):
    make_word("temps", gloss="weather")

    assert list(matching(Word.objects.all(), text)) == []


def test_an_empty_search_leaves_the_words_as_they_are():
    word = make_word("temps")

    assert list(matching(Word.objects.all(), " \u0301")) == [word]


@pytest.mark.parametrize(
    ("form", "lemmas"),
    [
        ("suis", ["être", "suivre"]),
        ("Suis", ["être", "suivre"]),
        ("pêche", ["pêche"]),
        ("peche", ["pêche", "péché"]),
        ("l’été", ["été"]),
        ("aujourd'hui", ["aujourd'hui"]),
        ("inconnu", []),
        ("'", []),
    ],
)
def test_a_form_is_looked_up_in_the_live_words(form, lemmas):
    make_word("suivre", "suis", part_of_speech="verb", frequency_rank=400)
    make_word("être", "suis", part_of_speech="verb", frequency_rank=5)
    make_word("pêche", frequency_rank=6)
    make_word("péché", frequency_rank=7)
    make_word("été", frequency_rank=8)
    make_word("aujourd'hui", frequency_rank=9)
    make_word("suis", frequency_rank=1, status=Word.Status.RETIRED)

    assert [word.lemma for word in words_of_form(form, language="fr")] == lemmas
