import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.rig.gateway_process import call, running_gateway


@pytest.fixture
def gateway(settings):
    with running_gateway() as address:
        settings.OPENAI_API_KEY = "sk-test"
        settings.OPENAI_API_BASE = f"{address}/v1"
        yield address


@pytest.fixture
def type_in(monkeypatch):
    """Type lines at the terminal; an empty one follows."""
    return lambda *lines: monkeypatch.setattr(
        "sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines))
    )


def try_tutor(*arguments):
    printed = io.StringIO()
    call_command("try_tutor", *arguments, stdout=printed)
    return printed.getvalue()


def test_talk_goes_on_until_an_empty_line(type_in):
    type_in("Je vais au marché.", "J'aime le pain.", "", "Jamais dit.")

    printed = try_tutor("--provider", "offline", "--topic", "le marché")

    assert printed.count("[offline") == 3


def test_talk_is_kept_with_its_targets_and_corrections(type_in, tmp_path):
    file = tmp_path / "talk.json"
    type_in("Je vais à la marché.")

    try_tutor("--provider", "offline", "--introduce", "quai=platform", "--record", str(file))

    talk = json.loads(file.read_text())
    assert [turn["learner"] for turn in talk["turns"]] == ["", "Je vais à la marché."]
    assert [target["lemma"] for target in talk["turns"][0]["targets"]] == ["quai"]
    assert [c["source"] for c in talk["turns"][1]["corrections"]] == ["rule"]


def test_model_that_breaks_off_is_seen_to_be_replaced(gateway, type_in):
    call(f"{gateway}/_script", {"modes": ["cut-2"]})
    type_in()

    printed = try_tutor("--provider", "openai", "--model", "gpt-4o-mini")

    assert "(once more)" in printed
    assert "[offline, in place of a model, 0 tokens]" in printed
    assert "after unreachable" in printed


def test_what_a_reply_did_with_its_words_is_told(gateway, type_in):
    call(f"{gateway}/_script", {"reply": "Veux-tu du pain ?"})
    type_in("Je vais à la marché.", "Bonjour.")

    printed = try_tutor("--introduce", "quai=platform", "--elicit", "pain=bread")

    assert "[openai gpt-5.4-mini reply.v1, " in printed
    assert "quai: introduced" in printed
    assert "pain: given away" in printed
    assert "0% of the words beyond A2" in printed
    assert "corrected: à la -> au: " in printed


def test_recorded_talk_is_held_again_side_by_side(gateway, tmp_path):
    file = tmp_path / "talk.json"
    target = {"word_id": 1, "lemma": "quai", "gloss": "platform", "mode": "introduce"}
    turns = [
        {"learner": "", "tutor": "Bonjour.", "targets": [target]},
        {"learner": "Salut !", "tutor": "Ça va ?"},
    ]
    file.write_text(json.dumps({"speaker": "an old tutor", "turns": turns}))

    printed = try_tutor("--compare", str(file), "--model", "gpt-4o-mini")

    rows = {line[:34].strip(): line[34:].split() for line in printed.splitlines()}
    assert "0. (greeting)" in printed
    assert "an old tutor" in printed
    assert "openai gpt-4o-mini v1" in printed
    assert "- quai: not introduced" in printed
    assert "| - quai: introduced" in printed
    assert rows["words treated as planned"] == ["0%", "100%"]
    assert rows["replies ending in a question"] == ["50%", "100%"]
    # The second turn was asked with what the old tutor had said, not with the new reply.
    (second,) = [
        request["body"]["messages"]
        for request in call(f"{gateway}/_requests")
        if "Salut" in str(request["body"]) and request["body"]["stream"]
    ]
    assert [m["content"] for m in second if m["role"] == "assistant"] == ["Bonjour."]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--provider", "anthropic"], "ANTHROPIC_API_KEY is not set."),
        (["--introduce", "quai"], "'quai' is not of the form WORD=MEANING."),
        (["--compare", "no/such/file.json"], "No such file or directory"),
        (["--compare", __file__], "Invalid JSON"),
    ],
)
def test_what_cannot_be_done_is_said(arguments, problem):
    with pytest.raises(CommandError, match=problem):
        try_tutor(*arguments)
