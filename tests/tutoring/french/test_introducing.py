import pytest

from tutoring.brief import TargetWord
from tutoring.french.introducing import introduction

MARKET = TargetWord(1, "marché", "market; deal", "noun", "masculine")


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        (MARKET, "Un mot nouveau : le marché (market)."),
        (TargetWord(5, "eau", "water", "noun", "feminine"), "Un mot nouveau : l'eau (water)."),
        (
            TargetWord(5, "hôtel", "hotel", "noun", "masculine"),
            "Un mot nouveau : un hôtel (hotel).",
        ),
        (
            TargetWord(5, "vacances", "holidays", "noun", "feminine"),
            "Un mot nouveau : vacances (holidays).",
        ),
        (TargetWord(5, "courir", "to run", "verb"), "Un mot nouveau : courir (to run)."),
    ],
)
def test_word_is_introduced_by_a_sentence(target, sentence):
    assert introduction([target]) == sentence


def test_several_words_are_introduced_by_one_sentence():
    run = TargetWord(5, "courir", "to run", "verb")

    assert introduction([MARKET, run]) == "Des mots nouveaux : le marché (market), courir (to run)."
