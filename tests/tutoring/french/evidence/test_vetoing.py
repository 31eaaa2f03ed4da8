import pytest

from tutoring.brief import Finding
from tutoring.french.evidence.vetoing import is_unlikely


def finding(text, span, suggestion):
    start = text.index(span)
    return Finding(
        "fr.x", start, start + len(span), span, suggestion, "grammar", "medium", 0.95, "Why."
    )


@pytest.mark.parametrize(
    ("text", "span", "suggestion"),
    [
        ("Elle habite à Lyon depuis hier.", "à", "a"),
        ("Il a mangé son pain.", "son", "sont"),
        ("Je veux manger des pommes.", "manger", "mangé"),
    ],
)
def test_proposal_that_worsens_the_sentence_is_unlikely(text, span, suggestion):
    assert is_unlikely(text, finding(text, span, suggestion))


@pytest.mark.parametrize(
    ("text", "span", "suggestion"),
    [
        ("Elle est venue a la maison hier.", "a", "à"),
        ("Je veux mangé des pommes.", "mangé", "manger"),
        ("Il habite au France.", "au France", "en France"),
    ],
)
def test_proposal_that_mends_it_or_is_no_slip_of_the_model_is_not(text, span, suggestion):
    assert not is_unlikely(text, finding(text, span, suggestion))
