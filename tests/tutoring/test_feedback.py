import pytest

from tutoring.brief import Finding
from tutoring.feedback import corrected, feedback_on

TEXT = "Je suis aller a le marché hier."


def finding(span, suggestion, *, text=TEXT, **traits):
    start = text.index(span)
    given = {"category": "grammar", "severity": "medium", "confidence": 0.95, "message": "Why."}
    return Finding(
        code=traits.pop("code", "fr.rule"),
        start=start,
        end=start + len(span),
        span=span,
        suggestion=suggestion,
        **(given | traits),
    )


ALLER = finding("aller", "allé", severity="high", message_fr="Après être, un participe.")
A_LE = finding("a le", "au")
HIER = finding("hier", "hier soir", confidence=0.7, severity="low", category="style")


def told(findings, **choices):
    given = {"strictness": "balanced", "level": "A2", "native_language": "en"}
    return feedback_on(TEXT, findings, **(given | choices))


def test_sure_corrections_are_made_in_the_text_and_doubtful_ones_are_not():
    assert corrected(TEXT, [ALLER, A_LE, HIER]) == "Je suis allé au marché hier."


def test_text_without_findings_stays_as_it_is():
    feedback = told([])

    assert feedback.summary == "Nothing to correct."
    assert (feedback.findings, feedback.shown, feedback.corrected_text) == ((), 0, TEXT)


def test_most_useful_finding_stands_first():
    feedback = told([HIER, A_LE, ALLER])

    assert [f.span for f in feedback.findings] == ["aller", "a le", "hier"]


@pytest.mark.parametrize(("strictness", "shown"), [("gentle", 1), ("balanced", 2), ("strict", 3)])
def test_strictness_decides_how_much_is_shown(strictness, shown):
    assert told([ALLER, A_LE, HIER], strictness=strictness).shown == shown


def test_at_most_three_are_shown_and_the_rest_is_folded():
    four = [finding(word, "x") for word in ("Je", "suis", "aller", "marché")]

    feedback = told(four, strictness="strict")

    assert (feedback.shown, len(feedback.findings)) == (3, 4)


def test_gentle_feedback_folds_what_is_slight_or_doubtful():
    slight = finding("marché", "Marché", severity="low")
    doubtful = finding("suis", "vais", confidence=0.8)

    assert told([slight, doubtful], strictness="gentle").shown == 0


def test_what_is_far_above_the_learner_is_folded():
    late = finding("hier", "la veille", level="C1")

    assert told([late], level="A2").shown == 0
    assert told([late], level="B2").shown == 1


def test_doubtful_correction_is_phrased_as_a_question():
    feedback = told([finding("a le", "au", confidence=0.85)])

    assert feedback.findings[0].message == "Did you mean “au”? Why."
    assert feedback.summary == "1 question."


def test_doubtful_word_without_suggestion_is_asked_about():
    feedback = told([finding("hier", None, confidence=0.8)])

    assert feedback.findings[0].message == "Are you sure of “hier”? Why."


def test_sure_correction_is_told():
    assert told([ALLER]).findings[0].message == "Why."


def test_french_speaker_is_told_in_french():
    feedback = told([ALLER, finding("hier", "", confidence=0.8)], native_language="fr-CA")

    assert [f.message for f in feedback.findings] == [
        "Après être, un participe.",
        "Peut-on enlever « hier » ? Why.",
    ]
    assert feedback.summary == "1 correction et 1 question."


def test_speaker_of_another_language_is_told_in_english():
    assert told([ALLER], native_language="de").findings[0].message == "Why."
