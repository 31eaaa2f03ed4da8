import pytest

from tutoring.french.evidence.alternatives import places
from tutoring.french.evidence.contexts import features, seen, shown_by
from tutoring.french.words.tokens import tokenize


def place_of(text, kind, written):
    tokens = tokenize(text)
    found = (p for p in places(tokens) if (p.kind, p.candidates[0].text) == (kind, written))
    return seen(tokens), next(found)


@pytest.mark.parametrize(
    ("text", "kind", "written", "shown"),
    [
        ("Elle est content.", "adjective", "content", "p"),
        ("Je suis content.", "adjective", "content", "s"),
        ("La maison est grand.", "adjective", "grand", "n"),
        ("Alors Paul est content.", "adjective", "content", "o"),
    ],
)
def test_what_shows_the_form_of_a_word(text, kind, written, shown):
    assert shown_by(*place_of(text, kind, written)) == shown


def test_participle_after_avoir_is_marked():
    around, place = place_of("Les clés que Paul a perdu hier.", "verb", "perdu")

    assert shown_by(around, place).endswith("a")


def test_features_do_not_tell_what_is_written():
    wrong, right = (
        set(features(*place_of(text, "alike", written)))
        for text, written in (("Il habite a Lyon.", "a"), ("Il habite à Lyon.", "à"))
    )

    assert wrong == right
