import pytest

from tutoring.offline.accents import accented
from tutoring.offline.clauses import clauses
from tutoring.offline.echoing import echo


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "J'aime mon quartier, mais les voisins crient la nuit",
            ("les voisins crient la nuit", "J'aime mon quartier"),
        ),
        ("Je pars parce que le bruit me rend fou", ("Je pars", "le bruit me rend fou")),
        ("J'adore le riz et les lentilles", ("J'adore le riz et les lentilles",)),
    ],
)
def test_the_clause_with_the_point_comes_first(sentence, parts):
    assert clauses(sentence) == parts


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ma grand-mere habite a Nantes", "ma grand-mère habite à Nantes"),
        ("je suis fatigue ce soir", "je suis fatigué ce soir"),
        ("il prefere la musique", "il préfère la musique"),
        ("mes trois soeurs", "mes trois sœurs"),
        ("une fille de quinze ans", "une fille de quinze ans"),
        ("elle est triste", "elle est triste"),
    ],
)
def test_words_get_their_accents_back(written, meant):
    assert accented(written) == meant


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("c'n'est pas grand", "ce n'est pas grand"),
        ("Rennes est loin, mais j'y vais souvent", "Rennes est loin, mais tu y vas souvent"),
        ("On s'est mariés à Brest", "vous vous êtes mariés à Brest"),
        ("On cherche une maison près de la mer", "vous cherchez une maison près de la mer"),
        ("J'achète fleurs et je range la cuisine", "tu ranges la cuisine"),
        ("J'achète fleurs", None),
    ],
)
def test_an_echo_is_right_french(said, back):
    assert echo(said, formal=False) == back
