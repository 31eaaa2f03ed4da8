import pytest

from tutoring.levels import levels, levels_in_french


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tu manges une pomme ?", [("manger", "A1"), ("pomme", "A1")]),
        ("Quelle aubergine !", [("aubergine", "C1")]),  # in the lexicon, not in the list
        (
            "Tu habites à Aubergine ? Bien !",
            [("habiter", "A1"), ("bien", "A1")],
        ),  # names have no level
        ("D'accord, en vacances !", [("accord", "A1"), ("vacance", "A1")]),  # listed as written
        ("Voici le pain (aubergine).", [("pain", "A1")]),  # an explanation is no word of French
        ("", []),
    ],
)
def test_levels_of_the_words_of_a_text(text, found):
    assert list(levels_in_french(text)) == found


def test_word_of_two_levels_has_the_lower():
    assert dict(levels_in_french("Il est bon de savoir aller loin."))["savoir"] == "A1"


def test_language_without_a_list_has_no_levels():
    assert levels("es") is None
