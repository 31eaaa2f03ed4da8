"""A learner with words, sessions to talk in, and sockets through routing and sign-in."""

import asyncio
import json
import uuid
from contextlib import asynccontextmanager
from functools import lru_cache

import pytest
import time_machine
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.db import connections
from django.utils import timezone
from jsonschema import Draft202012Validator

from config.asgi import application
from learners.tokens import issue_tokens
from sessions.live.asyncapi import document
from sessions.models import LearningSession
from tests.conftest import api_of, make_learner, make_word
from tests.progress.words import NOON
from tests.rig.fake_gateway import FakeGateway
from tutoring.tutor import configured_tutor

SECONDS = 20


@pytest.fixture
def words(transactional_db):
    """Five words of food, the first of them the easiest."""
    return [
        make_word("pomme", gender="feminine", gloss="apple", topics=["food"], frequency_rank=1),
        make_word("marché", gender="masculine", gloss="market", topics=["food"], frequency_rank=2),
        make_word("manger", part_of_speech="verb", gloss="to eat", frequency_rank=3),
        make_word("pain", gender="masculine", gloss="bread", topics=["food"], frequency_rank=4),
        make_word("boire", part_of_speech="verb", gloss="to drink", frequency_rank=5),
    ]


@pytest.fixture
def learner(transactional_db):
    return make_learner(email="alice@example.com", timezone="Europe/Paris")


@pytest.fixture
def session(learner, words):
    """A session in which nobody has said anything yet."""
    return make_session(learner)


@pytest.fixture
def token(learner):
    return token_of(learner)


@pytest.fixture
def api(learner):
    return api_of(learner)


@pytest.fixture
def stranger_api(transactional_db):
    return api_of(make_learner(email="mallory@example.com"))


@pytest.fixture
def at_noon():
    """At noon of one fixed day."""
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def post_message(async_client, token, session):
    """Post a message to the session."""
    path = f"/api/v1/sessions/{session.pk}/messages"

    async def post(content="Je aime Paris.", *, key=None, **headers):
        body = {"content": content, "client_message_id": key or str(uuid.uuid4())}
        headers = {"Authorization": f"Bearer {token}", **headers}
        return await async_client.post(path, body, "application/json", headers=headers)

    return post


def begin(api, **plan):
    """Begin a session over REST."""
    return api.post("/api/v1/sessions", plan).json()


def say(api, session_id, content, **more):
    """Take a turn over REST."""
    return api.post(f"/api/v1/sessions/{session_id}/messages", {"content": content, **more})


def kinds(frames):
    return [frame["type"] for frame in frames]


def said_in(frames):
    """Return what the tutor said in some frames, piece by piece."""
    return "".join(f["data"]["text"] for f in frames if f["type"] == "assistant_delta")


def make_session(learner, **fields) -> LearningSession:
    now = timezone.now()
    return LearningSession.objects.create(
        learner=learner, language="fr", started_at=now, last_activity_at=now, **fields
    )


@pytest.fixture
async def gateway(request, settings):
    """A model provider that the project speaks to through its SDK: OpenAI, or the one asked for."""
    name = getattr(request, "param", "openai").upper()
    async with FakeGateway() as running:
        setattr(settings, f"{name}_API_KEY", "sk-test")
        setattr(settings, f"{name}_API_BASE", running.openai_base)
        setattr(settings, f"{name}_MODEL", "ok")
        configured_tutor.cache_clear()
        await asyncio.to_thread(configured_tutor().load)  # as a server does when it starts
        yield running
    configured_tutor.cache_clear()
    # Of the one thread that views and sync_to_async share, and that nobody ends.
    await sync_to_async(connections.close_all)()


def token_of(learner) -> str:
    return issue_tokens(learner, now=timezone.now()).access_token


@lru_cache
def frame_schema(kind) -> Draft202012Validator:
    """Return what the served AsyncAPI document says of a frame out."""
    served = document()
    message = served["components"]["messages"][f"{kind}_out"]
    return Draft202012Validator(message["payload"] | {"components": served["components"]})


class Socket:
    """A client of the socket that speaks in frames, and holds each it gets to the document."""

    def __init__(self, communicator):
        self.communicator = communicator

    async def send(self, kind, **fields):
        await self.communicator.send_to(text_data=json.dumps({"type": kind, **fields}))

    async def receive(self):
        frame = json.loads(await self.communicator.receive_from(timeout=SECONDS))
        frame_schema(frame["type"]).validate(frame)
        return frame

    async def until(self, kind):
        """Return every frame up to and with the first of a kind."""
        frames = [await self.receive()]
        while frames[-1]["type"] != kind:
            frames.append(await self.receive())
        return frames

    async def close_code(self):
        return (await self.communicator.receive_output(timeout=SECONDS))["code"]


@asynccontextmanager
async def connected(session_id, *, token=None, query="", headers=(), subprotocols=None):
    """Open a socket by a header, unless the query or a subprotocol signs in."""
    sign_in = [(b"authorization", f"Bearer {token}".encode())] if token else []
    communicator = WebsocketCommunicator(
        application,
        f"/api/v1/sessions/{session_id}/ws{query}",
        headers=[*sign_in, *headers],
        subprotocols=subprotocols,
    )
    accepted, subprotocol = await communicator.connect(timeout=SECONDS)
    assert accepted
    socket = Socket(communicator)
    socket.subprotocol = subprotocol
    try:
        yield socket
    finally:
        await communicator.disconnect(timeout=SECONDS)
