"""The socket, as apps use it: through routing and sign-in, with a model behind a real server."""

import asyncio
import json
import uuid

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from learners.tokens import issue_tokens
from sessions.live.tickets import issue_ticket
from sessions.models import Message, Turn
from tests.conftest import make_learner
from tests.rig.fake_models import REPLY
from tests.sessions.conftest import connected, token_of

pytestmark = pytest.mark.usefixtures("gateway")


@pytest.fixture
def token(learner):
    return token_of(learner)


def kinds(frames):
    return [frame["type"] for frame in frames]


def said_in(frames):
    return "".join(f["data"]["text"] for f in frames if f["type"] == "assistant_delta")


async def test_a_socket_is_greeted_with_the_session(session, learner, token):
    async with connected(session.pk, token=token) as socket:
        ready = await socket.receive()

    assert ready["type"] == "session_ready"
    assert ready["data"]["session"]["id"] == str(session.pk)
    assert ready["data"]["active_user_ids"] == [str(learner.pk)]
    assert (ready["data"]["last_sequence"], ready["data"]["pending_turn"]) == (0, None)


async def test_a_turn_is_acknowledged_streamed_and_ended(session, token):
    key = str(uuid.uuid4())
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.send("user_message", content="Je aime Paris.", client_message_id=key)
        frames = await socket.until("turn_result")

    accepted, *middle, result = frames
    turn = result["data"]
    assert accepted["type"] == "turn_accepted"
    assert accepted["data"]["client_message_id"] == key
    assert (accepted["data"]["sequence_number"], accepted["data"]["waiting"]) == (1, False)
    assert set(kinds(middle)) == {"assistant_delta", "feedback"}
    assert said_in(middle) == turn["assistant_turn"]["message"]["content"]
    assert turn["turn_id"] == accepted["data"]["turn_id"]
    assert turn["user_message"]["client_message_id"] == key
    assert [e["suggestion"] for e in turn["error_feedback"]["errors"]] == ["J'aime"]
    assert turn["error_feedback"]["metadata"]["llm_provider"] == "openai"
    (feedback,) = [f for f in middle if f["type"] == "feedback"]
    assert feedback["data"]["error_feedback"] == turn["error_feedback"]


async def test_offsets_of_deltas_follow_each_other(session, token, gateway):
    gateway.models.reply = "Ça va très bien, merci ! 🙂 Et toi, qu'est-ce que tu fais aujourd'hui ?"
    gateway.latency = 0.4
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.send("user_message", content="Ça va ?")
        frames = await socket.until("turn_result")

    deltas = [f["data"] for f in frames if f["type"] == "assistant_delta"]
    text = frames[-1]["data"]["assistant_turn"]["message"]["content"]
    assert len(deltas) > 1
    assert all(text[d["offset"] :].startswith(d["text"]) for d in deltas)


async def test_two_sockets_hear_the_same_turn(session, token):
    async with connected(session.pk, token=token) as one, connected(session.pk, token=token) as two:
        await one.receive()
        await two.receive()
        await one.send("user_message", content="Bonjour !")
        first, second = await one.until("turn_result"), await two.until("turn_result")

    assert first == second


async def test_the_same_message_from_two_sockets_is_one_turn(session, token):
    key = str(uuid.uuid4())
    async with connected(session.pk, token=token) as one, connected(session.pk, token=token) as two:
        await one.receive()
        await two.receive()
        for socket in (one, two):
            await socket.send("user_message", content="Bonjour !", client_message_id=key)
        first, second = await one.until("turn_result"), await two.until("turn_result")

    assert first[-1] == second[-1]
    assert await Turn.objects.acount() == 1
    assert await Message.objects.acount() == 2


async def test_messages_during_a_turn_wait_in_order_and_a_fifth_is_refused(session, token, gateway):
    gateway.latency = 0.5
    contents = ["un", "deux", "trois", "quatre", "cinq"]
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        for content in contents:
            await socket.send("user_message", content=content, client_message_id=str(uuid.uuid4()))
        frames = []
        for _ in range(4):
            frames += await socket.until("turn_result")

    accepted = [f["data"] for f in frames if f["type"] == "turn_accepted"]
    refused = [f["data"] for f in frames if f["type"] == "error"]
    answered = [f["data"]["user_message"]["content"] for f in frames if f["type"] == "turn_result"]
    assert [a["waiting"] for a in accepted] == [False, True, True, True]
    assert [(r["detail"], r["code"]) for r in refused] == [
        ("processing_failed", "turn_in_progress")
    ]
    assert refused[0]["retry_after"] == 2
    assert answered == contents[:4]
    assert gateway.most_running <= 2  # a reply and its corrections


