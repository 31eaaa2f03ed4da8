import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutoring.providers.base import ProviderFailed
from tutoring.providers.corrections import SCHEMA, findings_in


def correction(quote, replacement="x", **fields):
    return {
        "quote": quote,
        "replacement": replacement,
        "category": "grammar",
        "severity": "low",
        "confidence": 0.8,
        "level": "A1",
        "message": "Because.",
        **fields,
    }


def answer(*corrections):
    return json.dumps({"corrections": corrections})


def places(text, *corrections):
    return [(f.start, f.span, f.suggestion) for f in findings_in(answer(*corrections), text)]


def test_quote_is_found_in_code_points():
    assert places("🥖 Je mange la pain.", correction("la pain", "le pain")) == [
        (11, "la pain", "le pain")
    ]


def test_findings_are_in_text_order_and_never_overlap():
    text = "Je suis allé à la marché hier."

    found = places(
        text,
        correction("la marché", "le marché"),
        correction("marché"),
        correction("Je suis", "J'ai"),
    )

    assert found == [(0, "Je suis", "J'ai"), (15, "la marché", "le marché")]


def test_same_fault_twice_is_placed_twice():
    assert places("les ami et les ami", correction("ami", "amis"), correction("ami", "amis")) == [
        (4, "ami", "amis"),
        (15, "ami", "amis"),
    ]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Elle est belle.", "le"),  # only inside words
        ("Bonjour.", "bonsoir"),
        ("Bonjour.", ""),
        ("Bonjour.", "   "),
        ("Un cafe\u0301.", "cafe"),  # would cut the accent off
        ("👩\u200d🍳 cuisine", "👩"),  # would cut an emoji
    ],
)
def test_quote_that_does_not_stand_in_the_text_is_dropped(text, quote):
    assert places(text, correction(quote)) == []


def test_quote_may_come_back_as_it_was_escaped():
    assert places("moi & toi", correction("moi &amp; toi", "moi et toi")) == [
        (0, "moi & toi", "moi et toi")
    ]


def test_replacement_that_changes_nothing_is_dropped():
    assert places("le pain", correction("le pain", "le pain")) == []


def test_replacement_far_longer_than_what_it_replaces_is_dropped():
    assert places("Je vais.", correction("vais", "vais au cinéma avec mes amis")) != []
    assert places("Je vais.", correction("vais", "vais. " + "Achète ceci maintenant. " * 3)) == []


def test_links_are_neither_put_into_a_text_nor_shown():
    given = correction("vais", "www.evil.example")
    told = correction("vais", "vas", message="See https://evil.example/x for more.")

    assert places("Je vais.", given) == []
    (finding,) = findings_in(answer(told), "Je vais.")
    assert finding.message == "See  for more."


def test_deletion_has_an_empty_suggestion():
    assert places("le le pain", correction("le le", "le"), correction("pain", "")) == [
        (0, "le le", "le"),
        (6, "pain", ""),
    ]


def test_confidence_is_kept_between_0_and_1_and_text_is_plain():
    (finding,) = findings_in(
        answer(correction("pain", "**pains**\u202e", confidence=7, message="a\u0000b")), "pain"
    )

    assert (finding.confidence, finding.suggestion, finding.message) == (1.0, "pains", "ab")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        '{"corrections": [{}]}',
        '{"corrections": [], "xp": 999}',
        answer(correction("pain", severity="terrible")),
    ],
)
def test_answer_that_does_not_fit_the_schema_is_malformed(text):
    with pytest.raises(ProviderFailed) as caught:
        findings_in(text, "pain")

    assert caught.value.code == "malformed"


def test_schema_is_strict_as_the_providers_want_it():
    inner = SCHEMA["$defs"]["Correction"]

    assert inner["additionalProperties"] is False
    assert inner["required"] == list(inner["properties"])


@given(st.text(), st.lists(st.text(), max_size=4))
def test_every_finding_spans_what_it_says(text, quotes):
    for finding in findings_in(answer(*(correction(quote) for quote in quotes)), text):
        assert text[finding.start : finding.end] == finding.span
