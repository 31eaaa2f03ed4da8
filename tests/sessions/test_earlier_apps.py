"""An app written for the earlier server: it knows no added field and no added frame.

Its calls, in their order, get answers with every name and type that it reads.
"""

import pytest
from django.test import AsyncClient

from tests.conftest import PASSWORD
from tests.sessions.conftest import connected

TEXT, WHOLE, NUMBER, FLAG, NOTHING = str, int, (int, float), bool, type(None)

PROFILE = {
    "email": TEXT, "full_name": (TEXT, NOTHING), "native_language": TEXT,
    "target_language": TEXT, "proficiency_level": TEXT, "daily_goal_minutes": WHOLE,
    "notifications_enabled": FLAG, "preferred_session_time": (TEXT, NOTHING), "id": TEXT,
    "is_active": FLAG, "is_verified": FLAG, "subscription_tier": TEXT,
    "subscription_expires_at": (TEXT, NOTHING), "total_xp": WHOLE, "level": WHOLE,
    "current_streak": WHOLE, "longest_streak": WHOLE, "last_activity_date": (TEXT, NOTHING),
}  # fmt: skip
TOKENS = {"access_token": TEXT, "refresh_token": TEXT, "token_type": TEXT}
QUEUE_ITEM = {
    "word_id": WHOLE, "word": TEXT, "language": TEXT, "english_translation": TEXT,
    "part_of_speech": TEXT, "difficulty_level": WHOLE, "state": TEXT,
    "next_review": (TEXT, NOTHING), "scheduled_days": (WHOLE, NOTHING), "is_new": FLAG,
}  # fmt: skip
OVERVIEW = {
    "id": TEXT, "status": TEXT, "topic": (TEXT, NOTHING), "conversation_style": TEXT,
    "planned_duration_minutes": WHOLE, "xp_earned": WHOLE, "words_practiced": WHOLE,
    "accuracy_rate": (int, float, NOTHING), "started_at": TEXT, "completed_at": (TEXT, NOTHING),
}  # fmt: skip
FEEDBACK = {
    "summary": TEXT,
    "errors": [
        {
            "code": TEXT, "message": TEXT, "span": TEXT, "suggestion": (TEXT, NOTHING),
            "category": TEXT, "severity": TEXT, "confidence": NUMBER,
        }
    ],
    "review_vocabulary": [TEXT],
    "metadata": {"rule_error_count": WHOLE},
}  # fmt: skip
MESSAGE = {
    "id": TEXT, "sender": TEXT, "content": TEXT, "sequence_number": WHOLE, "created_at": TEXT,
    "xp_earned": WHOLE, "target_words": [WHOLE], "words_used": [WHOLE],
    "suggested_words_used": [WHOLE],
}  # fmt: skip
TARGET = {"word_id": WHOLE, "word": TEXT, "translation": TEXT, "is_new": FLAG}
ASSISTANT_TURN = {"message": MESSAGE | {"error_feedback": NOTHING}, "targets": [TARGET]}
TURN = {
    "session": OVERVIEW,
    "user_message": MESSAGE | {"error_feedback": FEEDBACK},
    "assistant_turn": ASSISTANT_TURN,
    "xp_awarded": WHOLE,
    "error_feedback": FEEDBACK,
    "word_feedback": [
        {
            "word_id": WHOLE, "word": TEXT, "translation": TEXT, "is_new": FLAG, "was_used": FLAG,
            "rating": (WHOLE, NOTHING), "had_error": FLAG, "error": (TEXT, NOTHING),
        }
    ],
}  # fmt: skip
SUMMARY = {
    "xp_earned": WHOLE, "words_practiced": WHOLE, "accuracy_rate": NUMBER,
    "new_words_introduced": WHOLE, "words_reviewed": WHOLE, "correct_responses": WHOLE,
    "incorrect_responses": WHOLE, "status": TEXT,
}  # fmt: skip
REVIEWED = {
    "word_id": WHOLE, "state": TEXT, "stability": NUMBER, "difficulty": NUMBER,
    "scheduled_days": WHOLE, "next_review": TEXT,
}  # fmt: skip
CARD = REVIEWED | {
    "last_review": TEXT, "reps": WHOLE, "lapses": WHOLE, "correct_count": WHOLE,
    "incorrect_count": WHOLE, "hint_count": WHOLE, "proficiency_score": WHOLE,
    "reviews_logged": WHOLE,
}  # fmt: skip
INVALID = {"detail": TEXT, "errors": [{"type": TEXT, "loc": list, "msg": TEXT}]}
# What an earlier app ignores.
ADDED = {"turn_accepted", "assistant_delta", "feedback", "assistant_reset", "turn_cancelled"}


def misfits(answer, shape, at="answer"):
    """Return where an answer lacks a name or has another type than the shape tells."""
    if isinstance(shape, dict):
        if not isinstance(answer, dict):
            return [f"{at}: no object"]
        absent = [f"{at}.{name}: absent" for name in shape.keys() - answer.keys()]
        known = shape.keys() & answer.keys()
        return absent + [m for n in known for m in misfits(answer[n], shape[n], f"{at}.{n}")]
    if isinstance(shape, list):
        if not isinstance(answer, list):
            return [f"{at}: no array"]
        return [m for i, item in enumerate(answer) for m in misfits(item, shape[0], f"{at}[{i}]")]
    if isinstance(answer, bool) and shape is not FLAG:
        return [f"{at}: a flag"]
    return [] if isinstance(answer, shape) else [f"{at}: {type(answer).__name__}"]


