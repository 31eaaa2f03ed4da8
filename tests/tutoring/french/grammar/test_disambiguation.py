from __future__ import annotations

import pytest

from tutoring.french.grammar.disambiguation import Tagging, gender_shown, tagging
from tutoring.french.grammar.parsing import Parsed
from tutoring.french.grammar.sentence import Sentence, sentences


def sentence(text: str) -> Sentence:
    (only,) = sentences(text)
    return only


def place(read: Sentence, norm: str) -> int:
    return read.norms.index(norm)


@pytest.mark.parametrize(
    ("text", "norm", "lemma", "pos"),
    [
        ("Il livre des pizzas.", "livre", "livrer", "verb"),
        ("Ce livre est long.", "livre", "livre", "noun"),
        ("Ferme la porte.", "porte", "porte", "noun"),
        ("Elle porte une robe.", "porte", "porter", "verb"),
        ("Je suis un cours.", "suis", "suivre", "verb"),
        ("Je suis content.", "suis", "être", "verb"),
        ("Il a été malade.", "été", "être", "verb"),
        ("L'été est court.", "été", "été", "noun"),
        ("Je le vois.", "vois", "voir", "verb"),
        ("C'est une bonne idée.", "bonne", "bon", "adjective"),
        ("La bonne travaille.", "bonne", "bonne", "noun"),
        ("On y va en voiture.", "en", "en", "preposition"),
        ("Je veux boire.", "boire", "boire", "verb"),
        ("Tu as le choix.", "as", "avoir", "verb"),
        ("Il est fort et grand.", "grand", "grand", "adjective"),
        ("Il fait très froid.", "froid", "froid", "adjective"),
        ("Les ventes baissent de douze pour cent.", "pour", "pour", "preposition"),
        ("Treize passagers dorment.", "passagers", "passager", "noun"),
        ("La petite brise la glace.", "petite", "petit", "adjective"),
    ],
)
def test_neighbours_tell_what_a_word_is(text: str, norm: str, lemma: str, pos: str) -> None:
    read = sentence(text)

    reading = tagging(read).reading(place(read, norm))

    assert reading is not None
    assert (reading.lemma, reading.pos) == (lemma, pos)


def test_capital_within_a_sentence_makes_a_name() -> None:
    read = sentence("Je vois Rose.")

    reading = tagging(read).reading(2)

    assert reading is not None
    assert reading.pos == "name"


def test_marks_and_unknown_words_have_no_reading() -> None:
    read = sentence("Le xyzzy dort.")

    assert [tagging(read).reading(at) for at in (1, 3)] == [None, None]


def test_model_is_asked_once_and_only_in_doubt() -> None:
    asked = []

    def parse() -> dict[int, Parsed]:
        asked.append(1)
        return {}

    sure, torn = sentence("Nous mangeons."), sentence("Le boucher le sale.")
    for read in (sure, torn):
        tagged = Tagging(read, parse)
        for word in read.words:
            tagged.reading(word.index)

    assert len(asked) == 1


@pytest.mark.parametrize("pos", ["pronoun", "determiner"])
def test_model_decides_between_readings_that_are_close(pos: str) -> None:
    read = sentence("Est-ce que tu viens ?")
    start = read.words[1].start

    reading = Tagging(read, lambda: {start: Parsed(start, "ce", pos)}).reading(1)

    assert reading is not None
    assert reading.pos == pos


def test_fit_weighs_readings_that_the_word_itself_lacks() -> None:
    read = sentence("Je xyzzy une pomme.")
    verb, noun = sentence("mange").words[0].finites[0], sentence("pomme").words[0].nouns[0]

    weights = tagging(read).fit(1, [verb, noun])

    assert weights[verb] > weights[noun]


@pytest.mark.parametrize(
    ("text", "norm", "gender"),
    [
        ("Un livre rouge", "livre", "m"),
        ("Une livre de tomates", "livre", "f"),
        ("Mes livres préférés", "livres", "m"),
        ("Mon petit livre", "livre", "m"),
        ("Les livres", "livres", ""),
        ("Mon école", "école", ""),
    ],
)
def test_gender_is_shown_by_article_and_adjectives(text: str, norm: str, gender: str) -> None:
    read = sentence(text)

    assert gender_shown(read, place(read, norm)) == gender
