from collections import Counter
from pathlib import Path

import pytest

from tests.tutoring.french.rules.examples import counts, right_examples, wrong_examples
from tutoring.french.rules import LEVELS, RULES, check

CATEGORIES = {"grammar", "vocabulary", "spelling", "punctuation", "style"}
EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


@pytest.mark.parametrize("example", wrong_examples(), ids=lambda e: f"{e.rule}: {e.text}")
def test_error_is_found_with_its_correction(example):
    findings = check(example.text, level="C1")

    found = [(f.code, f.start, f.span, f.suggestion) for f in findings]
    assert found == [(example.rule, example.start, example.span, example.suggestion)]


@pytest.mark.parametrize(("rule", "text"), right_examples(), ids=lambda value: value)
def test_right_french_is_left_alone(rule, text):
    assert check(text, level="C1") == ()


@EVERY_RULE
def test_rule_has_eight_examples_of_each_kind(rule):
    wrong, right = counts().get(rule.id, (0, 0))

    assert (min(wrong, 8), min(right, 8)) == (8, 8)


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
    assert set(counts()) <= {rule.id for rule in RULES}


MESSAGES = (Path(__file__).parents[1] / "correct_messages.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", MESSAGES.splitlines())
def test_everyday_message_is_left_alone(text):
    assert check(text, level="C1") == ()


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
