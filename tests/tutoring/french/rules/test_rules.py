from collections import Counter
from pathlib import Path

import pytest

from tests.tutoring.french.rules.examples import right_examples, rules_with_examples, wrong_examples
from tutoring.french.rules import LEVELS, RULES, check

CATEGORIES = {"grammar", "vocabulary", "spelling", "punctuation", "style"}
EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


@EVERY_RULE
def test_rule_finds_its_errors_with_their_corrections(rule):
    examples = wrong_examples(rule.id)

    assert [reports(example.text) for example in examples] == [
        [(example.rule, example.start, example.span, example.suggestion)] for example in examples
    ]


@EVERY_RULE
def test_right_french_is_left_alone(rule):
    texts = right_examples(rule.id)

    assert {text: reports(text) for text in texts} == {text: [] for text in texts}


def reports(text):
    findings = check(text, level="C1")
    return [(f.code, f.start, f.span, f.suggestion) for f in findings]


@EVERY_RULE
def test_rule_has_eight_examples_of_each_kind(rule):
    counts = (len(wrong_examples(rule.id)), len(right_examples(rule.id)))

    assert min(counts) >= 8


@EVERY_RULE
def test_rule_is_explained_in_both_languages(rule):
    assert rule.id.startswith("fr.")
    assert rule.en
    assert rule.fr
    assert rule.en != rule.fr


@EVERY_RULE
def test_rule_is_of_known_kinds(rule):
    assert rule.level in LEVELS
    assert rule.category in CATEGORIES
    assert rule.severity in {"low", "medium", "high"}
    assert 0.7 <= rule.confidence <= 1


def test_rule_ids_are_unique():
    repeated = [name for name, times in Counter(rule.id for rule in RULES).items() if times > 1]

    assert repeated == []


def test_examples_belong_to_a_rule():
    assert rules_with_examples() == {rule.id for rule in RULES}


def test_everyday_messages_are_left_alone():
    path = Path(__file__).parents[1] / "correct_messages.txt"
    texts = path.read_text(encoding="utf-8").splitlines()

    assert {text: reports(text) for text in texts} == {text: [] for text in texts}


def test_switched_off_rule_is_silent():
    text = "Je ai vingt ans."

    assert [f.code for f in check(text, level="A1")] == ["fr.elision.missing"]
    assert check(text, level="A1", switched_off=frozenset({"fr.elision.missing"})) == ()


def test_offsets_count_code_points_after_an_emoji():
    text = "😀 Je ai vingt ans."

    finding = check(text, level="A1")[0]

    assert text[finding.start : finding.end] == finding.span == "Je ai"


def test_quotations_are_left_alone():
    assert check("Il a écrit « je ai faim » au tableau.", level="A1") == ()


def test_english_is_left_alone():
    assert check("I have the feeling that you are on the train.", level="A1") == ()
