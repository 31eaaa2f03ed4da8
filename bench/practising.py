"""Learners who practise, over the socket or REST, and what they had to wait for.

They share the processors with the server they measure, so they do no more than they must.
"""

import asyncio
import contextlib
import json
import random
import time
import uuid
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
import websockets

TURN_SECONDS = 60
HEARTBEAT_EVERY_SECONDS = 1.0  # during a turn; apps send one every twenty
AT_ONCE = 10

LINES = (
    "Bonjour, je m'appelle {name} et j'habite à Lyon depuis {number} ans.",
    "Hier, à {number} heures, j'ai allé au marché avec {name}.",
    "J'ai acheté beaucoup des pommes et une pain pour {number} euros chez {name}.",
    "Je suis {number} ans et je aime faire la cuisine avec {name}.",
    "Ce soir, nous allons préparer une bonne soupe pour {name} et {number} amis.",
    "Mon frère {name} travaille dans un grand hôpital avec {number} médecins.",
    "Les enfants de {name} joue dans le jardin à {number} heures quand il fait beau.",
    "Je voudrais visiter la musée demain à {number} heures avec {name}.",
)
NAMES = "Alice Bruno Chloé Denis Emma Fabien Hugo Inès Jules Karim Léa Marc Nina Omar Paul".split()


def new_line() -> str:
    """Return a line that was hardly said before: what is known of an earlier one is no help."""
    return random.choice(LINES).format(name=random.choice(NAMES), number=random.randint(2, 99))


@dataclass
class Waits:
    """Seconds that learners waited, one entry per event."""

    turns: list[float] = field(default_factory=list)
    accepted: list[float] = field(default_factory=list)
    heartbeats: list[float] = field(default_factory=list)
    own_delays: list[float] = field(default_factory=list)
    degraded: int = 0
    errors: list[str] = field(default_factory=list)
    took: float = 0.0

    def note(self, turn: dict[str, Any], sent_at: float) -> None:
        self.turns.append(time.monotonic() - sent_at)
        self.degraded += turn["assistant_turn"]["degraded"]


@dataclass(frozen=True)
class Learner:
    """Somebody who is signed in and has begun a session."""

    headers: dict[str, str]
    session_id: str


class OverRest:
    """One request a turn."""

    def __init__(self, url: str, learner: Learner, waits: Waits) -> None:
        self.path = f"/sessions/{learner.session_id}/messages"
        self.waits = waits
        self.api = httpx.AsyncClient(
            base_url=f"{url}/api/v1", headers=learner.headers, timeout=TURN_SECONDS
        )

    async def __aenter__(self) -> "OverRest":
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.api.aclose()

    async def take_turn(self) -> None:
        sent_at = time.monotonic()
        answer = await self.api.post(self.path, json={"content": new_line()})
        self.waits.note(answer.raise_for_status().json(), sent_at)


class OverSocket:
    """One socket for the whole practice; heartbeats go on during the turns, one at a time."""

    def __init__(
        self, url: str, learner: Learner, waits: Waits, *, beats: bool = True, query: str = ""
    ) -> None:
        self.address = f"{url.replace('http', 'ws', 1)}/api/v1/sessions/{learner.session_id}/ws"
        self.address += query
        self.headers = learner.headers
        self.waits = waits
        self.beats = beats
        self.beat_at: float | None = None
        self.answered = asyncio.Event()

    async def __aenter__(self) -> "OverSocket":
        self.socket = await websockets.connect(
            self.address,
            additional_headers=self.headers,
            compression=None,
            ping_interval=None,
            open_timeout=TURN_SECONDS,
        )
        async for text in self.socket:
            if json.loads(text)["type"] == "session_ready":
                break
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.socket.close()

    async def take_turn(self) -> None:
        async with asyncio.timeout(TURN_SECONDS):
            with self.beating():
                await self.converse(new_line())

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
                    return self.waits.note(frame["data"], sent_at)
                case "error":
                    raise RuntimeError(frame["data"])
        raise RuntimeError("the socket was closed during a turn")

    @contextlib.contextmanager
    def beating(self) -> Iterator[None]:
        task = asyncio.create_task(self.beat()) if self.beats else None
        try:
            yield
        finally:
            if task:
                task.cancel()

    async def beat(self) -> None:
        self.beat_at = None
        self.answered.clear()
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


Practitioner = OverRest | OverSocket
KINDS: dict[str, Callable[..., Practitioner]] = {"socket": OverSocket, "REST": OverRest}


async def practise(
    crowd: Sequence[Practitioner], waits: Waits, *, seconds: float, every: float
) -> None:
    """Let everybody take a turn every so many seconds; 0 means one after the other."""
    watching = asyncio.create_task(_watch_own_delay(waits))
    started = time.monotonic()
    until = started + seconds
    await asyncio.gather(*(_practise(one, started, until, every) for one in crowd))
    waits.took = time.monotonic() - started
    watching.cancel()


async def all_at_once(url: str, learners: Sequence[Learner]) -> Waits:
    """Let every learner send one message at the same moment."""
    waits = Waits()
    async with everybody(url, learners, waits, beats=False) as crowd:
        started = time.monotonic()
        await asyncio.gather(*(_try_turn(one) for one in crowd))
        waits.took = time.monotonic() - started
    return waits


@contextlib.asynccontextmanager
async def everybody(
    url: str, learners: Sequence[Learner], waits: Waits, *, via: str = "socket", **options: Any
) -> AsyncIterator[list[Practitioner]]:
    """Connect them all, a few at a time."""
    crowd = [KINDS[via](url, learner, waits, **options) for learner in learners]
    try:
        for few in batched(crowd, AT_ONCE):
            await asyncio.gather(*(one.__aenter__() for one in few))
        yield crowd
    finally:
        leaving = (one.__aexit__() for one in crowd)
        await asyncio.gather(*leaving, return_exceptions=True)


async def _practise(one: Practitioner, started: float, until: float, every: float) -> None:
    next_at = started + random.uniform(0, every)
    while next_at < until:
        await asyncio.sleep(next_at - time.monotonic())
        if not await _try_turn(one):
            return
        next_at = max(next_at + every, time.monotonic())


async def _try_turn(one: Practitioner) -> bool:
    try:
        await one.take_turn()
    except Exception as error:  # every failure is counted, whatever it is
        one.waits.errors.append(f"{type(error).__name__}: {error}"[:200])
        return False
    return True


async def _watch_own_delay(waits: Waits, every: float = 0.02) -> None:
    """Note how late this process itself comes to what it has to do."""
    while True:
        due_at = time.monotonic() + every
        await asyncio.sleep(every)
        waits.own_delays.append(time.monotonic() - due_at)


def batched(items: Sequence[Practitioner], size: int) -> Iterator[Sequence[Practitioner]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
