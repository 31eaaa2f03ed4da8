import pytest

from tests.tutoring.french.rules.sentences import TESTS, word
from tutoring.french.rules.kinds import BadNotation
from tutoring.french.rules.word_tests import WordTests


@pytest.mark.parametrize(
    ("test", "accepted", "refused"),
    [
        ("le", "le", "la"),
        ("le|la", "la", "les"),
        ("~être", "suis", "ai"),
        ("@day", "lundi", "mai"),
        ("~@always_etre", "arrivées", "mangé"),
        ("*é|*ez", "mangez", "manger"),
        ("*é&:pp", "mangé", "bébé"),
        ("!le|la", "les", "la"),
        (":noun|:adjective&!table", "chaise", "table"),
        ("~aller&:fin&!vas", "va", "vas"),
    ],
)
def test_what_can_be_asked_of_a_word(test, accepted, refused):
    assert TESTS.test(test)(word(accepted)) is True
    assert TESTS.test(test)(word(refused)) is False


@pytest.mark.parametrize(
    ("test", "required"),
    [
        ("le|la", {"le", "la"}),
        ("~être&:fin", {"~être"}),
        ("@pet|~dormir", {"chat", "chien", "~dormir"}),
        ("~@pet", {"~chat", "~chien"}),
        ("le|:noun", set()),
        ("!le", set()),
        ("*é", set()),
    ],
)
def test_forms_and_lemmas_without_which_no_word_passes(test, required):
    tests = WordTests({"pet": frozenset({"chat", "chien"})})

    assert tests.required(test) == required


@pytest.mark.parametrize(
    ("test", "reason"),
    [
        ("@nolist", "there is no list @nolist"),
        ("~@nolist", "there is no list @nolist"),
        ("le|", "a word is missing beside |, & or *"),
        ("le&&la", "a word is missing beside |, & or *"),
        ("*", "a word is missing beside |, & or *"),
    ],
)
def test_test_without_sense_is_refused(test, reason):
    with pytest.raises(BadNotation) as refusal:
        TESTS.test(test)

    assert str(refusal.value) == reason
