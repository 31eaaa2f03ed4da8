"""Who answers the learner: the models in their order, and the offline tutor last."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from django.conf import settings

from tutoring.attempts import WORKED_ON, Attempts, failed_call
from tutoring.brief import (
    Brief,
    FailedCall,
    ModelCorrections,
    ReplyEvent,
    ReplyFinished,
    ReplyReset,
    TextDelta,
    Usage,
    Written,
)
from tutoring.language import Language
from tutoring.languages import language
from tutoring.levels import levels
from tutoring.links import linkless
from tutoring.plain_text import PlainText
from tutoring.plan_check import LevelsIn, PlanCheck, check_reply, clause_for
from tutoring.prompts import Prompt, corrections_prompt
from tutoring.providers.base import (
    Begun,
    FailureKind,
    ModelProvider,
    Provider,
    ProviderFailed,
    Spoken,
)
from tutoring.providers.configured import configured_providers
from tutoring.providers.guarded import GuardedProvider, Limits
from tutoring.providers.offline import OfflineProvider

logger = logging.getLogger(__name__)

Answer = TypeVar("Answer")

# Kept back from the models, so that the offline tutor still answers within the deadline.
STAND_IN_SECONDS = 1.0


class Tutor:
    """Gives replies and corrections, whatever the models do."""

    def __init__(
        self,
        models: Sequence[ModelProvider],
        offline: Provider,
        language_of: Callable[[str], Language],
        *,
        levels_of: Callable[[str], LevelsIn | None] = levels,
        limits: Limits | None = None,
        stands_in: bool | None = None,
        reason: str = "",
    ) -> None:
        """Say who speaks.

        Args:
            stands_in: whether the offline tutor takes the place of a model; by default, when
                there are models.
            reason: code of why there are none, if there should be.
        """
        self.limits = limits or Limits()
        self.models = [GuardedProvider(model, self.limits) for model in models]
        self.offline = offline
        self._stands_in = bool(models) if stands_in is None else stands_in
        self._reason = reason
        self._language_of = language_of
        self._levels_of = levels_of

    @property
    def has_model(self) -> bool:
        return bool(self.models)

    def load(self) -> None:
        """Load the SDKs of the models; takes seconds, and is meant for a thread."""
        for model in self.models:
            model.provider.load()

    async def reply(
        self, brief: Brief, *, left: list[FailedCall] | None = None
    ) -> AsyncGenerator[ReplyEvent, None]:
        """Yield the reply as it comes: deltas, perhaps a reset and new deltas, `ReplyFinished` last.

        A failing model ends in the next one, and that in the offline tutor: what is raised is
        a cancellation or a fault of our own. Close the iterator when you leave it early
        (`contextlib.aclosing`): that ends the provider's call at once.

        Args:
            left: takes the calls made so far, when the reply is left before `ReplyFinished`.
        """
        attempts = Attempts(
            until=_now() + self._seconds_for_models(),
            left=self.limits.attempts,
            failure_code=self._reason,
        )
        finished = None
        try:
            async with aclosing(self._by_turns(brief, attempts)) as events:
                async for event in events:
                    if isinstance(event, ReplyFinished):
                        finished = event
                    yield event
        finally:
            if finished is None and left is not None:
                left.extend(attempts.failed_calls)

    def broken_off(self, text: str, brief: Brief) -> ReplyFinished:
        """Return what was said of a reply that was left, and which planned words it did not reach.

        Some milliseconds of CPU, meant for a thread.
        """
        return _measured(ReplyFinished(text=text, provider=""), self._check(text, brief))

    async def correct(
        self, brief: Brief, *, left: list[FailedCall] | None = None
    ) -> ModelCorrections:
        """Return what a model finds in the learner's text; empty when none could answer.

        Args:
            left: takes the calls made so far, when this is cancelled.
        """
        found, failure, failed_calls = await self._first_answer(
            lambda model, until: model.correct(brief, until=until),
            corrections_prompt(brief),
            self.limits.correction_seconds,
            left,
        )
        corrections = found or ModelCorrections(failure=failure)
        return replace(corrections, failed_calls=failed_calls)

    async def write(self, prompt: Prompt) -> Written:
        """Return a model's answer to a prompt; empty when none could answer."""
        found, failure, failed_calls = await self._first_answer(
            lambda model, until: model.write(prompt, until=until),
            prompt,
            self.limits.help_seconds,
        )
        return replace(found or Written(failure=failure), failed_calls=failed_calls)

    async def _first_answer(
        self,
        ask: Callable[[GuardedProvider, float], Awaitable[Answer]],
        prompt: Prompt,
        seconds: float,
        left: list[FailedCall] | None = None,
    ) -> tuple[Answer | None, str, tuple[FailedCall, ...]]:
        """Ask one model after the other; return an answer or None, and what failed before it."""
        until = _now() + seconds
        code = ""
        failed_calls: list[FailedCall] = []
        for model in self.models:
            try:
                return await ask(model, until), code, tuple(failed_calls)
            except ProviderFailed as failure:
                code = failure.code
                if failure.kind in WORKED_ON:
                    failed_calls.append(failed_call(model.provider, prompt))
            except asyncio.CancelledError:
                if left is not None:
                    left.extend([*failed_calls, failed_call(model.provider, prompt)])
                raise
        return None, code, tuple(failed_calls)

    def _seconds_for_models(self) -> float:
        total = self.limits.total_seconds
        return total - min(STAND_IN_SECONDS, total / 10)

    async def _by_turns(self, brief: Brief, attempts: Attempts) -> AsyncGenerator[ReplyEvent, None]:
        for place, model in enumerate(self.models):
            others = len(self.models) - place - 1
            async with aclosing(self._ask(model, brief, attempts, others)) as events:
                async for event in events:
                    yield event
                    if isinstance(event, ReplyFinished):
                        return
        async with aclosing(self._stand_in(brief, attempts)) as events:
            async for event in events:
                yield event

    async def _ask(
        self, model: GuardedProvider, brief: Brief, attempts: Attempts, others: int
    ) -> AsyncGenerator[ReplyEvent, None]:
        """Let one model reply; ends without `ReplyFinished` when it is the next one's turn."""
        while attempts.left > 0 and _now() < attempts.until:
            try:
                pieces = model.reply(brief, until=attempts.until)
                async with aclosing(self._told(pieces, model.provider, brief, attempts)) as events:
                    async for event in events:
                        yield event
                return
            except ProviderFailed as failure:
                attempts.note(failure, model.provider, brief)
            except (asyncio.CancelledError, GeneratorExit):
                attempts.note_call(model.provider, brief)
                raise
            if attempts.shown:
                attempts.shown = ""
                yield ReplyReset()
                return
            if attempts.retry_after is None or not self._worth_another(attempts, others):
                return
            await asyncio.sleep(attempts.retry_after)

    def _worth_another(self, attempts: Attempts, others: int) -> bool:
        """Say whether the same model is asked again: it said when, soon, and others keep a turn."""
        wait = attempts.retry_after
        return (
            wait is not None
            and wait <= self.limits.retry_after_seconds
            and _now() + wait < attempts.until
            and attempts.left > others
        )

    async def _stand_in(self, brief: Brief, attempts: Attempts) -> AsyncGenerator[ReplyEvent, None]:
        async for event in self._told(self.offline.reply(brief), self.offline, brief, attempts):
            if isinstance(event, ReplyFinished):
                event = replace(event, degraded=self._stands_in)
            yield event

    async def _told(
        self,
        pieces: AsyncGenerator[str | Begun | Spoken, None],
        speaker: Provider,
        brief: Brief,
        attempts: Attempts,
    ) -> AsyncGenerator[ReplyEvent, None]:
        """Turn a provider's pieces into events; what it forgot of the plan is added at the end."""
        text, usage = PlainText(), Usage()
        async with aclosing(linkless(pieces)) as cleaned:
            async for piece in cleaned:
                if isinstance(piece, Spoken):
                    usage = attempts.used = piece.usage
                elif isinstance(piece, Begun):
                    attempts.used = piece.usage
                elif delta := text.add(piece):
                    attempts.shown += delta
                    yield TextDelta(delta)
                if text.is_full:
                    raise ProviderFailed(FailureKind.TOO_LONG)
        if not text.text:
            raise ProviderFailed(FailureKind.EMPTY)
        finished = attempts.finished(speaker, text=text.text, usage=usage)
        checked = await asyncio.to_thread(self._checked, finished, brief)
        if clause := checked.text.removeprefix(text.text):
            yield TextDelta(clause)
        yield checked

    def _checked(self, reply: ReplyFinished, brief: Brief) -> ReplyFinished:
        """Return a reply with what it did with its plan; a model's is mended where it can be."""
        try:
            check = self._check(reply.text, brief)
            if reply.provider != self.offline.name and (clause := self._clause(check, brief)):
                reply = replace(reply, text=f"{reply.text} {clause}")
                check = self._check(reply.text, brief)
        except Exception:
            # A reply that is there must not be lost to a fault in checking it.
            logger.exception("A reply could not be checked")
            return reply
        return _measured(reply, check)

    def _check(self, text: str, brief: Brief) -> PlanCheck:
        spoken = self._language_of(brief.language)
        return check_reply(text, brief, spoken, levels_in=self._levels_of(brief.language))

    def _clause(self, check: PlanCheck, brief: Brief) -> str:
        return clause_for(check, brief, self._language_of(brief.language))


@lru_cache(maxsize=1)
def configured_tutor() -> Tutor:
    """Return the tutor of this process, as the settings describe it."""
    limits = Limits.of(settings.LLM_REQUEST_TIMEOUT_SECONDS, attempts=settings.LLM_MAX_RETRIES)
    return Tutor(configured_providers(), OfflineProvider(), language, limits=limits)


@lru_cache(maxsize=8)
def offline_tutor(reason: str = "") -> Tutor:
    """Return a tutor that asks no model, for a turn that may not.

    Args:
        reason: code that its replies give as their `failure`, such as budget_exhausted.
    """
    stands_in = bool(configured_providers())
    return Tutor((), OfflineProvider(), language, stands_in=stands_in, reason=reason)


def _measured(reply: ReplyFinished, check: PlanCheck) -> ReplyFinished:
    return replace(
        reply,
        missed=check.missed,
        beyond_level_share=check.beyond_level_share,
        in_language=check.looks_right,
    )


def _now() -> float:
    return asyncio.get_running_loop().time()
