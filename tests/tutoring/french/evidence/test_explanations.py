import pytest

from tutoring.french.evidence.alternatives import places
from tutoring.french.evidence.explanations import explanation
from tutoring.french.words.tokens import tokenize


def explained(text, kind, written, meant):
    place = next(
        p for p in places(tokenize(text)) if (p.kind, p.candidates[0].text) == (kind, written)
    )
    candidate = next(c for c in place.candidates if c.text == meant)
    return explanation(place, candidate, written, meant)


@pytest.mark.parametrize(
    ("text", "kind", "written", "meant", "english"),
    [
        ("Il va a Lyon.", "alike", "a", "à", "Here: “à”. “à” is the preposition; “a” is the verb avoir (il a)."),
        ("Je veux mangé.", "verb", "mangé", "manger", "Here the infinitive of “manger” is needed: “manger”."),
        ("Les chat dorment.", "noun", "chat", "chats", "“Chat” is masculine plural here: “chats”."),
        ("Je ne sors demain.", "no_pas", "", "pas", "A word seems to be missing: “pas”."),
    ],
)  # fmt: skip
def test_explanation_names_the_words(text, kind, written, meant, english):
    assert explained(text, kind, written, meant)[0] == english


def test_explanation_is_told_in_french_too():
    assert explained("Il va a Lyon.", "alike", "a", "à")[1] == (
        "Ici : « à ». « à » est la préposition ; « a » est le verbe avoir (il a)."
    )
