"""What a message is worth is pure, too."""

from sessions.assessment.assessing import Assessment, assess, missed_words
from sessions.assessment.setups import Circumstances
from tests.sessions.assessment.conftest import BREAD, KEY, LANGUAGE, finding, setup
from tutoring.feedback import Feedback

SETUPS = (setup(),)


def assessed(text, *, findings=(), setups=SETUPS, others=()) -> Assessment:
    feedback = Feedback(summary="", findings=tuple(findings), shown=3, corrected_text=text)
    return assess(text, feedback, Circumstances(setups, others), language=LANGUAGE)


def test_xp_of_a_message_is_that_of_the_turn_and_of_its_targets():
    assert assessed("Je mange du pain.").xp == 10 + 15
    assert assessed("Je mange du pain.", findings=[finding(12, 16, severity="low")]).xp == 10 + 6
    assert assessed("Bonjour.", setups=()).xp == 10


def test_words_that_are_no_targets_are_seen_and_earn_nothing():
    made = assessed("Voilà la clé.", setups=(), others=(KEY,))

    assert [(s.word_id, s.start, s.end) for s in made.sightings] == [(2, 9, 12)]
    assert (made.xp, made.outcomes) == (10, ())


def test_only_findings_of_the_rules_are_counted_as_theirs():
    made = assessed("Je mange du pain.", findings=[finding(0, 2), finding(3, 8)])

    assert made.rule_findings == 2
    assert len({named.id for named in made.findings}) == 2


def test_a_target_offered_in_place_of_a_wrong_word_was_missed():
    offered = finding(0, 3, category="vocabulary", suggestion="la clé")

    assert missed_words(LANGUAGE, [BREAD, KEY], [offered]) == {2: offered}
    assert missed_words(LANGUAGE, [BREAD], [offered]) == {}
