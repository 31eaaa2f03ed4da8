from pathlib import Path

from tests.tutoring.french.rules.sentences import sentence
from tutoring.french.rules import check
from tutoring.french.rules.checking import worth_trying


def reports(text):
    return [(f.code, f.start, f.span, f.suggestion) for f in check(text, level="C1")]


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


def test_only_rules_whose_words_occur_are_tried():
    tried = {rule.id for rule in worth_trying(sentence("Elle est née en mai."))}

    assert "fr.preposition.month" in tried
    assert "fr.preposition.game" not in tried


def test_rule_three_levels_above_is_silent():
    text = "Ils se sont parlés."

    assert [f.code for f in check(text, level="B1")] == ["fr.participle.reflexive_indirect"]
    assert check(text, level="A2") == ()


def test_of_two_findings_on_the_same_words_the_surer_is_kept():
    (finding,) = check("Il faut que tu viens.", level="B1")

    assert (finding.code, finding.span, finding.suggestion) == (
        "fr.mood.subjunctive",
        "viens",
        "viennes",
    )
