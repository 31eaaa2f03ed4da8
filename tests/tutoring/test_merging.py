from tutoring.brief import Finding
from tutoring.merging import merge, without_overlaps

TEXT = "Le voiture sont rouge."


def finding(span, suggestion, confidence, source="rule", category="grammar"):
    start = TEXT.index(span)
    return Finding(
        code=f"{source}.x",
        start=start,
        end=start + len(span),
        span=span,
        suggestion=suggestion,
        category=category,
        severity="medium",
        confidence=confidence,
        message="Why.",
        source=source,
    )


def spans(findings):
    return [(f.span, f.suggestion, f.confidence, f.source) for f in findings]


def test_findings_on_different_words_are_all_kept_in_text_order():
    merged = merge([finding("sont", "est", 0.9)], [finding("Le", "La", 0.8, "model")])

    assert spans(merged) == [("Le", "La", 0.8, "model"), ("sont", "est", 0.9, "rule")]


def test_agreement_raises_confidence_and_keeps_the_explanation_of_the_rule():
    merged = merge([finding("Le", "La", 0.8)], [finding("Le", "La", 0.9, "model")])

    assert spans(merged) == [("Le", "La", 0.98, "rule")]


def test_same_change_in_a_wider_span_is_agreement():
    merged = merge([finding("Le", "La", 0.9)], [finding("Le voiture", "La voiture", 0.9, "model")])

    assert spans(merged) == [("Le", "La", 0.99, "rule")]


def test_contradiction_drops_the_weaker():
    rule, model = finding("sont", "est", 0.8), finding("sont", "était", 0.95, "model")

    assert spans(merge([rule], [model])) == [("sont", "était", 0.95, "model")]


def test_rule_wins_a_contradiction_of_equals():
    rule, model = finding("sont", "est", 0.9), finding("sont", "était", 0.9, "model")

    assert spans(merge([rule], [model])) == [("sont", "est", 0.9, "rule")]


def test_wide_correction_does_not_repeat_what_two_rules_say():
    rules = [finding("Le", "La", 0.95), finding("sont", "est", 0.95)]
    model = finding("Le voiture sont", "La voiture est", 0.9, "model")

    assert merge(rules, [model]) == tuple(rules)


def test_finding_without_suggestion_takes_that_of_another_on_the_same_words():
    merged = merge([finding("sont", None, 0.8)], [finding("sont", "est", 0.9, "model")])

    assert spans(merged) == [("sont", "est", 0.98, "rule")]


def test_of_two_overlapping_findings_the_surer_stays():
    wide, narrow = finding("voiture sont", "voiture est", 0.8), finding("sont", "est", 0.9)

    assert without_overlaps([wide, narrow]) == (narrow,)
