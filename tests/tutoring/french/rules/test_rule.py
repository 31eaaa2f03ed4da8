import pytest

from tests.tutoring.french.rules.sentences import sentence
from tutoring.french.rules.finders import Look, Procedure
from tutoring.french.rules.hits import Hit
from tutoring.french.rules.rule import Rule

RULE = Rule(
    id="fr.test.rule",
    level="A2",
    category="grammar",
    severity="high",
    confidence=0.9,
    explanations={
        "en": "Not “{span}”: “{suggestion}”.",
        "fr": "Pas « {span} » : « {suggestion} ».",
    },
    finder=Procedure("test.rule", lambda sentence: [Hit(0, 0, "nous")]),
    wrong=(),
    right=(),
)


def found(text, hit):
    return RULE.finding(sentence(text), Look("x", hit.first, hit.last, hit))


def test_finding_has_the_words_of_its_rule():
    (finding,) = RULE.findings(sentence("Vous dormez."))

    assert (finding.code, finding.start, finding.end, finding.span, finding.suggestion) == (
        "fr.test.rule", 0, 4, "Vous", "Nous",
    )  # fmt: skip
    assert (finding.level, finding.category, finding.severity, finding.confidence) == (
        "A2", "grammar", "high", 0.9,
    )  # fmt: skip
    assert finding.message == "Not “Vous”: “Nous”."
    assert finding.message_fr == "Pas « Vous » : « Nous »."


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("Il dort.", Hit(1, 1, "dort")),
        ("Demain, dors.", Hit(0, 0, "demain")),
        ("La SNCF est là.", Hit(1, 1, "sncf")),
        ("Il dit « je dors ».", Hit(4, 4, "dort")),
        ("I think that this is the right thing.", Hit(4, 4, "as")),
    ],
)
def test_what_is_right_abbreviated_quoted_or_foreign_is_left_alone(text, hit):
    assert found(text, hit) is None


def test_suggestion_has_a_capital_only_where_the_sentence_begins():
    assert found("Demain, dors.", Hit(0, 0, "hier")).suggestion == "Hier"
    assert found("Elle voit Paul.", Hit(2, 2, "paule")).suggestion == "paule"
