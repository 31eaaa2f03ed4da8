"""The faults of the source lexicons are mended when the lexicon is built."""

import pytest

from scripts.french_forms import Correction, read_corrections
from scripts.french_mending import (
    EXPLAINED,
    OTHER_SENSES,
    mended,
    missing_entries,
)
from scripts.french_sources import Entry
from tutoring.french.words.lexicon import lexicon
from vocabulary.shipped_list import LISTS

FEMININE = (("f", "s", 0, "", ""),)


def entry(form, lemma, pos="noun", frequency=0.0):
    return Entry(form, lemma, pos, FEMININE, frequency)


def correction(*, wrong=(), missing=(), reason=""):
    return Correction(frozenset(wrong), frozenset(missing), reason)


def test_form_that_is_no_word_goes_with_all_its_readings():
    entries = [entry("plum", "plume"), entry("plum", "plum"), entry("plume", "plume")]
    corrections = {("plume", "noun", ""): correction(wrong=["plum"])}

    assert list(mended(entries, corrections, {"plume"})) == [entry("plume", "plume")]


def test_form_of_another_word_stays_that_word():
    entries = [entry("faut", "faillir", "verb"), entry("faut", "falloir", "verb")]
    corrections = {("faillir", "verb", ""): correction(wrong=["faut"])}

    assert list(mended(entries, corrections, {"faut"})) == [entry("faut", "falloir", "verb")]


@pytest.mark.parametrize("reason", [EXPLAINED, *OTHER_SENSES])
def test_form_that_the_rules_or_another_sense_need_stays(reason):
    entries = [entry("dormies", "dormir", "verb")]
    corrections = {("dormir", "verb", ""): correction(wrong=["dormies"], reason=reason)}

    assert list(mended(entries, corrections, set())) == entries


def test_missing_form_is_added_once():
    corrections = {
        ("chef", "noun", ""): correction(
            missing=["cheffe", "cheffes"], reason="the lexica lack a feminine form"
        )
    }

    added = missing_entries([entry("cheffes", "chef")], corrections)

    assert list(added) == [Entry("cheffe", "chef", "noun", FEMININE)]


def test_shipped_lexicon_has_every_correction():
    kept, absent = [], []
    for (lemma, pos, _), one in read_corrections(LISTS / "fr" / "forms.csv").items():
        applies = one.reason not in (EXPLAINED, *OTHER_SENSES)
        kept += [form for form in one.wrong if applies and _is_of(form, lemma, pos)]
        absent += [form for form in one.missing if not _is_of(form, lemma, pos)]

    assert (kept, absent) == ([], [])


def _is_of(form, lemma, pos):
    return any((r.lemma, r.pos) == (lemma, pos) for r in lexicon().readings(form))
