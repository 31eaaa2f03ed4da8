import pytest

from tutoring.french.words.tokens import tokenize


def texts(text):
    return [token.text for token in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("J'aime l'eau.", ["J'", "aime", "l'", "eau", "."]),
        ("qu’il", ["qu’", "il"]),
        ("Aujourd'hui", ["Aujourd'hui"]),
        ("quelqu'un", ["quelqu'un"]),
        ("jusqu'à lorsqu'elle", ["jusqu'", "à", "lorsqu'", "elle"]),
        ("l' eau", ["l'", "eau"]),
        ("As-tu", ["As", "-tu"]),
        ("Va-t-on", ["Va", "-t-on"]),
        ("donne-le-moi", ["donne", "-le", "-moi"]),
        ("dis-m'en", ["dis", "-m'en"]),
        ("qu'est-ce que", ["qu'", "est", "-ce", "que"]),
        ("ce livre-là", ["ce", "livre", "-là"]),
        ("peut-être", ["peut-être"]),
        ("rendez-vous", ["rendez-vous"]),
        ("lui-même", ["lui-même"]),
        ("c'est-à-dire", ["c'est-à-dire"]),
        ("Jean-Pierre", ["Jean-Pierre"]),
        ("Ça va ?!", ["Ça", "va", "?!"]),
        ("bon... oui…", ["bon", "...", "oui", "…"]),
        ("à 14h30, le 1er mai", ["à", "14h30", ",", "le", "1er", "mai"]),
        ("3,5 km", ["3,5", "km"]),
    ],
)
def test_text_is_cut_into_words_and_marks(text, tokens):
    assert texts(text) == tokens


@pytest.mark.parametrize(
    ("piece", "kind"),
    [
        ("https://exemple.fr/page?a=1", "web"), ("moi@exemple.fr", "web"), ("#apéro", "web"),
        ("😀👍🏽", "emoji"), (":)", "emoji"), ("2026", "number"), ("!", "punctuation"),
        ("chat", "word"),
    ],
)  # fmt: skip
def test_addresses_faces_and_numbers_are_one_token(piece, kind):
    token = tokenize(f"Voici {piece} donc")[1]

    assert (token.text, token.kind) == (piece, kind)


def test_offsets_count_code_points_of_the_text_as_written():
    text = "😀 J’ai été à l'ÉCOLE e\u0301te\u0301."

    assert [text[t.start : t.end] for t in tokenize(text)] == texts(text)


def test_norm_is_lower_case_with_straight_apostrophe_and_composed_accents():
    assert [t.norm for t in tokenize("L’E\u0301cole")] == ["l'", "école"]


def test_elided_words_and_clitics_say_so():
    assert [t.joined for t in tokenize("J'ai, as-tu")] == ["elided", "", "", "", "clitic"]


def test_sentences_are_counted_and_their_first_words_marked():
    tokens = tokenize("Bonjour ! je viens... demain. Oui\nnon")

    assert [(t.text, t.sentence) for t in tokens if t.initial] == [
        ("Bonjour", 0),
        ("je", 1),
        ("Oui", 2),
        ("non", 3),
    ]


@pytest.mark.parametrize("quoted", ["« un mot »", '"un mot"', "“un mot”", "'un mot'"])
def test_words_between_quotation_marks_are_quoted(quoted):
    tokens = tokenize(f"L'ami dit {quoted} ici.")

    assert [t.text for t in tokens if t.quoted and t.kind == "word"] == ["un", "mot"]


def test_apostrophes_of_elision_quote_nothing():
    assert not any(t.quoted for t in tokenize("J'aime l'été et l'hiver, qu'en dis-tu ?"))
