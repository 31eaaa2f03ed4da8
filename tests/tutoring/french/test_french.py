import pytest

from tutoring.brief import Finding
from tutoring.french import French
from tutoring.language import FoundWord, Lemma, SoughtWord
from tutoring.languages import language
from tutoring.plain import PlainLanguage

TEXT = "Il a tres faim et il va à le marché."


def other_checker(*changes):
    """Say the changes (span, suggestion) of whatever text holds the span, as another checker."""

    def check(text):
        return tuple(
            Finding(
                "other.x", text.index(span), text.index(span) + len(span), span, suggestion,
                "grammar", "medium", 0.9, "Why.",
            )
            for span, suggestion in changes
            if span in text
        )  # fmt: skip

    return check


def told(french, text=TEXT, **choices):
    found = french.findings(text, **({"level": "B1"} | choices))
    return [(f.span, f.suggestion) for f in found]


@pytest.fixture
def french(no_model):
    return French(parser=no_model)


def test_rules_and_spelling_are_told_in_text_order(french):
    assert told(french) == [("tres", "très"), ("à le", "au")]


def test_right_french_is_left_alone(french):
    assert told(french, "Il a très faim et il va au marché.") == []


def test_findings_of_a_text_do_not_overlap(french):
    found = french.findings("Je suis aller a le ecole avec ma ami hier.", level="B1")

    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))


def test_spans_and_offsets_are_those_of_the_text(french):
    text = "😀 Il a tres faim."

    assert [text[f.start : f.end] for f in french.findings(text, level="B1")] == ["tres"]


def test_rule_that_staff_switched_off_is_silent(french):
    off = frozenset({"spelling.accent"})

    assert told(french, switched_off=off) == [("à le", "au")]


def test_rules_read_the_text_with_its_spelling_put_right(french):
    assert told(french, "Apres nous sommes partis.") == [("Apres", "Après")]
    assert told(french, "Je vais à le ecole.") == [("le ecole", "l'école")]


def test_what_one_correction_entails_is_told_with_it(french):
    assert told(french, "Ma sœur a tombé hier.") == [("a tombé", "est tombée")]


def test_second_opinion_adds_what_we_did_not_find(no_model):
    french = French(parser=no_model, second_opinion=other_checker(("faim", "soif")))

    assert told(french) == [("tres", "très"), ("faim", "soif"), ("à le", "au")]


def test_second_opinion_reads_the_text_as_we_correct_it(no_model):
    french = French(parser=no_model, second_opinion=other_checker(("tres", "trois")))

    assert told(french) == [("tres", "très"), ("à le", "au")]


def test_second_opinion_does_not_change_our_corrections(no_model):
    french = French(parser=no_model, second_opinion=other_checker(("très", "trop")))

    assert told(french) == [("tres", "très"), ("à le", "au")]


def test_second_opinion_can_be_switched_off_by_kind(no_model):
    french = French(parser=no_model, second_opinion=other_checker(("faim", "soif")))

    off = frozenset({"other.x"})

    assert told(french, switched_off=off) == [("tres", "très"), ("à le", "au")]


def test_words_are_found_and_listed(french):
    assert french.find(TEXT, [SoughtWord(3, "aller", "verb")]) == (FoundWord(3, 21, 23),)
    assert french.lemmas("Il va au marché.")[-1] == Lemma("marché", "noun", 9, 15)


@pytest.mark.parametrize("code", ["fr", "fr-CA", "FR"])
def test_french_of_any_country_is_french(code):
    assert isinstance(language(code), French)


def test_other_languages_are_plain():
    assert isinstance(language("es"), PlainLanguage)
