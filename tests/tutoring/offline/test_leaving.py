import pytest

from tests.tutoring.offline.test_questions import said
from tutoring.brief import Style

ASKED = "Qu'est-ce que tu vas faire demain ?"


@pytest.mark.parametrize(
    "text",
    [
        "Je vais travailler. Bon, au revoir et à demain",
        "Merci d'avoir parlé avec moi. Salut !",
        "C'était intéressant, je te laisse !",
        "Merci Camille, je dois préparer le repas.",
        "Il faut que j'aille chercher ma fille. À bientôt !",
        "Je suis fatigué, je vais au lit",
        "Merci de m'avoir aidé.",
    ],
)
def test_a_leave_taking_is_returned(text):
    reply = said(text, ASKED, "Oui.", ASKED, turn_number=12, planned_turns=12)

    assert "continuer un peu" not in reply
    assert any(
        word in reply.lower() for word in ("bientôt", "demain", "au revoir", "continuation", "nuit")
    )


def test_a_good_evening_is_wished_in_return():
    assert "Bonne soirée à toi aussi" in said("Bon, bonne soirée !", ASKED)


def test_what_was_said_first_is_answered_first():
    reply = said("Je prends le train à six heures. À demain !", ASKED)

    assert reply.index("tu prends le train") < reply.index("demain !")


def test_a_customer_is_thanked():
    reply = said("Voilà dix euros. Bonne journée !", "Autre chose ?", style=Style.TRAVEL,
                 topic="shopping")  # fmt: skip

    assert "bonne journée à vous aussi" in reply


@pytest.mark.parametrize(
    "text", ["Je rentre à la maison demain.", "Il m'a dit au revoir hier soir."]
)
def test_a_farewell_that_is_told_is_no_leave_taking(text):
    assert "parler avec toi" not in said(text, ASKED)
