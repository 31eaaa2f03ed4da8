import pytest

from tutoring.french.evidence.alternatives import places, slip_of, written_gaps
from tutoring.french.words.tokens import tokenize


def offered(text):
    """Return what is offered for each run of words: kind, written, candidates."""
    return {
        (place.kind, place.candidates[0].text): {c.text for c in place.candidates[1:]}
        for place in places(tokenize(text))
    }


@pytest.mark.parametrize(
    ("text", "kind", "written", "others"),
    [
        ("Il va a Lyon.", "alike", "a", {"à"}),
        ("Il a perdu sont sac.", "alike", "sont", {"son"}),
        ("Je crois qu'elle heure.", "alike", "qu'elle", {"quelle"}),
        ("C'est ici.", "alike", "c'est", {"s'est", "ces", "ses"}),
        ("Je vais mangé.", "verb", "mangé", {"manger", "mange"}),
        ("Des livres intéressant.", "adjective", "intéressant", {"intéressants"}),
        ("Les enfant jouent.", "noun", "enfant", {"enfants"}),
        ("Je ne sors ce soir.", "no_pas", "", {"pas"}),
        ("Je crois elle dort.", "no_que", "", {"qu'"}),
        ("J'aime fromage.", "no_article", "", {"le", "du"}),
        ("Elle essaie dormir.", "no_preposition", "", {"de", "à"}),
        ("Je vais à à Lyon.", "doubled", "à", {""}),
    ],
)
def test_what_could_be_meant_is_offered(text, kind, written, others):
    assert offered(text)[kind, written] >= others


@pytest.mark.parametrize(
    ("text", "written", "others", "never"),
    [
        ("Il voit le ami.", "le", {"l'"}, {"la"}),
        ("Il voit un chat.", "un", {"une"}, {"l'"}),
    ],
)
def test_candidates_are_elided_as_the_next_word_asks(text, written, others, never):
    found = offered(text).get(("alike", written), set())

    assert not found & never
    assert written == "un" or others <= found | {"l'"}


def test_passe_simple_is_never_offered_nor_doubted():
    assert ("verb", "tomba") not in offered("Il tomba dans l'eau.")
    assert "mangea" not in offered("Il mange du pain.")["verb", "mange"]


def test_word_that_a_gap_would_offer_is_a_place_for_training():
    gaps = {
        (p.kind, p.candidates[0].text) for p in written_gaps(tokenize("Je ne sors pas demain."))
    }

    assert ("no_pas", "pas") in gaps


def test_slip_names_what_is_written_and_what_is_meant():
    place = next(p for p in places(tokenize("Il va a Lyon.")) if p.candidates[0].text == "a")
    candidate = next(c for c in place.candidates if c.text == "à")

    assert slip_of(place, candidate, "") == "a > à"
