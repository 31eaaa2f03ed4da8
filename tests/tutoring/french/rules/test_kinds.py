import pytest

from tests.tutoring.french.rules.sentences import TESTS, sentence, word
from tutoring.french.rules.kinds import BadNotation


@pytest.mark.parametrize(
    ("kind", "form", "expected"),
    [
        (":noun", "table", True),
        (":noun", "et", False),
        (":inf", "manger", True),
        (":pp", "mangé", True),
        (":vowel", "ami", True),
        (":vowel", "héros", False),
        (":unknown", "xyzzy", True),
        (":digits", "12", True),
        (":year", "1998", True),
        (":year", "998", False),
        (":any", ",", True),
        (":word", ",", False),
        (":question", "?", True),
        (":imp", "mange", True),
        (":imp", "mangeait", False),
    ],
)
def test_kinds_of_words(kind, form, expected):
    assert TESTS.test(kind)(word(form)) is expected


@pytest.mark.parametrize(
    ("kind", "form", "expected"),
    [
        (":noun.f", "table", True),
        (":noun.m", "table", False),
        (":noun.mf", "élève", True),
        (":noun.m", "élève", False),
        (":noun.p", "tables", True),
        (":noun.p", "bras", False),
        (":noun.f.p", "tables", True),
        (":noun.m.p", "tables", False),
        (":adjective.f", "belle", True),
        (":adjective.f", "rouge", False),
        (":pp.s", "mangé", True),
        (":pp.s", "pris", False),
        (":fin.1s", "mange", True),
        (":fin.3p", "mange", False),
        (":fin.3p.ind.pres", "mangent", True),
        (":fin.fut", "mangera", True),
        (":imp.2s", "mange", True),
    ],
)
def test_features_hold_in_all_readings_of_nouns_and_in_one_of_verbs(kind, form, expected):
    assert TESTS.test(kind)(word(form)) is expected


def test_share_of_uses():
    assert TESTS.test(":noun/60")(word("porte")) is True
    assert TESTS.test(":noun/99")(word("porte")) is False


def test_capital_within_a_sentence_is_another_kind_than_any_capital():
    first, _, name = sentence("Hier avec Paul").words

    assert [TESTS.test(":cap")(w) for w in (first, name)] == [False, True]
    assert [TESTS.test(":capital")(w) for w in (first, name)] == [True, True]


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (":nuon", "there is no kind of word :nuon"),
        (":noun/0", "there is no kind of word :noun/0"),
        (":inf/50", ":inf/50: only parts of speech have a share of uses"),
        (":adverb.f", ":adverb.f: only adjective, fin, imp, noun, pp, verb have features"),
        (":noun.x", ":noun.x: there is no feature .x"),
        (":noun.3", ":noun.3: there is no feature .3"),
    ],
)
def test_unknown_kind_is_refused(kind, reason):
    with pytest.raises(BadNotation) as refusal:
        TESTS.test(kind)

    assert str(refusal.value) == reason
