from bench.french import real
from tutoring.brief import Finding

SENTENCES = ["Il va à Lyon.", "Elle habite à Nice.", "Je dors."]


def of_a(text):
    """Report every lone "a" of a text, and every "dors"."""
    found = []
    for span, suggestion in ((" a ", " à "), ("dors", "dort")):
        if (start := text.find(span)) >= 0:
            end = start + len(span)
            found.append(
                Finding("fr.x", start, end, span, suggestion, "grammar", "medium", 0.9, "Why.")
            )
    return found


def test_errors_are_counted_by_kind():
    score = real.measure(SENTENCES, of_a, each=5, clean=0, kinds=["à > a", "et > est"])

    tally = score.kinds["à > a"]
    assert (tally.injected, tally.found, tally.sure, tally.fixed) == (2, 2, 2, 2)
    assert set(score.kinds) == {"à > a"}


def test_reports_on_sentences_as_they_are_are_counted_by_rule():
    score = real.measure(SENTENCES, of_a, each=0, clean=3, kinds=[])

    assert score.clean == 3
    assert score.reports == {"fr.x": 1}
    assert "33.33 reports per 100" in real.report(score)


def test_parts_are_apart_and_the_same_each_time():
    sentences = real.own_sentences()
    seen, unseen = (set(real.drawn(sentences, part=part)) for part in ("seen", "unseen"))

    assert not seen & unseen
    assert seen | unseen == set(sentences)
    assert 0.27 < len(unseen) / len(sentences) < 0.33
    assert real.drawn(sentences, part="unseen") == real.drawn(reversed(sentences), part="unseen")
