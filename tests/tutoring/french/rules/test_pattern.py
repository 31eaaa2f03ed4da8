import pytest

from tests.tutoring.french.rules.sentences import TESTS, match, matches, sentence
from tutoring.french.rules.kinds import BadNotation
from tutoring.french.rules.pattern import Pattern


def reported(pattern, text):
    return [" ".join(w.norm for w in m.words) for m in matches(pattern, text)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("le|la :noun", "Il voit le chat et la table.", ["le chat", "la table"]),
        ("le [:noun]", "Il voit le chat.", ["chat"]),
        ("[le très? petit] chat", "C'est le petit chat, le très petit chat.", ["le petit", "le très petit"]),
        ("très* bon", "C'est très très bon.", ["très très bon"]),
        ("^ je", "Je dors, je mange mais dis-je, je.", ["je", "je", "je"]),
        ("^^ je", "Je dors, je mange.", ["je"]),
        ("dort $", "Il dort, Paul dort là.", ["dort"]),
        (". $$", "Il dort.", ["."]),
        ("[dort] bien|$", "Il dort, elle dort bien, on dort mal.", ["dort", "dort"]),
        ("ne ... pas", "Il ne me le dit pas.", ["ne me le dit pas"]),
        ("viens ?", "Tu viens ?", ["viens ?"]),
        ("le la", "Il dort.", []),
    ],
)  # fmt: skip
def test_reported_words(pattern, text, expected):
    assert reported(pattern, text) == expected


def test_words_are_asked_for_by_name():
    found = match("v=~être&:fin adv=très|trop* a=:adjective p=pas?", "Il est très trop grand.")

    assert found["v"].norm == "est"
    assert found.named == {"v": range(1, 2), "adv": range(2, 4), "a": range(4, 5)}
    assert "p" not in found


def test_matches_do_not_overlap():
    assert reported("le le", "Le le le le.") == ["le le", "le le"]


def test_needs_are_the_words_that_cannot_be_missing():
    pattern = Pattern("^|mais je pas? ~être&:fin :noun|le @day", TESTS)

    assert pattern.required[:2] == (frozenset({"je"}), frozenset({"~être"}))
    assert len(pattern.required) == 3


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("[le chat", "the brackets of “[le chat” are not one pair around whole words"),
        ("le chat]", "the brackets of “le chat]” are not one pair around whole words"),
        ("[le] [chat]", "the brackets of “[le] [chat]” are not one pair around whole words"),
        ("le] [chat", "the brackets of “le] [chat” are not one pair around whole words"),
        ("l[e] chat", "the brackets of “l[e” are not one pair around whole words"),
        ("x=le x=chat", "two words are called x"),
        ("{x} chat", "the brackets of “{x}” are not one pair around whole words"),
    ],
)
def test_pattern_without_sense_is_refused(pattern, reason):
    with pytest.raises(BadNotation) as refusal:
        Pattern(pattern, TESTS)

    assert str(refusal.value) == reason


def test_furthest_says_where_a_pattern_stops_fitting():
    pattern = Pattern("[~aller à d=le] :noun", TESTS)

    assert pattern.furthest(sentence("Je vais à Paris, à le.")) == (1, 3, "d=le")
    assert pattern.furthest(sentence("Il dort.")) == (0, 0, "~aller")
