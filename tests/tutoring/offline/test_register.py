import pytest

from tutoring.offline.register import render


@pytest.mark.parametrize(
    ("line", "formal"),
    [
        ("Qu'est-ce que tu aimes chez toi ?", "Qu'est-ce que vous aimez chez vous ?"),
        ("Comment s'appelle ton chien ?", "Comment s'appelle votre chien ?"),
        ("Tu n'as pas vu tes amis ?", "Vous n'avez pas vu vos amis ?"),
        ("À quelle heure est-ce que tu te lèves ?", "À quelle heure est-ce que vous vous levez ?"),
        ("Où vas-tu ?", "Où allez-vous ?"),
        ("Raconte-moi ta journée !", "Racontez-moi votre journée !"),
        ("Qu'est-ce qui t'énerve ?", "Qu'est-ce qui vous énerve ?"),
        ("{Ton ami|Votre ami} est là.", "Votre ami est là."),
        ("On n'oublie rien.", "On n'oublie rien."),
        ("Ce lieu est beau.", "Ce lieu est beau."),
    ],
)
def test_lines_written_with_tu_are_said_with_vous(line, formal):
    assert render(line, formal=True) == formal


def test_a_familiar_line_stays_as_it_is_written():
    assert render("Tu aimes {ça|cela} ?", formal=False) == "Tu aimes ça ?"
