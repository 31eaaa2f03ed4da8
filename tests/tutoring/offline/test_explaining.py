import pytest

from tests.tutoring.offline.test_questions import said
from tutoring.offline.glossary import french_for, gloss_of


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("la fenêtre", ("la fenêtre", "window")),
        ("fenetre", ("la fenêtre", "window")),
        ("pressée", ("pressé", "in a hurry")),
        ("xyzzy", None),
    ],
)
def test_a_listed_word_has_a_gloss(written, found):
    assert gloss_of(written) == found


def test_an_english_word_has_its_most_usual_french():
    assert (french_for("knife"), french_for("rent"), french_for("zzz")) == (
        "le couteau",
        "le loyer",
        None,
    )


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Ça veut dire quoi « couteau » ?", "knife"),
        ("J'aime la lecture. C'est quoi \"loyer\" ?", "rent"),
        ("What does fenêtre mean?", "window"),
        ('How do you say "it depends"?', "« Ça dépend. »"),
        ("J'ai deux filles. How do you say knives?", "tu as deux filles"),
        ("I don't know how to say spoon", "la cuillère"),
        ("C'est un ou une chaise ?", "la chaise"),
        ("On dit « je vais au coiffeur » ou « je vais chez le coiffeur » ?", "chez le coiffeur"),
    ],
)
def test_words_are_explained(text, answer):
    assert answer in said(text, "Qu'est-ce que tu fais le soir ?")


def test_a_clause_without_translation_is_not_called_a_word():
    reply = said('How do you say "the dishwasher has flooded my neighbour"?')

    assert "mot par cœur" not in reply


def test_a_right_sentence_is_called_right():
    reply = said("J'habite à Rome. C'est correct ?", "Tu habites où ?")

    assert "juste" in reply or "correcte" in reply


def test_a_wrong_sentence_is_mended():
    assert "J'ai vingt ans" in said('C\'est juste "je suis vingt ans" ?', "Tu as quel âge ?")


@pytest.mark.parametrize("text", ["Sorry, what is the question?", "C'est quoi la question ?"])
def test_the_question_is_asked_again(text):
    reply = said(text, "Bonjour ! Qu'est-ce que tu manges le matin ?", topic="food")

    assert reply.endswith("?")
    assert "dictionnaire" not in reply


def test_the_talk_returns_to_its_question_after_an_explanation():
    reply = said("C'est quoi « goûter » ?", "Super ! Tu habites où ?")

    assert reply.endswith("Alors, tu habites où ?")


def test_oui_does_not_answer_one_of_two():
    reply = said("oui", "Bien ! Tu achètes tes légumes au marché ou au supermarché ?", topic="food")

    assert "au marché ou au supermarché" in reply


@pytest.mark.parametrize("text", ["cafe", "leve", "mon ecole", "deja"])
def test_french_without_accents_is_no_english(text):
    assert "English" not in said(text, "Qu'est-ce que tu aimes ?")


def test_an_english_sentence_beside_a_french_one_is_translated():
    reply = said("J'ai un frère. They are very noisy", "Tu as des frères ?")

    assert "Ils font beaucoup de bruit" in reply
    assert "tu as un frère" in reply
