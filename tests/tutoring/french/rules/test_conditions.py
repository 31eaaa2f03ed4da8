import pytest

from tests.tutoring.french.rules.sentences import TESTS, match
from tutoring.french.rules.conditions import condition_of
from tutoring.french.rules.kinds import BadNotation

PATTERN = "s=je|il [a=bien v=:fin]"
TEXT = "Demain, il bien dort ici, mais pas là."


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("il [*]", True),
        ("je [*]", False),
        ("[*] ici", True),
        ("[*] là", False),
        ("[*] ... là", True),
        ("demain ... [*]", True),
        ("[*] ... demain", False),
        ("mais", True),
        ("ou", False),
        ("v=dort|dors", True),
        ("v=:pp", False),
        ("{v} ici", True),
        ("{a} ici", False),
        ("demain , s=il a=bien {v} ici", True),
        ("^ il [*] :any , mais", True),
        ("[*] :any $$", False),
        ("v like s", True),
        ("v like je", False),
    ],
)
def test_second_look(condition, holds):
    found = match(PATTERN, TEXT)

    assert condition_of(condition, TESTS, frozenset("sav")).holds(found) is holds


def test_condition_knows_the_words_it_asks_about():
    names = frozenset("sav")

    assert condition_of("{v} x [*] s=:noun", TESTS, names).names == {"v", "s"}
    assert condition_of("v like je", TESTS, names).names == {"v"}


@pytest.mark.parametrize(
    ("condition", "reason"),
    [
        ("{x} ici", "no word of the patterns is called x"),
        ("x=:noun", "no word of the patterns is called x"),
        ("x like s", "no word of the patterns is called x"),
        ("v like x", "“like x”: the pattern has no word of that name"),
        ("[il]", "the brackets of “[il]” are not one pair around whole words"),
    ],
)
def test_condition_without_sense_is_refused(condition, reason):
    with pytest.raises(BadNotation) as refusal:
        condition_of(condition, TESTS, frozenset("sav"))

    assert str(refusal.value) == reason
