"""What a message is worth is pure, too."""

import pytest

from sessions.assessment.assessing import assess
from sessions.assessment.uses import hear
from tests.sessions.test_hearing import BREAD, KEY, LANGUAGE, finding, setup
from tutoring.feedback import Feedback


def assessed(text, *, findings=(), setups=None, others=()):
    return assess(
        hear(LANGUAGE, text, [BREAD, *others]),
        Feedback(summary="", findings=tuple(findings), shown=3, corrected_text=text),
        setups=[setup(BREAD)] if setups is None else setups,
        others=others,
        shown=frozenset(),
        hinted=frozenset(),
        missed={},
    )


@pytest.mark.parametrize(
    ("findings", "is_new", "xp"),
    [
        ([], False, 10 + 15),
        ([], True, 10 + 12),
        ([finding(12, 16, severity="low")], False, 10 + 6),
        ([finding(12, 16, severity="high")], False, 10),
        ([finding(12, 16, confidence=0.89)], False, 10 + 15),  # a question lowers nothing
        ([finding(3, 8)], False, 10 + 15),  # elsewhere in the sentence
    ],
)
def test_xp_follows_the_outcome_of_each_target(findings, is_new, xp):
    made = assessed("Je mange du pain.", findings=findings, setups=[setup(BREAD, is_new=is_new)])

    assert made.xp == xp


def test_a_message_without_targets_is_worth_its_turn():
    assert assessed("Bonjour.").xp == 10


def test_words_that_are_no_targets_are_seen_and_earn_nothing():
    made = assessed("Voilà la clé.", setups=[], others=[KEY])

    assert [(s.word_id, s.start, s.end) for s in made.sightings] == [(2, 9, 12)]
    assert (made.xp, made.outcomes) == (10, ())


def test_only_findings_of_the_rules_are_counted_as_theirs():
    made = assessed("Je mange du pain.", findings=[finding(0, 2), finding(3, 8)])

    assert made.rule_findings == 2
    assert len({named.id for named in made.findings}) == 2
