"""What a learner is told of a message is what is kept of it."""

from progress.evidence import Evidence
from progress.word_uses import RecordedUse
from sessions.assessment.assessing import assess
from sessions.assessment.feedback import (
    correction_row,
    early_feedback,
    feedback_record,
    review_vocabulary,
    word_feedback,
)
from sessions.assessment.setups import Circumstances
from sessions.told.shapes import FeedbackMetadata
from tests.sessions.assessment.conftest import BREAD, KEY, LANGUAGE, finding, setup
from tutoring.feedback import Feedback

TEXT = "Je mange le pain."
METADATA = FeedbackMetadata(rule_error_count=2)


def assessed():
    """Assess a text with an error on the bread and a wrong word, of which the second is folded."""
    found = (
        finding(9, 16, suggestion="du pain"),
        finding(0, 2, category="vocabulary", suggestion="la clé", confidence=0.8),
    )
    feedback = Feedback(
        summary="Bien !", findings=found, shown=1, corrected_text="Je mange du pain."
    )
    said_in = Circumstances((setup(BREAD), setup(KEY, gloss="key")))
    return assess(TEXT, feedback, said_in, language=LANGUAGE)


def test_corrections_are_told_before_they_are_rows_by_the_ids_they_will_have():
    assessment = assessed()

    told = early_feedback(assessment, METADATA)
    rows = [correction_row(named, at) for at, named in enumerate(assessment.findings)]

    assert [error.id for error in told.errors] == [row.pk for row in rows]
    assert [(e.suggestion, e.folded) for e in told.errors] == [("du pain", False), ("la clé", True)]
    assert (told.summary, told.corrected_text) == ("Bien !", "Je mange du pain.")
    assert told.metadata.rule_error_count == 2


def test_each_target_is_told_what_became_of_it():
    bread, key = word_feedback(assessed())

    assert (bread.word, bread.was_used, bread.had_error, bread.error) == (
        "pain",
        True,
        True,
        "because",
    )
    assert (key.word, key.translation, key.was_used, key.had_error) == ("clé", "key", False, False)
    assert (bread.rating, bread.evidence) == (None, None)


def test_words_with_an_error_and_those_that_were_missed_are_worth_another_look():
    assert review_vocabulary(assessed()) == ["pain", "la clé"]


def test_what_is_kept_has_the_ratings_as_well():
    use = RecordedUse(word_id=BREAD.word_id, evidence=Evidence.FORM_ERROR, rating=2, review_id=None)

    kept = feedback_record(assessed(), [use], METADATA)

    bread, key = kept["words"]
    assert (bread["rating"], bread["evidence"]) == (2, "form_error")
    assert (key["rating"], key["evidence"]) == (None, None)
    assert (kept["shown"], kept["summary"]) == (1, "Bien !")
    assert kept["review_vocabulary"] == ["pain", "la clé"]
