from bench.french.pairs import finds, fixes, measure
from tutoring.brief import Finding

PAIR = {
    "wrong": "Je suis allé a Paris hier soir.",
    "right": "Je suis allé à Paris hier soir.",
    "start": 13,
    "end": 14,
    "span": "a",
    "suggestion": "à",
    "category": "homophone",
}


def report(span, suggestion, text=PAIR["wrong"]):
    start = text.index(span)
    return Finding(
        "fr.x", start, start + len(span), span, suggestion, "grammar", "medium", 0.9, "Why."
    )


def test_report_finds_an_error_that_it_overlaps():
    assert finds(report("a Paris", "à Paris"), PAIR)
    assert not finds(report("hier", "Hier"), PAIR)


def test_report_more_than_two_words_longer_finds_nothing():
    assert not finds(report("allé a Paris hier", "x"), PAIR)


def test_fix_is_right_when_it_gives_the_corrected_words():
    assert fixes(report("a Paris", "à Paris"), PAIR)
    assert not fixes(report("a Paris", "en Paris"), PAIR)
    assert not fixes(report("a Paris", None), PAIR)


def test_alternative_fix_is_right_too():
    assert fixes(report("a Paris", "pour Paris"), {**PAIR, "alternatives": ["pour"]})


def test_every_report_counts_for_one_error_and_against_precision():
    rows = [PAIR, {"text": "Il fait beau."}]

    score = measure(
        rows,
        lambda text: [report("a Paris", "à Paris"), report("soir", "Soir")][: 2 * ("suis" in text)],
    )

    assert (score.errors.total(), score.found.total(), score.fixed.total()) == (1, 1, 1)
    assert (score.reports.total(), score.alarms.total(), score.correct_sentences) == (2, 0, 1)