class EarlierApp:
    def __init__(self):
        self.client = AsyncClient()
        self.headers = {}

    async def call(self, method, path, body=None):
        response = await getattr(self.client, method)(
            f"/api/v1{path}",
            data=body,
            content_type="application/json",
            headers=self.headers,
        )
        return response.status_code, response.json()


async def known_frame(socket):
    """Return the next frame that an earlier app knows."""
    while (frame := await socket.receive())["type"] in ADDED:
        pass
    return frame


@pytest.mark.usefixtures("words", "gateway")
async def test_the_exchange_of_an_earlier_app_keeps_its_names_types_and_order():
    app = EarlierApp()
    credentials = {"email": "app@example.com", "password": PASSWORD}

    status, profile = await app.call(
        "post", "/auth/register", credentials | {"target_language": "fr", "native_language": "en"}
    )
    assert (status, misfits(profile, PROFILE)) == (201, [])

    status, tokens = await app.call("post", "/auth/login", credentials)
    assert (status, misfits(tokens, TOKENS)) == (200, [])
    app.headers = {"Authorization": f"Bearer {tokens['access_token']}"}

    status, me = await app.call("get", "/users/me")
    assert (status, me) == (200, profile)

    status, queue = await app.call("get", "/progress/queue?limit=2")
    assert (status, len(queue), misfits(queue, [QUEUE_ITEM])) == (200, 2, [])

    status, started = await app.call("post", "/sessions", {"planned_duration_minutes": 15})
    assert (status, misfits(started["session"], OVERVIEW)) == (201, [])
    assert misfits(started["assistant_turn"], ASSISTANT_TURN) == []
    session_id = started["session"]["id"]

    word_id = queue[1]["word_id"]
    status, reviewed = await app.call("post", "/progress/review", {"word_id": word_id, "rating": 3})
    assert (status, misfits(reviewed, REVIEWED), reviewed["state"]) == (200, [], "reviewing")

    status, card = await app.call("get", f"/progress/{word_id}")
    assert (status, misfits(card, CARD), card["reviews_logged"]) == (200, [], 1)

    status, turn = await app.call(
        "post", f"/sessions/{session_id}/messages", {"content": "Je aime la pomme."}
    )
    assert (status, misfits(turn, TURN)) == (200, [])

    async with connected(session_id, query=f"?token={tokens['access_token']}") as socket:
        ready = await known_frame(socket)
        assert ready["type"] == "session_ready"
        assert misfits(ready["data"], {"session": OVERVIEW, "active_user_ids": [TEXT]}) == []
        assert ready["data"]["active_user_ids"] == [profile["id"]]

        await socket.send("typing", is_typing=True)
        typing = await known_frame(socket)
        assert typing == {"type": "typing", "data": {"user_id": profile["id"], "is_typing": True}}

        await socket.send("heartbeat")
        heartbeat = await known_frame(socket)
        assert (heartbeat["type"], misfits(heartbeat["data"], {"server_time": TEXT})) == (
            "heartbeat",
            [],
        )

        await socket.send("user_message", content="Je bois du café.", suggested_words=[])
        result = await known_frame(socket)
        assert (result["type"], misfits(result["data"], TURN)) == ("turn_result", [])

        for frame in ({"type": "dance"}, {"type": "user_message"}):
            await socket.send(**{"kind": frame["type"]})
            error = await known_frame(socket)
            assert (error["type"], error["data"]["detail"]) == ("error", "invalid_payload")
            assert misfits(error["data"], INVALID) == []

    status, page = await app.call("get", f"/sessions/{session_id}/messages")
    assert (status, page["total"], misfits(page["items"], [MESSAGE])) == (200, 5, [])
    assert [m["sequence_number"] for m in page["items"]] == [1, 2, 3, 4, 5]

    status, summary = await app.call("get", f"/sessions/{session_id}/summary")
    assert (status, misfits(summary, SUMMARY)) == (200, [])

    status, closed = await app.call("patch", f"/sessions/{session_id}", {"status": "completed"})
    assert (status, misfits(closed, OVERVIEW), closed["status"]) == (200, [], "completed")

    status, refused = await app.call(
        "post", f"/sessions/{session_id}/messages", {"content": "Encore"}
    )
    assert (status, refused["detail"]) == (
        400,
        "Cannot add messages to a completed or abandoned session",
    )


def test_a_misfit_is_noticed():
    answer = {"id": 7, "items": [{"name": "a"}, {}], "flag": True}
    shape = {"id": TEXT, "items": [{"name": TEXT}], "flag": WHOLE, "more": TEXT}

    assert sorted(misfits(answer, shape)) == [
        "answer.flag: a flag",
        "answer.id: int",
        "answer.items[1].name: absent",
        "answer.more: absent",
    ]
