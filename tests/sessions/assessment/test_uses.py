"""Finding words is pure: a text, the words sought, what was said before."""

import pytest

from tests.sessions.assessment.conftest import finding, setup, uses


def test_a_word_that_is_used_is_found_where_it_stands():
    use = uses("Je mange du pain.").found[1]

    assert (use.start, use.end) == (12, 16)


def test_a_word_said_before_is_an_echo():
    assert uses("Du pain !", recent=("Tu veux du pain ?",)).echoed == {1}
    assert uses("Du pain !", recent=("Tu as faim ?",)).echoed == frozenset()


@pytest.mark.parametrize(
    ("text", "recent", "copied"),
    [
        ("mot " * 81, [], True),
        ("mot " * 80, [], False),
        ("je crois que tu manges du pain tous les jours", ["Je crois que tu manges du pain tous les jours !"], True),
        ("je crois que tu manges du pain", ["Je crois que tu manges du pain tous les jours !"], False),
    ],
)  # fmt: skip
def test_long_and_copied_texts_are_not_the_learners_own(text, recent, copied):
    assert uses(text, recent=tuple(recent)).copied is copied


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("How do you say bread?", {1}),
        ("How do you say « Loaf » ?", {1}),
        ("How do you say butter?", set()),
        ("I like bread.", set()),
    ],
)
def test_asking_for_a_word_is_noticed_by_its_meaning(text, words):
    assert uses(text, setups=(setup(gloss="bread; loaf (of bread)"),)).asked_for == words


def test_a_word_without_a_meaning_is_never_asked_for():
    assert uses("Bonjour.", setups=(setup(gloss=""),)).asked_for == frozenset()


def test_an_error_belongs_to_the_word_that_it_overlaps():
    found = uses("Je mange de le pain.")
    sure, unsure, far = finding(15, 19), finding(14, 19, confidence=0.6), finding(3, 8)

    assert found.error_on(1, [unsure, sure, far]) == sure
    assert found.error_on(1, [far]) is None
    assert found.error_on(2, [sure]) is None


def test_a_word_in_quotation_marks_is_known_as_such():
    assert uses("Tu as écrit « du pain » hier.").is_quoted(1) is True
    assert uses("Tu as dit « oui » : du pain.").is_quoted(1) is False
    assert uses("« Du beurre »").is_quoted(1) is False
