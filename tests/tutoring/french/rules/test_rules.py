"""Each rule's examples are its tests: they stand beside it in its YAML file."""

import pytest

from tutoring.french.rules import check, rules
from tutoring.french.rules.examples import corrected, wrong

EVERY_RULE = pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)


def wrong_examples(rule):
    return [wrong(example) for example in rule.wrong]


def right_examples(rule):
    return [*map(corrected, rule.wrong), *rule.right]


@EVERY_RULE
def test_rule_finds_its_errors_with_their_corrections(rule):
    examples = wrong_examples(rule)

    assert [reports(example.text) for example in examples] == [
        [(rule.id, example.start, example.span, example.suggestion)] for example in examples
    ]


@EVERY_RULE
def test_right_french_is_left_alone(rule):
    texts = right_examples(rule)

    assert {text: reports(text) for text in texts} == {text: [] for text in texts}


def reports(text):
    findings = check(text, level="C1")
    return [(f.code, f.start, f.span, f.suggestion) for f in findings]


@EVERY_RULE
def test_rule_has_eight_examples_of_each_kind(rule):
    assert min(len(rule.wrong), len(right_examples(rule))) >= 8


@EVERY_RULE
def test_rule_is_explained_in_both_languages(rule):
    english, french = rule.explanations["en"], rule.explanations["fr"]

    assert english != french
    assert "«" not in english
    assert "“" not in french


@EVERY_RULE
def test_confidence_is_neither_doubt_nor_certainty(rule):
    assert 0.7 <= rule.confidence < 1
