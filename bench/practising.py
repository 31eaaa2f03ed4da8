"""Learners who practise, over the socket or REST, and what they had to wait for."""

import asyncio
import contextlib
import itertools
import json
import random
import time
import uuid
from dataclasses import dataclass, field

import httpx
import websockets

TURN_SECONDS = 60
HEARTBEAT_EVERY_SECONDS = 0.25

# Without a greeting, which would cost a second of the model each.
PLAN = {"planned_duration_minutes": 60, "generate_greeting": False}
LINES = (
    "Bonjour, je m'appelle Sam et j'habite à Lyon.",
    "Hier, j'ai allé au marché avec ma sœur.",
    "J'ai acheté beaucoup des pommes et une pain.",
    "Je suis trente ans et je aime faire la cuisine.",
    "Ce soir, nous allons préparer une bonne soupe.",
    "Mon frère travaille dans un grand hôpital.",
    "Les enfants joue dans le jardin quand il fait beau.",
    "Je voudrais visiter la musée demain matin.",
)


@dataclass
class Waits:
    """Seconds that learners waited, one entry per event."""

    turns: list[float] = field(default_factory=list)
    accepted: list[float] = field(default_factory=list)
    heartbeats: list[float] = field(default_factory=list)
    degraded: int = 0
    errors: list[str] = field(default_factory=list)


class Learner:
    """Practises until told to stop, with pauses to think."""

    def __init__(self, url: str, waits: Waits, *, think_seconds: float):
        self.url = url
        self.waits = waits
        self.think_seconds = think_seconds
        self.lines = itertools.cycle(random.sample(LINES, len(LINES)))
        self.api = httpx.AsyncClient(base_url=f"{url}/api/v1", timeout=TURN_SECONDS)

    async def sign_in(self) -> None:
        account = {"email": f"{uuid.uuid4()}@example.org", "password": str(uuid.uuid4())}
        (await self.api.post("/auth/register", json=account)).raise_for_status()
        answer = (await self.api.post("/auth/login", json=account)).raise_for_status()
        self.api.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        begun = await self.api.post("/sessions", json=PLAN)
        self.session_id = begun.raise_for_status().json()["session"]["id"]

    async def practise(self, until: float) -> None:
        try:
            async with self.connected():
                while time.monotonic() < until:
                    await asyncio.sleep(self.think_seconds * random.uniform(0.5, 1.5))
                    async with asyncio.timeout(TURN_SECONDS):
                        await self.take_turn(next(self.lines))
        except Exception as error:  # every failure is counted, whatever it is
            self.waits.errors.append(f"{type(error).__name__}: {error}"[:200])
        finally:
            await self.api.aclose()

    def note(self, turn: dict, sent_at: float) -> None:
        self.waits.turns.append(time.monotonic() - sent_at)
        self.waits.degraded += bool(turn["assistant_turn"].get("degraded"))


class RestLearner(Learner):
    """One request a turn."""

    @contextlib.asynccontextmanager
    async def connected(self):
        yield

    async def take_turn(self, line: str) -> None:
        sent_at = time.monotonic()
        path = f"/sessions/{self.session_id}/messages"
        answer = await self.api.post(path, json={"content": line})
        self.note(answer.raise_for_status().json(), sent_at)


class SocketLearner(Learner):
    """One socket for the whole practice; heartbeats go on during the turns, one at a time."""

    @contextlib.asynccontextmanager
    async def connected(self):
        address = f"{self.url.replace('http', 'ws', 1)}/api/v1/sessions/{self.session_id}/ws"
        header = {"Authorization": self.api.headers["Authorization"]}
        async with websockets.connect(
            address, additional_headers=header, compression=None
        ) as self.socket:
            yield

    async def take_turn(self, line: str) -> None:
        beating = asyncio.create_task(self.beat())
        try:
            await self.converse(line)
        finally:
            beating.cancel()

    async def converse(self, line: str) -> None:
        said = {"type": "user_message", "content": line, "client_message_id": str(uuid.uuid4())}
        sent_at = time.monotonic()
        await self.socket.send(json.dumps(said))
        async for text in self.socket:
            frame = json.loads(text)
            match frame["type"]:
                case "turn_accepted":
                    self.waits.accepted.append(time.monotonic() - sent_at)
                case "heartbeat":
                    self.heard_heartbeat()
                case "turn_result":
                    return self.note(frame["data"], sent_at)
                case "error":
                    raise RuntimeError(frame["data"])
        raise RuntimeError("the socket was closed during a turn")

    async def beat(self) -> None:
        self.beat_at, self.answered = None, asyncio.Event()
        while True:
            await asyncio.sleep(HEARTBEAT_EVERY_SECONDS)
            self.beat_at = time.monotonic()
            await self.socket.send('{"type": "heartbeat"}')
            await self.answered.wait()
            self.answered.clear()

    def heard_heartbeat(self) -> None:
        if self.beat_at is None:  # of the turn before: it waited while the learner thought
            return
        self.waits.heartbeats.append(time.monotonic() - self.beat_at)
        self.beat_at = None
        self.answered.set()


KINDS = {"socket": SocketLearner, "REST": RestLearner}
