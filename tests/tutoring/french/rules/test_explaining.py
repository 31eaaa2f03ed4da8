import pytest

from tutoring.french.rules import check, rules
from tutoring.french.rules.examples import wrong
from tutoring.french.rules.explaining import explain, misfits


def silences(text, rule, level="B2"):
    verdicts = explain(text, level=level).verdicts
    return [(v.span, v.silent) for v in verdicts if v.rule.id == rule]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_what_is_told_is_what_check_finds(rule):
    text = wrong(rule.wrong[0]).text

    told = [v.finding for v in explain(text, level="C1").verdicts if not v.silent]

    assert sorted(told, key=lambda f: f.start) == list(check(text, level="C1"))


def test_told_verdict_has_its_pattern_and_its_finding():
    (verdict,) = (v for v in explain("Il vient à mai.", level="A1").verdicts if not v.silent)

    assert (verdict.rule.id, verdict.by, verdict.span) == (
        "fr.preposition.month",
        "[à|au|dans|sur x=@month]",
        "à mai",
    )
    assert verdict.finding is not None
    assert verdict.finding.suggestion == "en mai"


def test_blocked_match_says_by_what():
    assert silences("Il reste jusqu'à mai.", "fr.preposition.month") == [
        ("à mai", "unless: @month|jusqu'|de|lundi [*]")
    ]


def test_rule_above_the_level_says_so():
    text = "Ils se sont parlés."

    assert silences(text, "fr.participle.reflexive_indirect", level="A2") == [
        ("parlés", "the rule is of level C1, too far above A2")
    ]


def test_finding_that_another_covers_says_which():
    assert silences("Il faut que tu viens.", "fr.mood.subjunctive") == [
        ("faut que", ""),
        ("Il faut que", "fr.mood.subjunctive tells of these words, or of those beside"),
    ]


def test_quoted_words_are_left_alone():
    assert silences("Il dit « je viens à mai ».", "fr.preposition.month") == [
        ("à mai", "quoted, or not French")
    ]


def test_rules_that_saw_nothing_are_those_that_the_words_called_for():
    explained = explain("Il mange du pain.", level="A1")

    nothing = {rule.id for rule in explained.found_nothing}
    assert explained.verdicts == ()
    assert "fr.verb.person" in nothing
    assert "fr.preposition.month" not in nothing


def test_misfit_says_how_far_a_pattern_fits():
    found = dict(misfits("Elle habite à le mois de mai.", "fr.preposition.month"))

    assert found["[à|au|dans|sur x=@month]"] == "« à » fits, but then not x=@month"
    assert found["[en x=printemps]"] == "no word fits en"


def test_pattern_that_fits_is_no_misfit():
    assert "[à|au|dans|sur x=@month]" not in dict(misfits("À mai !", "fr.preposition.month"))


def test_unknown_rule_has_no_misfits():
    with pytest.raises(KeyError):
        list(misfits("Oui.", "fr.no.rule"))
