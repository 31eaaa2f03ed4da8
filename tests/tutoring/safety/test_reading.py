import pytest

from tutoring.safety.reading import fold, read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mon père m'a frappée !!", ["mon", "pere", "m", "a", "frape"]),
        ("I don't know, he'll kill me", ["i", "dont", "know", "he", "will", "kill", "me"]),
        ("l’homme qu’il connaît", ["l", "home", "qu", "il", "conait"]),
        ("poisson, moon, ill", ["poisson", "moon", "ill"]),
    ],
)
def test_words_are_plain(text, words):
    assert [word.text for word in read(text)] == words


def test_a_full_stop_ends_a_sentence_and_trailing_dots_do_not():
    words = read("Il vient... il frappe. Aide-moi\nvite")

    assert [word.sentence for word in words] == [0, 0, 0, 0, 1, 1, 2]


def test_words_between_quotation_marks_are_quoted():
    assert [word.quoted for word in read('Il dit « je veux mourir » et "non", et "')] == [
        False, False, True, True, True, False, True, False,
    ]  # fmt: skip


def test_umlauts_and_ligatures_are_spelled_plainly():
    assert [fold(word) for word in ("Schlägt", "cœur", "Straße")] == ["schlagt", "coeur", "strasse"]
