import pytest

from tests.tutoring.offline.test_questions import said
from tutoring.brief import Style


def at(topic, text, last="Vous désirez autre chose ?"):
    return said(text, last, topic=topic, style=Style.TRAVEL, level="A1")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Oui, une soupe. C'est quoi, le cassoulet ?", "haricots"),
        ("Je ne comprends pas. Tarte Tatin, what is it?", "pommes"),
        ("Qu'est-ce que c'est, la sauce du chef ?", "spécialité"),
        ("On peut payer avec une carte ?", "carte"),
        ("Mais la carte, c'est possible ou non ?", "cart"),
        ("Vous prenez la Visa ?", "cart"),
        ("Non non, pas le menu ! La carte bancaire.", "cart"),
        ("La salle est très jolie.", "erci"),
    ],
)
def test_a_restaurant_answers_what_was_asked(text, answer):
    reply = at("restaurant", text)

    assert answer in reply
    assert "Voici la carte" not in reply


def test_each_of_two_wants_is_answered():
    reply = at("restaurant", "Encore une limonade pour elle, et l'addition, s'il vous plaît.")

    assert "boisson" in reply
    assert "l'addition" in reply


def test_a_sum_is_confirmed():
    reply = at("magasin de vêtements", "Je paie quarante euros, c'est ça ?")

    assert "c'est ça" in reply or "c'est bien ça" in reply


def test_a_shop_does_not_say_back_what_stands_beside_a_question():
    reply = at("magasin de vêtements", "C'est un peu cher pour un bonnet. Où est la caisse ?")

    assert "bonnet" not in reply
    assert "caisse" in reply


def test_the_menu_is_still_the_menu():
    assert "Voici la carte" in at("restaurant", "La carte, s'il vous plaît.")


def test_an_answered_question_is_not_asked_again_after_a_word():
    reply = said("Oui, très. Comment dit-on bread ?", "C'était confortable ?", level="B1")

    assert "confortable" not in reply
