import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutoring.links import WithoutLinks, without_links

LINKS = [
    ("Regarde https://evil.example/a?b=c ici.", "Regarde  ici."),
    ("HTTP://EVIL.EXAMPLE", ""),
    ("Va sur www.evil.example !", "Va sur  !"),
    ("Va sur evil.com, vite.", "Va sur , vite."),
    ("Va sur sous.evil.co.uk/x#y maintenant", "Va sur  maintenant"),
    ("//evil.example/x", ""),
    ("javascript:alert(1)", ""),
    ("data:text/html,<b>x</b> fin", " fin"),
    ("Écris à moi@evil.fr.", "Écris à ."),
    ("mailto:moi@evil.example", ""),
    ("[Clique](https://evil.example) ici", "Clique ici"),
    ("ftp://evil.example:21/x", ""),
]
TEXTS = [
    "Bonjour ! Comment ça va ?",
    "J'ai fini.Je pars.",
    "Il est 10.30 h, ou 10:30.",
    "A/B, et/ou, 1/2 : voilà.",
    "M. Dupont (le voisin) arrive...",
    "wagon, web, whisky",
    "« Qu'est-ce que c'est ? »",
    "Trois points… et [une note].",
]


@pytest.mark.parametrize(("text", "left"), LINKS)
def test_links_are_left_out(text, left):
    assert without_links(text) == left


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_no_link_stays(text):
    assert without_links(text) == text


def passed_on(pieces):
    clean = WithoutLinks()
    return "".join([*(clean.add(piece) for piece in pieces), clean.rest()])


def cut(text, size):
    return [text[at : at + size] for at in range(0, len(text), size)]


@pytest.mark.parametrize("text", [text for text, _ in LINKS])
@pytest.mark.parametrize("size", [1, 2, 7, 100])
def test_no_link_comes_through_however_a_text_is_cut(text, size):
    passed = passed_on(cut(text, size))

    assert without_links(passed) == passed
    assert not any(
        sign in passed for sign in ("evil.com", "evil.co", "evil.e", "evil.f", "alert", "text/html")
    )


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("size", [1, 2, 7, 100])
def test_what_is_no_link_comes_through_whole(text, size):
    assert passed_on(cut(text, size)) == text


@given(st.lists(st.text(alphabet="aw.:/@ f()[]é", max_size=8), max_size=12))
def test_no_text_in_pieces_ends_in_a_link(pieces):
    passed = passed_on(pieces)

    assert not re.search(r"://\S|www\.\w", passed)


def test_only_what_may_become_a_link_waits():
    clean = WithoutLinks()
    pieces = ["Bon", "jour ", "Marie.", " Tu ", "vas bi", "en ?"]

    assert [clean.add(piece) for piece in pieces] == pieces
