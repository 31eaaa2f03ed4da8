import pytest

from tutoring.offline.mirror import mirror


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("J'ai deux frères et une sœur.", "tu as deux frères et une sœur"),
        (
            "Hier je suis allé au cinéma avec ma copine.",
            "hier tu es allé au cinéma avec ta copine",
        ),
        ("Je ne suis pas fatigué.", "tu n'es pas fatigué"),
        ("Je me suis levé à 7h.", "tu t'es levé à 7h"),
        ("Nous nous promenons dans le parc", "vous vous promenez dans le parc"),
        ("Mon frère habite à Paris.", "ton frère habite à Paris"),
        ("Moi, je n'ai pas le temps", "tu n'as pas le temps"),
        ("Oui, j'aime le fromage", "tu aimes le fromage"),
        ("Il y a un parc près de chez moi", "il y a un parc près de chez toi"),
        ("Il faut que je parte", "il faut que tu partes"),
        ("Je fais du sport et joue au foot", "tu fais du sport et joues au foot"),
        ("On a vu un film", "vous avez vu un film"),
        ("C'est ma mère !", "c'est ta mère"),
        ("Ma mère m'apporte de la soupe.", "ta mère t'apporte de la soupe"),
    ],
)
def test_a_sentence_is_given_back(said, back):
    assert mirror(said, formal=False) == back


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("J'habite à Lyon", "vous habitez à Lyon"),
        ("Je m'appelle Anna", "vous vous appelez Anna"),
        ("Je voudrais une table", "vous voudriez une table"),
        ("Je ne vais pas chez mes parents", "vous n'allez pas chez vos parents"),
        ("Je vis en France", "vous vivez en France"),
    ],
)
def test_a_formal_talk_gives_it_back_with_vous(said, back):
    assert mirror(said, formal=True) == back


@pytest.mark.parametrize(
    "said",
    [
        "Je veux que tu viennes",  # who is « tu » now?
        "En France, on mange bien",  # anybody
        "Je travaille dans un blorf",
        "Je suis appelle Mark",
        "Le cinéma",
        "",
    ],
)
def test_what_is_not_understood_to_the_last_word_is_not_given_back(said):
    assert mirror(said, formal=False) is None
