import pytest

from tutoring.french.spelling.checking import check


def corrections(text):
    return [(f.span, f.suggestion) for f in check(text)]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("C'est tres bien.", "tres", "très"),
        ("Je vais à l'ecole.", "ecole", "école"),
        ("Mon frere est là.", "frere", "frère"),
        ("Il a deja mangé.", "deja", "déjà"),
        ("Aprés le cours, je sors.", "Aprés", "Après"),
        ("Ca va bien.", "Ca", "Ça"),
        ("Je parle francais.", "francais", "français"),
        ("J'ai recu une lettre.", "recu", "reçu"),
        ("J'habite dans un apartement.", "apartement", "appartement"),
        ("Il travaille boucoup.", "boucoup", "beaucoup"),
        ("On va au restorant ce soir.", "restorant", "restaurant"),
        ("Je l'aime toujour.", "toujour", "toujours"),
        ("Nous sommes en vacanses.", "vacanses", "vacances"),
        ("J'étudie la musik.", "musik", "musique"),
        ("Je voudrais un ver d'eau et une tomatte.", "tomatte", "tomate"),
        ("aujourdhui il pleut.", "aujourdhui", "aujourd'hui"),
        ("jai faim.", "jai", "j'ai"),
        ("Je reste parceque je suis malade.", "parceque", "parce que"),
        ("Je vais à lecole.", "lecole", "l'école"),
    ],
)
def test_misspelled_word_gets_its_spelling(text, wrong, right):
    assert corrections(text) == [(wrong, right)]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Il a mangé un gateau delicieux.", [("gateau", "gâteau"), ("delicieux", "délicieux")]),
        ("Je m'apelle Léa.", [("apelle", "appelle")]),
        ("Ma soeur a un coeur d'or.", []),
    ],
)
def test_every_misspelled_word_is_told(text, right):
    assert corrections(text) == right


@pytest.mark.parametrize(
    "text",
    [
        "Je suis allé chez Krzysztof à Zanzibar.",
        "Kévin et Chloé habitent à Bruges.",
        "Xiaoming vient de Shenzhen.",
        "J'ai vu « The Walking Dead » hier.",
        "Il a dit 'sorry' en partant.",
        "I really enjoyed the movie yesterday.",
        "mdr jsuis trop fatigué lol",
        "Ouiii, c'est trooop bien !",
        "Voir https://exemple.fr/apres et #ecole",
        "La SNCF et l'ONU.",
        "Il connait le gout du riz, il parait.",
        "C'est une brasserie-restaurant franco-belge.",
        "Vas-y, prends-en deux, peut-être trois !",
        "Aujourd'hui, quelqu'un m'a téléphoné jusqu'à minuit.",
        "Le week-end, je fais du jogging.",
        "",
    ],
)
def test_names_other_languages_chat_and_either_orthography_are_left_alone(text):
    assert corrections(text) == []


def test_missing_accent_is_a_slight_error_of_spelling():
    (finding,) = check("C'est tres bien.")

    assert (finding.code, finding.category, finding.severity) == (
        "spelling.accent",
        "spelling",
        "low",
    )
    assert finding.confidence >= 0.9


def test_capital_is_kept():
    assert corrections("Voilà ! Tres bien !") == [("Tres", "Très")]


def test_words_beside_it_decide_between_proposals():
    assert corrections("Je préfere le thé.") == [("préfere", "préfère")]
    assert corrections("J'ai préfere le thé.") == [("préfere", "préféré")]


def test_offsets_count_code_points():
    (finding,) = check("😀 tres")

    assert (finding.start, finding.end) == (2, 6)


@pytest.mark.parametrize(
    "text", ["I like bread.", "I love bread but I say « le pain ».", "My teacher said it was good."]
)
def test_english_is_not_corrected(text):
    assert check(text) == ()


def test_misspelling_beside_one_english_word_is_found():
    assert [f.span for f in check("J'ai beaucop de travail with Anna.")] == ["beaucop"]
