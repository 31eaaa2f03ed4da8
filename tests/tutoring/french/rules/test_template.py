import pytest

from tests.tutoring.french.rules.sentences import TESTS, match
from tutoring.french.rules.kinds import BadNotation
from tutoring.french.rules.pattern import Pattern
from tutoring.french.rules.template import Template, run_together

MAPS = {"better": {"bon": "meilleur"}}


def written(template, pattern, text):
    names = Pattern(pattern, TESTS).names
    return Template(template, names, MAPS).fill(match(pattern, text))


@pytest.mark.parametrize(
    ("template", "pattern", "text", "expected"),
    [
        ("mieux", "[plus bien]", "C'est plus bien.", "mieux"),
        ("en {x}", "[à x=mai]", "Il vient à mai.", "en mai"),
        ("{v} {m} {n}", "n=pas m=du? v=:fin", "Pas dort.", "dort pas"),
        ("{a} fin", "a=très* bon", "Il est très très bon.", "très très fin"),
        ("{x: bon=bien, *=mal}", "x=bon", "C'est bon.", "bien"),
        ("{x: bon=bien, *=mal}", "x=:adjective", "Il est petit.", "mal"),
        ("{x: bon=bien}", "x=:adjective", "Il est petit.", None),
        ("{x:better}", "x=bon", "C'est bon.", "meilleur"),
        ("{v:infinitive}", "v=:pp", "Il a mangé.", "manger"),
        ("{v:participle}", "v=:inf", "Il a prendre.", "pris"),
        ("{v:participle plural}", "v=:inf", "Il les a manger.", "mangés"),
        ("{v:imperative}", "v=manges", "Manges !", "mange"),
        ("{a:masculine}", "a=belle", "C'est belle.", "beau"),
        ("{a:feminine}", "a=beau", "Elle est beau.", "belle"),
        ("{n:plural}", "n=cheval", "Deux cheval.", "chevaux"),
        ("{n:singular}", "n=chevaux", "Un chevaux.", "cheval"),
        ("{x:lower}", "x=lundi", "Il vient Lundi.", "lundi"),
        ("{x:capital}", "x=états-unis", "Les états-unis.", "États-Unis"),
    ],
)
def test_what_is_written(template, pattern, text, expected):
    assert written(template, pattern, text) == expected


@pytest.mark.parametrize(
    ("template", "pattern", "text", "expected"),
    [
        ("{avoir like v}", "v=~être", "Nous étions faim.", "avions"),
        ("{avoir like v}", "v=~être", "Je veux être faim.", "avoir"),
        ("{finir like v}", "v=:pp", "J'ai commencé.", "fini"),
        ("{v like s}", "s=nous v=:fin", "Nous parle.", "parlons"),
        ("{v like s}", "v=:fin s=-tu", "Viendra-tu ?", "viendras"),
        ("{v like il}", "v=:fin", "Qui viens ?", "vient"),
        ("{meilleur like n}", "n=amie", "Ma mieux amie.", "meilleure"),
        ("{a like n}", "a=:adjective n=:noun", "Des bon idées.", "bonnes"),
        ("{du like n} {n}", "n=viande", "Je mange viande.", "de la viande"),
        ("{du like n} {n}", "n=eau", "Je bois eau.", "de l'eau"),
        ("{le like n} {n}", "n=chats", "J'aime chats.", "les chats"),
        ("{le like n} {n}", "n=italie&:capital", "J'aime Italie.", "l'Italie"),
        ("{au like n} {n}", "n=plage", "Je vais à plage.", "à la plage"),
        ("{quel like n}", "n=heure", "Quel heure ?", "quelle"),
        ("{se like s} {v}", "s=tu v=lèves", "Tu lèves.", "te lèves"),
        ("{se like s} {v}", "s=elles v=lavent", "Elles lavent.", "se lavent"),
        ("{pouvoir like s}", "s=il", "Il.", None),
    ],
)
def test_words_are_written_like_others(template, pattern, text, expected):
    assert written(template, pattern, text) == expected


@pytest.mark.parametrize(
    ("template", "text", "expected"),
    [
        ("{à d} {n}", "le parc", "au parc"),
        ("{à d} {n}", "les parcs", "aux parcs"),
        ("{à d} {n}", "la gare", "à la gare"),
        ("{de d} {n}", "le parc", "du parc"),
        ("{de d} {n}", "un parc", "d'un parc"),
        ("{de d} {n}", "mon parc", "de mon parc"),
    ],
)
def test_prepositions_run_together_with_articles(template, text, expected):
    assert written(template, "d=le|la|les|un|mon n=:noun", f"Il voit {text}.") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("je ai", "j'ai"),
        ("j' mange", "je mange"),
        ("ne le aime pas", "ne l'aime pas"),
        ("que il", "qu'il"),
        ("de  la   viande", "de la viande"),
        ("le héros", "le héros"),
        ("l' ami", "l'ami"),
        ("je te aime", "je t'aime"),
        ("que onze", "que onze"),
    ],
)
def test_vowels_are_elided_and_restored(text, expected):
    assert run_together(text) == expected


def test_word_that_begins_the_sentence_stands_as_within_it():
    assert written("{n} {a}", "a=petit n=:noun", "Petit chat !") == "chat petit"
    assert written("bonjour {n}", "n=:name", "France est belle.") == "bonjour France"


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("{y}", "{y}: the pattern has no word of that name"),
        ("{y:plural}", "{y}: the pattern has no word of that name"),
        ("{de y}", "{y}: the pattern has no word of that name"),
        ("{avoir like y}", "“like y”: the pattern has no word of that name"),
        ("{avior like x}", "“avior like”: neither a verb, an adjective nor an article to inflect"),
        ("{x", "the braces of “{x” are not in pairs"),
        ("x}", "the braces of “x}” are not in pairs"),
        ("{x: a=b, c}", "“a=b, c” is not a row of pairs a=b, c=d"),
        ("{x: a=}", "“a=” is not a row of pairs a=b, c=d"),
    ],
)
def test_template_without_sense_is_refused(template, reason):
    with pytest.raises(BadNotation) as refusal:
        Template(template, frozenset("x"), MAPS)

    assert str(refusal.value) == reason


def test_unknown_form_is_refused_with_those_there_are():
    with pytest.raises(
        BadNotation, match="“plurla” is neither a form nor a map; there are: .*better"
    ):
        Template("{x:plurla}", frozenset("x"), MAPS)