async def test_heartbeats_are_answered_during_a_turn(session, token, gateway):
    gateway.latency = 2.0
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.send("user_message", content="Bonjour !")
        await socket.until("turn_accepted")
        await socket.send("heartbeat")
        before = await socket.until("heartbeat")
        await socket.until("turn_result")

    assert "turn_result" not in kinds(before)


async def test_typing_is_told_to_every_socket(session, learner, token):
    async with connected(session.pk, token=token) as one, connected(session.pk, token=token) as two:
        await one.receive()
        await two.receive()
        await one.send("typing", is_typing=False)
        told = [await one.receive(), await two.receive()]

    assert (
        told == [{"type": "typing", "data": {"user_id": str(learner.pk), "is_typing": False}}] * 2
    )


@pytest.mark.parametrize(
    ("text", "kind", "loc"),
    [
        ('{"type":"dance"}', "union_tag_invalid", []),
        ('{"content":"Salut"}', "union_tag_not_found", []),
        ('{"type":"user_message"}', "missing", ["user_message", "content"]),
        ('{"type":"user_message","content":""}', "string_too_short", ["user_message", "content"]),
        ('{"type":"user_message","content":"  "}', "value_error", ["user_message", "content"]),
        ('{"type":"user_message","content":"\\u0000"}', "value_error", ["user_message", "content"]),
        (
            '{"type":"user_message","content":"\\ud800"}',
            "string_unicode",
            ["user_message", "content"],
        ),
        ("{", "json_invalid", []),
        ("[" * 5000, "json_invalid", []),
        (" ", "json_invalid", []),
    ],
)
async def test_a_frame_that_does_not_fit_is_named_and_the_socket_stays(
    session, token, text, kind, loc
):
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.communicator.send_to(text_data=text)
        error = await socket.receive()
        await socket.send("heartbeat")
        alive = await socket.receive()

    assert (error["type"], error["data"]["detail"]) == ("error", "invalid_payload")
    assert [(e["type"], e["loc"]) for e in error["data"]["errors"]] == [(kind, loc)]
    assert alive["type"] == "heartbeat"


async def test_a_binary_frame_is_refused_and_the_socket_stays(session, token):
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.communicator.send_to(bytes_data=b"\x00")

        assert (await socket.receive())["data"]["detail"] == "invalid_payload"


async def test_a_message_to_a_closed_session_is_refused_and_the_socket_stays(session, token):
    session.status, session.completed_at = "completed", timezone.now()
    await session.asave()
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.send("user_message", content="Encore !")
        error = await socket.receive()

    assert (error["data"]["detail"], error["data"]["code"]) == (
        "processing_failed",
        "session_closed",
    )
    assert error["data"]["message"] == "Cannot add messages to a completed or abandoned session"


async def test_a_cancelled_turn_keeps_what_was_said_and_what_was_learned(session, token, gateway):
    gateway.latency = 3.0
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.send("user_message", content="Je aime Paris.")
        await socket.until("assistant_delta")
        await socket.send("cancel")
        (*_, result) = await socket.until("turn_result")

    reply = result["data"]["assistant_turn"]["message"]["content"]
    turn = await Turn.objects.aget()
    assert 0 < len(reply) < len(REPLY)
    assert turn.status == "cancelled"
    assert result["data"]["xp_awarded"] == 10


async def test_a_turn_cancelled_before_the_first_word_has_no_reply(session, token, gateway):
    gateway.script("slow-headers", "slow-headers")
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.send("user_message", content="Je aime Paris.")
        (accepted,) = await socket.until("turn_accepted")
        await socket.send("cancel", turn_id=accepted["data"]["turn_id"])
        frames = await socket.until("turn_result")

    assert "turn_cancelled" in kinds(frames)
    assert frames[-1]["data"]["assistant_turn"] is None
    assert frames[-1]["data"]["error_feedback"]["errors"][0]["suggestion"] == "J'aime"


async def test_a_cancelled_message_can_be_answered_after_all(session, token, gateway, async_client):
    gateway.script("slow-headers", "slow-headers")
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.send("user_message", content="Bonjour !")
        while len(gateway.requests) < 2:
            await asyncio.sleep(0.01)
        await socket.send("cancel")
        (*_, cancelled) = await socket.until("turn_result")
    message_id = cancelled["data"]["user_message"]["id"]

    response = await async_client.post(
        f"/api/v1/sessions/{session.pk}/messages/{message_id}/retry",
        headers={"Authorization": f"Bearer {token}"},
    )

    turn = response.json()
    assert turn["assistant_turn"]["message"]["content"].endswith(REPLY)
    assert turn["user_message"]["sequence_number"] == 1
    assert turn["assistant_turn"]["message"]["sequence_number"] == 2


