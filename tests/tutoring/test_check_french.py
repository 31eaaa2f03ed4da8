import io
import json

import pytest
from django.core.management import CommandError, call_command


def check(monkeypatch, *lines, **options):
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))
    out = io.StringIO()
    call_command("check_french", stdout=out, without_grammalecte=True, no_model=True, **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_every_line_is_answered_in_order(monkeypatch):
    answers = check(
        monkeypatch,
        json.dumps({"id": "b", "text": "C'est tres bien."}),
        "",
        json.dumps({"id": "a", "text": "Il fait beau."}),
    )

    assert answers == [
        {
            "id": "b",
            "errors": [
                {
                    "start": 6,
                    "end": 10,
                    "span": "tres",
                    "suggestion": "très",
                    "code": "spelling.accent",
                    "category": "spelling",
                    "severity": "low",
                    "confidence": 0.95,
                    "source": "rule",
                }
            ],
            "corrected_text": "C'est très bien.",
        },
        {"id": "a", "errors": [], "corrected_text": "Il fait beau."},
    ]


@pytest.mark.parametrize("line", ["no json", '{"id": 1}', '{"id": 1, "text": 5}', "[]"])
def test_line_of_another_shape_is_refused(monkeypatch, line):
    with pytest.raises(CommandError, match="Line 1 is not"):
        check(monkeypatch, line)


def explained(text, *options):
    out = io.StringIO()
    call_command("check_french", "--explain", text, *options, stdout=out)
    return out.getvalue()


def test_explanation_shows_what_is_told_what_is_silent_and_who_saw_nothing():
    lines = explained("Je viens à mai, jusqu'à juin.").splitlines()

    assert lines[:8] == [
        "Je viens à mai, jusqu'à juin.",
        "",
        "fr.preposition.month: « à mai » → « en mai »",
        "    by       [à|au|dans|sur x=@month]",
        "    told     “En” before months, “en été, en automne, en hiver” but “au printemps”: "
        "“en mai”.",
        "",
        "fr.preposition.month sees « à juin »",
        "    by       [à|au|dans|sur x=@month]",
    ]
    assert lines[8] == "    silent   unless: @month|jusqu'|de|lundi [*]"
    assert lines[10].startswith("Looked and saw nothing: fr.agreement.determiner_gender, ")


def test_explanation_reads_the_text_with_its_spelling_mended():
    assert explained("C'est tres bien.").splitlines()[0] == (
        "C'est très bien.   (once its spelling is right)"
    )


def test_explanation_of_one_rule_says_where_its_patterns_stop_fitting():
    text = explained("Elle mange vite.", "--rule", "fr.comparison.vite")

    assert text.splitlines() == [
        "Elle mange vite.",
        "",
        "fr.comparison.vite sees nothing.",
        "    ~courir|~parler|~marcher|~conduire|~nager|~manger|~rouler&:fin très|trop|plus|si|moins? "
        "[rapide] $|que",
        "        « mange » fits, but then not rapide",
    ]


def test_explanation_of_an_unknown_rule_is_refused():
    with pytest.raises(CommandError, match="There is no rule fr.no.rule"):
        explained("Oui.", "--rule", "fr.no.rule")
