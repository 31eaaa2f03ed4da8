"""A provider behind its circuit breakers, its cap on calls at once, and its time limits."""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar

from tutoring.breaker import Breaker
from tutoring.brief import Brief, ModelCorrections, Written
from tutoring.prompts import Prompt
from tutoring.providers.base import Begun, FailureKind, ModelProvider, ProviderFailed, Spoken
from tutoring.providers.loops import OnePerLoop

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long, how often and how many at once. Durations are seconds."""

    total_seconds: float = 25.0  # of a whole reply, over all providers
    first_delta_seconds: float = 8.0
    stall_seconds: float = 8.0  # between two deltas
    correction_seconds: float = 6.0
    help_seconds: float = 8.0
    attempts: int = 3  # over all models
    retry_after_seconds: float = 2.0  # the longest wait for the same provider
    calls_at_once: int = 200  # to one provider, in one event loop
    queue_seconds: float = 3.0  # waiting for one of these

    @classmethod
    def of(cls, total_seconds: float, *, attempts: int) -> "Limits":
        """Return the limits of a turn; who allows it more time allows its parts more, too.

        A local model can take half a minute to load before its first word.
        """
        usual = cls()
        stretched = max(1.0, total_seconds / usual.total_seconds)
        return cls(
            total_seconds=total_seconds,
            first_delta_seconds=usual.first_delta_seconds * stretched,
            stall_seconds=usual.stall_seconds * stretched,
            correction_seconds=usual.correction_seconds * stretched,
            help_seconds=usual.help_seconds * stretched,
            attempts=max(1, attempts),  # who wants none again wants one all the same
        )


class GuardedProvider:
    """Asks a model only while it makes sense, and never waits for longer than the limits say."""

    def __init__(
        self,
        provider: ModelProvider,
        limits: Limits,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.provider = provider
        self.limits = limits
        # One for each kind of call: a model that cannot write JSON can still talk.
        self._breakers = {kind: Breaker() for kind in ("replies", "corrections", "help")}
        self._clock = clock
        self._slots = OnePerLoop(lambda: asyncio.Semaphore(limits.calls_at_once))

    async def reply(
        self, brief: Brief, *, until: float
    ) -> AsyncGenerator[str | Begun | Spoken, None]:
        """Yield the pieces of a reply, then `Spoken`, as the provider does.

        Args:
            until: moment of the running loop's clock at which the reply must be whole.

        Raises:
            ProviderFailed: for whatever reason; nothing else comes out but a cancellation.
        """
        async with self._call("replies", until), aclosing(self.provider.reply(brief)) as pieces:
            latest = _now() + self.limits.first_delta_seconds
            while not isinstance(piece := await _next(pieces, min(latest, until)), Spoken):
                yield piece
                # From here, so that the time is not counted which the listener took.
                if isinstance(piece, str):
                    latest = _now() + self.limits.stall_seconds
            yield piece

    async def correct(self, brief: Brief, *, until: float) -> ModelCorrections:
        """Return the model's corrections.

        Raises:
            ProviderFailed: as in `reply`.
        """
        async with self._call("corrections", until):
            return await _in_time(self.provider.correct(brief), until)

    async def write(self, prompt: Prompt, *, until: float) -> Written:
        """Return the model's answer to a prompt.

        Raises:
            ProviderFailed: as in `reply`.
        """
        async with self._call("help", until):
            return await _in_time(self.provider.write(prompt), until)

    @asynccontextmanager
    async def _call(self, kind: str, until: float) -> AsyncGenerator[None, None]:
        breaker, began = self._breakers[kind], self._clock()
        if not breaker.admits(began):
            raise ProviderFailed(FailureKind.CIRCUIT_OPEN, retry_after=breaker.rest_left(began))
        try:
            async with self._slot(until):
                yield
        except ProviderFailed as failure:
            self._failed(kind, failure, began)
            raise
        except Exception as error:
            # The edge: whatever an SDK lets through must end in the next provider.
            logger.exception("Provider %s broke", self.provider.name)
            broken = ProviderFailed(FailureKind.INTERNAL, type(error).__name__)
            self._failed(kind, broken, began)
            raise broken from error
        except BaseException:  # cancelled, or the listener went away
            breaker.abandoned(began=began)
            raise
        breaker.succeeded(self._clock(), began=began)

    @asynccontextmanager
    async def _slot(self, until: float) -> AsyncGenerator[None, None]:
        slots = await self._slots.get()
        latest = min(_now() + self.limits.queue_seconds, until)
        try:
            await _in_time(slots.acquire(), latest)
        except ProviderFailed:
            raise ProviderFailed(FailureKind.BUSY) from None
        try:
            yield
        finally:
            slots.release()

    def _failed(self, kind: str, failure: ProviderFailed, began: float) -> None:
        breaker, now = self._breakers[kind], self._clock()
        was_open = breaker.is_open(now)
        breaker.failed(failure.kind, now, began=began, retry_after=failure.retry_after)
        if breaker.is_open(now) and not was_open:
            logger.error(
                "Provider %s (%s) is not asked for %s for a while: %s",
                self.provider.name,
                self.provider.model,
                kind,
                failure.code,
            )


Result = TypeVar("Result")


async def _in_time(work: Awaitable[Result], until: float) -> Result:
    try:
        async with asyncio.timeout_at(until):
            return await work
    except TimeoutError:
        raise ProviderFailed(FailureKind.TIMED_OUT) from None


async def _next(pieces: AsyncGenerator[Result, None], until: float) -> Result:
    try:
        return await _in_time(anext(pieces), until)
    except StopAsyncIteration:
        raise ProviderFailed(FailureKind.CUT_SHORT) from None


def _now() -> float:
    return asyncio.get_running_loop().time()
