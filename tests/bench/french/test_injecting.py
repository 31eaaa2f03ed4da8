import pytest

from bench.french.injecting import KINDS, inject
from bench.french.real import own_sentences


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("à > a", "Il habite à Paris.", "Il habite a Paris."),
        ("et > est", "Il mange et boit.", "Il mange est boit."),
        ("son > sont", "Elle cherche son chien.", "Elle cherche sont chien."),
        ("ces/ses", "C'est vrai.", "S'est vrai."),
        ("-er > -é", "Je vais manger.", "Je vais mangé."),
        ("-é > -er", "Il a mangé du pain.", "Il a manger du pain."),
        ("3s > 3p", "Le chat mange.", "Le chat mangent."),
        ("adjective plural", "Des livres intéressants.", "Des livres intéressant."),
        ("determiner gender", "J'ai un chapeau.", "J'ai une chapeau."),
        ("auxiliary", "Ils sont arrivés tard.", "Ils ont arrivés tard."),
        ("subjunctive", "Il faut que je fasse vite.", "Il faut que je fais vite."),
        ("pas left out", "Je ne sors pas ce soir.", "Je ne sors ce soir."),
        ("que left out", "Je crois qu'elle dort.", "Je crois elle dort."),
        ("government", "Elle essaie de dormir.", "Elle essaie à dormir."),
        ("elision", "Je pense qu'il vient.", "Je pense que il vient."),
        ("hyphen", "Viens-tu demain ?", "Viens tu demain ?"),
        ("doubled word", "Je vais à la gare.", "Je vais à à la gare."),
    ],
)
def test_error_of_a_kind_is_put_in(kind, right, wrong):
    assert wrong in {inject(kind, right, choice=n).wrong for n in range(6)}


def test_place_encloses_the_wrong_words():
    injected = inject("à > a", "Demain il va à Lyon.", choice=0)

    assert injected.wrong[injected.start : injected.end] == "a"
    assert injected.right == "Demain il va à Lyon."


def test_place_of_a_word_left_out_is_its_neighbours():
    injected = inject("pas left out", "Je ne sors pas ce soir.", choice=0)

    assert injected.wrong[injected.start : injected.end] == "sors ce"


def test_sentence_without_a_place_is_left_alone():
    assert inject("à > a", "Il dort.", choice=0) is None


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_finds_places_in_everyday_sentences(kind):
    sentences = [*own_sentences(), "Si j'avais le temps, je viendrais."]
    made = (inject(kind, sentence, choice=0) for sentence in sentences)

    injected = next(one for one in made if one)

    assert injected.wrong != injected.right
