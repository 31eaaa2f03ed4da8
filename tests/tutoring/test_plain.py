import pytest

from tutoring.brief import TargetWord
from tutoring.language import FoundWord, Lemma, SoughtWord
from tutoring.languages import language


def find(code, text, lemma):
    return language(code).find(text, [SoughtWord(7, lemma)])


def test_inflected_form_is_found_by_its_lemma():
    assert find("de", "Er ist nach Hause gegangen.", "gehen") == (FoundWord(7, 18, 26),)


def test_part_of_a_word_is_not_found():
    assert find("de", "Das Fahrrad ist rot.", "Rad") == ()


def test_missing_accent_is_a_near_miss():
    assert find("es", "Bebo cafe.", "café") == (FoundWord(7, 5, 9, near=True),)


def test_several_words_are_found_in_a_row():
    assert find("es", "¡Por favor, dos!", "por favor") == (FoundWord(7, 1, 10),)


def test_language_without_a_lemmatiser_goes_by_letters():
    assert find("eo", "Mi amas vin.", "vin") == (FoundWord(7, 8, 11),)


def test_words_are_given_with_their_lemmas():
    assert language("de").lemmas("Sie ging.")[1] == Lemma("gehen", "", 4, 8)


def test_no_french_rule_fires_in_another_language():
    assert language("de").findings("Je suis aller a le marché.", level="A1") == ()


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("How do you say bread?", "bread"),
        ("how to say to go out", "to go out"),
        ("What is the word for bread?", "bread"),
        ("What is the reason for bread? What's the word for time?", "time"),
        ("What is the French for bread?", ""),
        ("I say bread.", ""),
    ],
)
def test_a_word_is_asked_for_in_english(text, meaning):
    assert language("de").asked_meaning(text) == meaning


def test_a_reply_is_known_by_its_language():
    assert language("de").looks_right("Was isst du gerne?") is True
    assert language("de").looks_right("What do you like to eat?") is False


def test_words_are_not_introduced_in_a_language_of_which_no_sentence_is_known():
    assert language("de").introduction([TargetWord(1, "Brot", "bread", "noun")]) == ""
