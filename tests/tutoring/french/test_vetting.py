from dataclasses import replace

import pytest

from tutoring.brief import Finding
from tutoring.french.vetting import trusted


def finding(text, span, suggestion):
    start = text.index(span)
    return Finding(
        "other.gn", start, start + len(span), span, suggestion, "grammar", "medium", 0.9, "Why."
    )


@pytest.mark.parametrize(
    ("text", "span", "suggestion"),
    [
        ("C'est une bon idée.", "une", "un"),
        ("Dans un grand entreprise.", "entreprise", "entrepris"),
        ("Ma chef est gentille.", "Ma", "Mon"),
        ("Ma chef est gentille.", "chef", "cheffe"),
    ],
)
def test_proposal_against_the_gender_of_the_noun_is_left_out(text, span, suggestion):
    assert trusted(text, [finding(text, span, suggestion)]) == []


@pytest.mark.parametrize(
    ("text", "span", "suggestion"),
    [
        ("C'est une bon idée.", "bon", "bonne"),
        ("Le fleur est belle.", "Le", "La"),
        ("Les maison sont belles.", "maison", "maisons"),
        ("Le enfants jouent.", "Le", "Les"),
        ("Elle mange trop.", "mange", "manges"),
        ("Un livre intéressante.", "intéressante", "intéressant"),
        ("Je veux que tu viens.", "viens", "viennes"),
    ],
)
def test_other_proposals_are_kept(text, span, suggestion):
    assert trusted(text, [finding(text, span, suggestion)]) == [finding(text, span, suggestion)]


def test_doubt_without_a_proposal_is_left_out():
    text = "Nous avons passé une soirée."

    assert trusted(text, [finding(text, "soirée", None)]) == []


def test_other_noun_may_have_another_gender_where_words_are_confused():
    text = "Vingt mille lieux sous les mers."
    confused = replace(finding(text, "lieux", "lieues"), code="other.conf")

    assert trusted(text, [confused]) == [confused]


@pytest.mark.parametrize(
    ("text", "span", "suggestion"),
    [
        ("Elles se sont écrit pendant des années.", "écrit", "écrites"),
        ("Elle s'est fait mal.", "fait", "faite"),
    ],
)
def test_participle_of_what_is_done_to_oneself_stays(text, span, suggestion):
    agreement = replace(finding(text, span, suggestion), code="other.ppas")

    assert trusted(text, [agreement]) == []


def test_other_participles_agree():
    text = "Elles se sont levé tôt."
    agreement = replace(finding(text, "levé", "levées"), code="other.ppas")

    assert trusted(text, [agreement]) == [agreement]
