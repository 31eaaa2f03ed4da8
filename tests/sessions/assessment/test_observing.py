"""What a use shows depends on the errors beside it and on how the word was set up."""

import pytest

from sessions.assessment.observing import sightings
from sessions.assessment.setups import Circumstances
from tests.sessions.assessment.conftest import BREAD, KEY, finding, setup, uses


def observed(text, findings=(), *, missed=None, **circumstances):
    """Return what a text shows about the bread that was asked for."""
    said_in = Circumstances(setups=(setup(),), **circumstances)
    (seen,) = sightings(uses(text), findings, said_in, missed=missed or {})
    return seen.observation


def test_an_error_in_a_word_is_one_of_its_form():
    text = "Je mange de le pain."

    near, far = observed(text, [finding(15, 19)]), observed(text, [finding(3, 8)])

    assert (near.form_error, near.lexical_error, near.confidence) == (True, False, 0.95)
    assert (far.form_error, far.confidence) == (False, 1.0)


def test_a_vocabulary_correction_is_a_wrong_word():
    wrong = finding(12, 16, category="vocabulary", confidence=0.85)

    seen = observed("Je mange du pain.", [wrong])

    assert (seen.lexical_error, seen.form_error, seen.confidence) == (True, False, 0.85)


def test_a_word_that_was_missed_is_a_wrong_word_though_it_was_not_used():
    offered = finding(0, 3, category="vocabulary", suggestion="le pain", confidence=0.9)

    seen = observed("Clé !", [offered], missed={1: offered})

    assert (seen.used, seen.lexical_error, seen.confidence) == (False, True, 0.9)


def test_a_word_in_quotation_marks_is_not_the_learners_own():
    assert observed("Tu as écrit « du pain » hier.").foreign_text is True
    assert observed("Tu as écrit du pain hier.").foreign_text is False


@pytest.mark.parametrize(
    ("text", "own"), [("pain", False), ("du pain", False), ("avec du pain", True)]
)
def test_a_bare_word_is_no_sentence_of_the_learners_own(text, own):
    assert observed(text).own_sentence is own


def test_a_target_that_was_not_used_is_seen_as_such():
    said_in = Circumstances(setups=(setup(mode="introduce"),))

    (seen,) = sightings(uses("Bonjour."), [], said_in, missed={})

    assert (seen.start, seen.end) == (None, None)
    assert (seen.observation.used, seen.observation.is_target) == (False, True)
    assert (seen.observation.mode, seen.observation.introduced_now) == ("introduce", True)


def test_a_word_that_was_shown_or_hinted_at_is_seen_as_such():
    seen = observed("Du pain.", shown=frozenset({1}), hinted=frozenset({1}))
    other = observed("Du pain.", shown=frozenset({2}), hinted=frozenset({2}))

    assert (seen.shown, seen.hinted) == (True, True)
    assert (other.shown, other.hinted) == (False, False)


def test_other_words_are_seen_only_where_they_were_used():
    said_in = Circumstances(others=(BREAD, KEY))

    (seen,) = sightings(uses("Voilà la clé."), [], said_in, missed={})

    assert (seen.word_id, seen.start, seen.end) == (2, 9, 12)
    assert seen.observation.is_target is False
