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
