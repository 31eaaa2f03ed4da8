"""The lexica's faults in the forms of French words are mended, and only while they last."""

import re

import pytest

from scripts.french_forms import Correction, CorrectionOutdated, corrected, read_corrections
from vocabulary.shipped_list import LISTS, ShippedList

OUBLI = ("oubli", "noun", "masculine")
MINIMUM = ("minimum", "noun", "masculine")
LEXICA = {
    OUBLI: frozenset({"oubli", "oublis", "oublies"}),
    MINIMUM: frozenset({"minimum", "minima"}),
}


@pytest.fixture(scope="module")
def skeleton():
    return {word.key: set(word.forms) for word in ShippedList.read("fr").skeleton}


@pytest.fixture(scope="module")
def corrections():
    return read_corrections(LISTS / "fr" / "forms.csv")


def correction(*, wrong=(), missing=()):
    return Correction(wrong=frozenset(wrong), missing=frozenset(missing))


def test_wrong_forms_go_and_missing_ones_come():
    forms = corrected(
        LEXICA,
        {OUBLI: correction(wrong=["oublies"]), MINIMUM: correction(missing=["minimums"])},
    )

    assert forms == {
        OUBLI: {"oubli", "oublis"},
        MINIMUM: {"minimum", "minima", "minimums"},
    }


@pytest.mark.parametrize(
    ("key", "needless", "message"),
    [
        (OUBLI, correction(wrong=["oublient"]), "needless: oublient"),
        (OUBLI, correction(missing=["oublis"]), "needless: oublis"),
        (("oubliette", "noun", "feminine"), correction(), "not in the list: [('oubliette',"),
    ],
)
def test_correction_of_nothing_is_refused(key, needless, message):
    with pytest.raises(CorrectionOutdated, match=re.escape(message)):
        corrected(LEXICA, {key: needless})


def test_shipped_forms_are_the_corrected_ones(skeleton, corrections):
    kept = {key: one.wrong & skeleton[key] for key, one in corrections.items()}
    absent = {key: one.missing - skeleton[key] for key, one in corrections.items()}

    assert not any(kept.values())
    assert not any(absent.values())


@pytest.mark.parametrize(
    ("key", "forms"),
    [
        (("plume", "noun", "feminine"), {"plume", "plumes"}),
        (("frais", "noun", "masculine"), {"frais"}),
        (("exprès", "adverb", ""), {"exprès"}),
        (("mort", "noun", "feminine"), {"mort", "morts"}),
        (("français", "noun", "masculine"), {"français"}),
        (("jumeau", "noun", "masculine"), {"jumeau", "jumeaux", "jumelle", "jumelles"}),
        (("ver", "noun", "masculine"), {"ver", "vers"}),
    ],
)
def test_shipped_forms_of_a_word(skeleton, key, forms):
    assert skeleton[key] == forms


def test_every_word_has_each_form_once():
    words = ShippedList.read("fr").skeleton

    assert [word.key for word in words if len(set(word.forms)) < len(word.forms)] == []
