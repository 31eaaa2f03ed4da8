from __future__ import annotations

import pytest

from tutoring.french.grammar.sentence import Sentence, Word, once, sentences, words_of


def sentence(text: str) -> Sentence:
    (only,) = sentences(text)
    return only


def word(text: str, at: int = 0) -> Word:
    return sentence(text).words[at]


def test_text_is_cut_into_sentences_whose_offsets_count_from_its_beginning() -> None:
    text = "Il pleut. Tu viens ?\nNon"

    read = sentences(text)

    assert [text[s.start : s.end] for s in read] == ["Il pleut.", "Tu viens ?", "Non"]
    assert [w.index for w in read[1].words] == [0, 1, 2]


def test_same_text_is_read_once() -> None:
    assert sentences("Il fait beau.") is sentences("Il fait beau.")


def test_what_an_analysis_finds_is_kept_with_the_sentence() -> None:
    asked = []

    @once
    def words_counted(read: Sentence) -> int:
        asked.append(read)
        return len(read.words)

    counted = [words_counted(sentence("Il neige.")), words_counted(sentence("Il neige."))]

    assert counted == [3, 3]
    assert len(asked) == 1


def test_empty_text_has_no_sentence() -> None:
    assert sentences("") == ()
    assert words_of(" \n ") == ()


def test_word_with_a_capital_may_be_a_name_too() -> None:
    assert "name" in word("Rose").poses
    assert "name" not in word("rose").poses


def test_decomposed_accents_are_read_as_composed_ones() -> None:
    decomposed = word("E\u0301cole")

    assert (decomposed.text, decomposed.norm) == ("E\u0301cole", "école")
    assert decomposed.nouns == word("École").nouns != ()


def test_form_that_is_hardly_ever_used_so_has_no_lemma_of_it() -> None:
    assert "plaire" not in word("plus").lemmas
    assert "être" in word("suis").lemmas


def test_elided_word_has_no_lemma() -> None:
    assert word("l'eau").lemmas == frozenset()


@pytest.mark.parametrize(
    ("form", "pos", "least", "holds"),
    [
        ("livre", "noun", 0.5, True), ("livre", "verb", 0.5, False), ("porte", "noun", 0.3, True),
        ("porte", "verb", 0.95, False), ("xyzzy", "noun", 0.0, False),
    ],
)  # fmt: skip
def test_share_of_uses_is_asked_for(form: str, pos: str, least: float, holds: bool) -> None:
    assert word(form).mostly(pos, least) is holds


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Il pleut et tu pars", {0, 3}),
        ("Il dit qu'il part", {0, 3}),
        ("Hier, il (Paul) est parti", {0, 2, 4}),
    ],
)
def test_clauses_begin_after_marks_and_joining_words(text: str, begins: set[int]) -> None:
    read = sentence(text)

    assert {at for at in range(len(read.words)) if read.begins_clause(at)} == begins


def test_clauses_end_before_marks_and_joining_words() -> None:
    read = sentence("Il pleut, mais on sort 😀")

    assert [at for at in range(7) if read.ends_clause(at)] == [2, 3, 6]


def test_quoted_words_and_english_are_not_the_learners_french() -> None:
    quoted = sentence("Il dit « je suis » souvent")
    english = sentence("Hier soir mon frère et ma sœur ont dit you know à leur mère")

    assert [quoted.is_quoted(at, at) for at in range(7)] == [False] * 3 + [True] * 3 + [False]
    assert (english.is_quoted(0, 8), english.is_quoted(9, 9)) == (False, True)


def test_sentence_of_unknown_words_is_in_another_language() -> None:
    assert sentence("ich weiss nicht was das soll").foreign == range(6)
    assert sentence("je ne sais pas ce que ça veut dire").foreign == range(0)
