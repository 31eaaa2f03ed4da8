import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutoring.plain_text import LONGEST_REPLY, PlainText, WithoutThoughts, plain


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("**Très** `bien` !", "Très bien !"),
        ("un\u202epiège\u202c", "unpiège"),
        ("a\u0000b\u0007c\u200bd\ufeffe", "abcde"),
        ("ligne\r\nligne\u2028ligne", "ligne\n\nligne\nligne"),
        ("e\u0301te\u0301", "été"),
        ("👩\u200d🍳", "👩\u200d🍳"),
        ("lone \ud800 surrogate", "lone  surrogate"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),  # text, not markup: whoever shows it escapes it
    ],
)
def test_text_is_plain(raw, cleaned):
    assert plain(raw) == cleaned


def test_pieces_are_passed_on_as_they_come():
    text = PlainText()

    passed = [text.add(piece) for piece in ["\n Bon", "jour ", "", " !", " \n"]]

    assert passed == ["Bon", "jour", "", "  !", ""]
    assert text.text == "Bonjour  !"


def test_text_is_full_at_the_length_of_a_message():
    text = PlainText()

    passed = text.add("a" * (LONGEST_REPLY + 1))

    assert (len(passed), len(text.text), text.is_full) == (LONGEST_REPLY, LONGEST_REPLY, True)


@given(st.lists(st.text(max_size=30), max_size=20))
def test_what_was_passed_on_is_the_text_and_nothing_unseen_is_in_it(pieces):
    text = PlainText()

    passed = "".join(text.add(piece) for piece in pieces)

    assert passed == text.text == text.text.strip()
    assert {unicodedata.category(c) for c in passed} & {"Cs", "Co"} == set()
    assert all(c == "\n" or unicodedata.category(c) != "Cc" for c in passed)
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(passed)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Bonjour !", "Bonjour !"),
        ("<think>Hm.</think>\n\nBonjour !", "Bonjour !"),
        ("\n <think>1 < 2 </thi </think> Bonjour <think> !", "Bonjour <think> !"),
        ("<b>Bonjour</b>", "<b>Bonjour</b>"),
        ("<think>It never ends", ""),
        ("", ""),
    ],
)
@pytest.mark.parametrize("size", [1, 3, 100])
def test_thoughts_are_left_out_however_the_text_is_cut(text, answer, size):
    clean = WithoutThoughts()

    pieces = [clean.add(text[at : at + size]) for at in range(0, len(text), size)]

    assert "".join(pieces).strip() == answer
