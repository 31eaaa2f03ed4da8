import pytest

from tutoring.french.spelling.checking import check
from tutoring.french.spelling.overregular import meant_forms


@pytest.mark.parametrize(
    ("made", "meant"),
    [
        ("prendu", "pris"), ("comprendu", "compris"), ("buvé", "bu"), ("ouvri", "ouvert"),
        ("metté", "mis"), ("faisez", "faites"), ("disez", "dites"), ("venirai", "viendrai"),
        ("allerons", "irons"), ("voirait", "verrait"), ("répondé", "répondu"),
    ],
)  # fmt: skip
def test_form_made_by_rule_stands_for_the_irregular_one(made, meant):
    assert meant in meant_forms(made)


@pytest.mark.parametrize("form", ["pris", "mangé", "buvons", "faisons", "vouer", "bonjour"])
def test_french_forms_stand_for_themselves(form):
    assert meant_forms(form) == ()


def test_learner_is_told_that_the_verb_is_irregular():
    (finding,) = check("J'ai prendu le bus.")

    assert (finding.suggestion, finding.code, finding.category) == (
        "pris",
        "spelling.verb_form",
        "grammar",
    )


def test_person_is_that_of_the_subject():
    assert [f.suggestion for f in check("Tu devoiras venir, ils voiront.")] == ["devras", "verront"]
