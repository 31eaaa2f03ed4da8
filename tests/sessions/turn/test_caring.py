"""Turns of somebody in danger: the fixed text, whoever speaks else, and gently on."""

import pytest

from learners.models import StudyDay, XpEntry
from progress.models import Review, WordUse
from sessions.models import Correction, Message, SafetyAlert, Target, Turn
from tests.sessions.conftest import begin, connected, kinds, said_in, say

pytestmark = pytest.mark.usefixtures("words")

TOLD = "J'ai 12 ans et un homme veut me voir nue"


def talk(api, *said, **plan):
    """Begin a session and say something; return what came of each."""
    session = begin(api, **plan)["session"]["id"]
    return [say(api, session, text).json() for text in said]


def test_a_child_who_tells_of_abuse_is_believed_and_given_numbers(api):
    [turn] = talk(api, TOLD)

    reply = turn["assistant_turn"]
    assert reply["message"]["content"].startswith("Merci de me le dire. Je te crois.")
    assert "Thank you for telling me. I believe you." in reply["message"]["content"]
    assert reply["safety"] == {
        "kind": "abuse",
        "resources": [
            {"purpose": "police", "label": "police", "number": "17", "url": "tel:17"},
            {
                "purpose": "child",
                "label": "children and young people",
                "number": "119",
                "url": "tel:119",
            },
        ],
    }
    assert (reply["targets"], reply["degraded"]) == ([], False)


def test_no_word_is_practised_nothing_corrected_and_nothing_won(api, learner):
    [turn] = talk(api, "mon pere me frape, je mange une pomme", topic="nourriture")

    assert turn["xp_awarded"] == 0
    assert turn["error_feedback"]["summary"] == ""
    assert turn["error_feedback"]["errors"] == []
    assert turn["word_feedback"] == []
    assert not WordUse.objects.exists()
    assert not Review.objects.exists()
    assert not Correction.objects.exists()
    assert not Target.objects.filter(message__turn__isnull=False).exists()
    assert XpEntry.objects.get().amount == 0
    assert StudyDay.objects.get().learner == learner


def test_an_everyday_message_has_no_such_flag(api):
    [turn] = talk(api, "Je meurs de faim !")

    assert turn["assistant_turn"]["safety"] is None


def test_a_session_without_a_greeting_is_no_other(api):
    [turn] = talk(api, "je veux mourir", generate_greeting=False)

    assert turn["assistant_turn"]["safety"]["kind"] == "self_harm"
    assert "3114" in turn["assistant_turn"]["message"]["content"]


@pytest.mark.parametrize("gateway", ["openai", "anthropic"], indirect=True)
async def test_no_model_is_asked_in_that_turn(post_message, gateway):
    answered = await post_message(TOLD)

    assert answered.json()["assistant_turn"]["safety"]["kind"] == "abuse"
    assert gateway.requests == []
    turn = await Turn.objects.aget()
    assert (turn.provider, turn.status, turn.input_tokens) == ("safety", "done", 0)


async def test_a_model_that_speaks_afterwards_is_told_to_be_gentle(post_message, gateway):
    await post_message(TOLD)

    after = await post_message("Merci, je suis allé chez ma tante.")

    assert after.json()["assistant_turn"]["targets"] == []
    [asked] = gateway.requests
    assert "Be gentle and brief" in str(asked)


async def test_what_was_told_is_left_alone_later(post_message, gateway):
    for text in (TOLD, "Merci.", "On continue.", "J'aime les pommes."):
        await post_message(text)

    assert TOLD not in str(gateway.requests[-1])


async def test_the_socket_tells_it_like_any_reply(session, token):
    async with connected(session.pk, token=token) as socket:
        await socket.until("session_ready")
        await socket.send("user_message", content=TOLD)
        frames = await socket.until("turn_result")

    result = frames[-1]["data"]
    assert kinds(frames).count("assistant_delta") == 1
    assert said_in(frames) == result["assistant_turn"]["message"]["content"]
    assert result["assistant_turn"]["safety"]["kind"] == "abuse"


def test_the_same_message_again_is_the_same_turn(api):
    session = begin(api)["session"]["id"]
    key = "6f0c1c52-7f3f-4a52-9a0e-3b7f6a2f1c11"

    first = say(api, session, TOLD, client_message_id=key).json()
    again = say(api, session, TOLD, client_message_id=key).json()

    assert again["assistant_turn"] == first["assistant_turn"]
    assert Turn.objects.count() == 1


def test_the_next_replies_are_gentle_and_then_the_lesson_is_back(api):
    turns = talk(api, TOLD, "Merci.", "Il est parti.", "J'aime le pain.", topic="nourriture")

    thanks, gone, lesson = (turn["assistant_turn"] for turn in turns[1:])
    assert thanks["message"]["content"].startswith("Merci de m'écrire. Prends ton temps.")
    assert (thanks["targets"], gone["targets"]) == ([], [])
    assert turns[1]["xp_awarded"] == 10
    assert lesson["targets"] != []


def test_who_wants_to_go_on_has_the_lesson_at_once(api):
    turns = talk(api, "je veux mourir", "C'est une chanson, on continue !", topic="nourriture")

    assert turns[1]["assistant_turn"]["targets"] != []


def test_a_danger_told_once_more_is_answered_once_more(api):
    turns = talk(api, TOLD, "il est devant ma porte avec un couteau")

    assert turns[1]["assistant_turn"]["safety"]["kind"] == "danger"


def test_help_with_such_a_reply_is_fixed_too(api):
    session = begin(api)["session"]["id"]
    reply = say(api, session, TOLD).json()["assistant_turn"]["message"]
    asked = {"message_id": reply["id"]}

    translated = api.post(f"/api/v1/sessions/{session}/translate", asked).json()
    simpler = api.post(f"/api/v1/sessions/{session}/simplify", asked).json()
    offered = api.post(f"/api/v1/sessions/{session}/suggestions").json()

    assert translated["translation"].startswith("Thank you for telling me. I believe you.")
    assert translated["glosses"] == []
    assert simpler["text"] == reply["content"]
    assert offered["suggestions"] == [
        "J'ai besoin d'aide.",
        "J'ai parlé à quelqu'un.",
        "Parlons d'autre chose.",
    ]


def test_staff_are_told_only_where_the_operator_wants_it(api, settings):
    talk(api, TOLD)
    settings.SAFETY_ALERTS = True
    talk(api, "Ma sœur veut se suicider.")

    alert = SafetyAlert.objects.get()
    assert (alert.kind, alert.of_another) == ("self_harm", True)
    assert Message.objects.filter(turn=alert.turn, content="Ma sœur veut se suicider.").exists()
