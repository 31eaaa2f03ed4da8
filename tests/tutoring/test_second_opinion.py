import json
import logging
import os
import re
import signal
import sys
from pathlib import Path

import pytest

from tutoring.second_opinion import INSTALLED_AT, Grammalecte, grammalecte

# Speaks the worker's lines without Grammalecte: echoes, dies or falls silent, as the text asks.
STAND_IN = """
import json, sys, time
print("{}", flush=True)
for line in sys.stdin:
    request = json.loads(line)
    text = request["text"]
    if text == "die":
        sys.exit(1)
    if text == "sleep":
        time.sleep(5)
    if text == "babble":
        print("no json", flush=True)
        continue
    errors = json.loads(text) if text.startswith("[") else []
    print(json.dumps({"id": request["id"], "errors": errors}), flush=True)
"""


@pytest.fixture
def checker(tmp_path):
    script = tmp_path / "worker.py"
    script.write_text(STAND_IN)
    checker = Grammalecte((sys.executable, str(script)), timeout_seconds=0.5)
    yield checker
    checker.stop()


def error(**traits):
    given = {"start": 2, "end": 9, "rule": "r", "type": "gn", "message": "Accord.",
             "suggestions": ["x"]}  # fmt: skip
    return given | traits


def answers(checker, *errors):
    return checker(json.dumps(list(errors)))


def test_error_becomes_a_finding_of_our_categories(checker):
    (finding,) = answers(checker, error(type="conj"))

    assert (finding.code, finding.category, finding.severity) == (
        "grammalecte.conj",
        "grammar",
        "high",
    )
    assert (finding.start, finding.end, finding.suggestion) == (2, 9, "x")
    assert finding.message_fr == "Accord."
    assert finding.confidence >= 0.9


def test_error_without_a_suggestion_is_less_sure(checker):
    (finding,) = answers(checker, error(suggestions=[]))

    assert (finding.suggestion, finding.confidence) == (None, 0.75)


@pytest.mark.parametrize(
    "traits", [{"rule": "majuscule_début_paragraphe"}, {"end": 9999}, {"start": 5, "end": 5}]
)
def test_matters_of_taste_and_impossible_places_are_left_out(checker, traits):
    assert answers(checker, error(**traits)) == ()


def test_of_two_alternative_readings_the_first_is_kept(checker):
    found = answers(checker, error(type="conf", start=2, end=5), error(type="conf", start=6, end=9))

    assert [(f.start, f.end) for f in found] == [(2, 5)]


def test_worker_that_dies_is_replaced(checker, caplog):
    with caplog.at_level(logging.WARNING):
        assert checker("die") == ()

    assert "Grammalecte does not answer" in caplog.text
    assert len(answers(checker, error())) == 1


def test_worker_killed_between_two_texts_is_replaced(checker):
    answers(checker, error())
    os.kill(checker._process.pid, signal.SIGKILL)

    assert len(answers(checker, error())) == 1


def test_worker_that_does_not_answer_is_given_up_in_time(checker):
    assert checker("sleep") == ()
    assert len(answers(checker, error())) == 1


def test_answer_that_is_no_json_is_no_answer(checker):
    assert checker("babble") == ()


def test_line_breaks_do_not_end_a_request(checker):
    assert checker("Bonjour.\nÇa va ?") == ()
    assert len(answers(checker, error())) == 1


def test_checker_can_be_switched_off():
    assert grammalecte("off") is None


@pytest.mark.skipif(
    not INSTALLED_AT.exists(), reason="needs the Debian package python3-grammalecte"
)
def test_installed_grammalecte_finds_an_agreement_error():
    checker = grammalecte("auto")

    found = checker("Les enfants joue dans le jardin.")

    assert [(f.span, f.suggestion, f.code) for f in found] == [
        ("joue", "jouent", "grammalecte.conj")
    ]
    assert "grammalecte" not in sys.modules
    checker.stop()


def test_project_never_imports_grammalecte():
    sources = Path(__file__).parents[2] / "tutoring"

    importers = [
        path.name
        for path in sources.rglob("*.py")
        if re.search(r"^(import|from) grammalecte", path.read_text(), re.MULTILINE)
    ]

    assert importers == ["grammalecte_worker.py"]
