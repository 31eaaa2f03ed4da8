import pytest

from tutoring.offline.echoing import echo


@pytest.mark.parametrize(
    ("sentence", "back"),
    [
        (
            "Parce que le loyer a doublé et que je refuse de déménager.",
            "le loyer a doublé et tu refuses de déménager",
        ),
        ("Parce qu'il neige et que j'ai froid.", "il neige et tu as froid"),
        ("Je crois que c'est utile et que je vais rester.", "tu crois que c'est utile et que tu vas rester"),
        ("Eh bien, par exemple, elle lave tout elle-même.", "elle lave tout elle-même"),
        ("J'aime mes voisins mais ils crient beaucoup, haha.", "tu aimes tes voisins mais ils crient beaucoup"),
        ("Bah, elle rêvait je pense !", "elle rêvait"),
        ("Oui, franchement, je préfère rester ici.", "tu préfères rester ici"),
        ("Pas vraiment, je préfère le thé.", "tu préfères le thé"),
        ("Pas du tout, même si l'hiver c'est moins drôle.", None),
    ],
)  # fmt: skip
def test_only_a_whole_clause_is_said_back(sentence, back):
    assert echo(sentence, formal=False) == back