async def test_what_a_socket_missed_comes_first(session, token):
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.send("user_message", content="Bonjour !")
        await socket.until("turn_result")

    async with connected(session.pk, token=token, query="?after_sequence=1") as socket:
        missed, ready = await socket.receive(), await socket.receive()

    assert missed["type"] == "missed"
    assert [m["sequence_number"] for m in missed["data"]["items"]] == [2]
    assert (ready["type"], ready["data"]["last_sequence"]) == ("session_ready", 2)


async def test_a_turn_outlives_its_socket_and_is_there_on_return(session, token, gateway):
    gateway.latency = 1.5
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.send("user_message", content="Bonjour !", client_message_id=str(uuid.uuid4()))
        await socket.until("assistant_delta")

    async with connected(session.pk, token=token, query="?after_sequence=0") as socket:
        missed, ready = await socket.receive(), await socket.receive()
        frames = await socket.until("turn_result")

    pending = ready["data"]["pending_turn"]
    said = pending["text_so_far"] + "".join(
        f["data"]["text"]
        for f in frames
        if f["type"] == "assistant_delta" and f["data"]["offset"] >= len(pending["text_so_far"])
    )
    assert [m["sequence_number"] for m in missed["data"]["items"]] == [1]
    assert said == frames[-1]["data"]["assistant_turn"]["message"]["content"]


async def test_a_stream_that_breaks_is_taken_back_and_said_anew(session, token, gateway):
    gateway.script("cut-2", "ok")
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.send("user_message", content="Bonjour !")
        frames = await socket.until("turn_result")

    turn = frames[-1]["data"]
    reset = kinds(frames).index("assistant_reset") if "assistant_reset" in kinds(frames) else -1
    assert said_in(frames[reset + 1 :]) == turn["assistant_turn"]["message"]["content"]
    assert turn["assistant_turn"]["degraded"] is ("assistant_reset" in kinds(frames))


# Signing in


async def test_a_token_in_the_address_signs_in(session, token):
    async with connected(session.pk, query=f"?token={token}") as socket:
        assert (await socket.receive())["type"] == "session_ready"


async def test_a_ticket_signs_in_once(session, learner):
    ticket = (await sync_to_async(issue_ticket)(session, now=timezone.now())).ticket

    async with connected(session.pk, subprotocols=[f"ticket.{ticket}"]) as socket:
        first, chosen = await socket.receive(), socket.subprotocol
    async with connected(session.pk, query=f"?ticket={ticket}") as socket:
        second = await socket.close_code()

    assert (first["type"], chosen, second) == ("session_ready", f"ticket.{ticket}", 4401)


async def test_a_header_decides_where_present(session, token):
    headers = [(b"authorization", b"Bearer rubbish")]
    async with connected(session.pk, query=f"?token={token}", headers=headers) as socket:
        assert await socket.close_code() == 4401


@pytest.mark.parametrize("query", ["", "?token=rubbish", "?ticket=rubbish", "?token="])
async def test_nobody_is_signed_in_by_nothing(session, query):
    async with connected(session.pk, query=query) as socket:
        assert await socket.close_code() == 4401


@pytest.mark.parametrize("address", ["rubbish", str(uuid.UUID(int=1)), "no/such/path"])
async def test_a_session_that_does_not_exist_closes(session, token, address):
    async with connected(address, token=token) as socket:
        assert await socket.close_code() == 4404


async def test_another_learners_session_closes_alike(session):
    stranger = await sync_to_async(make_learner)(email="mallory@example.com")
    async with connected(session.pk, token=await sync_to_async(token_of)(stranger)) as socket:
        assert await socket.close_code() == 4404


async def test_a_sign_in_is_renewed_in_place(session, learner, token):
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        tokens = await sync_to_async(issue_tokens)(learner, now=timezone.now())
        await socket.send("auth", token=tokens.access_token)

        assert (await socket.receive())["type"] == "auth_renewed"


async def test_renewing_with_a_bad_token_closes(session, token):
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.send("auth", token="rubbish")

        assert await socket.close_code() == 4401


async def test_a_frame_over_64_kib_closes(session, token):
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.communicator.send_to(text_data=json.dumps({"type": "x", "y": "é" * 33_000}))

        assert await socket.close_code() == 4413


async def test_a_flood_of_frames_closes(session, token):
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        for _ in range(150):
            await socket.communicator.send_to(text_data='{"type":"heartbeat"}')
        outputs = [await socket.communicator.receive_output(timeout=5) for _ in range(101)]

    assert outputs[-1] == {"type": "websocket.close", "code": 4429}
