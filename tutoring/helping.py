"""Help inside a turn: by a model where there is one, else by the offline tutor."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from tutoring.brief import Brief, FailedCall, Written
from tutoring.offline import help as offline_help
from tutoring.prompts import simpler_prompt, suggestions_prompt, translation_prompt
from tutoring.tutor import Tutor

OFFLINE: Final = "offline"
SUGGESTIONS: Final = 3
_SPOKEN_OFFLINE: Final = "fr"
_BULLET: Final = re.compile(r"^\s*(?:[-–—•]|\d+[.)])\s*")


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Replies that the learner could give; none when nobody knows any."""

    replies: tuple[str, ...]
    written: Written


async def translate(tutor: Tutor, text: str, *, language: str, native_language: str) -> Written:
    """Return a tutor's line in the learner's language; offline in English, and only known lines."""
    prompt = translation_prompt(text, language=language, native_language=native_language)
    written = await tutor.write(prompt)
    return await _or_offline(written, language, lambda: offline_help.translate(text))


async def simplify(tutor: Tutor, text: str, *, language: str, level: str) -> Written:
    """Return a tutor's line in simpler words."""
    written = await tutor.write(simpler_prompt(text, language=language, level=level))
    return await _or_offline(written, language, lambda: offline_help.simplify(text, level))


async def suggest(tutor: Tutor, brief: Brief) -> Suggestions:
    """Return three replies to the tutor's last line, at the learner's level.

    Args:
        brief: with the tutor's last line at the end of its history.
    """
    written = _if_complete(await tutor.write(suggestions_prompt(brief)))
    written = await _or_offline(
        written, brief.language, lambda: "\n".join(offline_help.suggestions(brief))
    )
    return Suggestions(_lines(written.text), written)


def _if_complete(written: Written) -> Written:
    """Return what a model wrote, or nothing but its cost when it is not the three replies."""
    if not written.text or len(_lines(written.text)) == SUGGESTIONS:
        return written
    in_vain = FailedCall(written.provider, written.model, written.usage)
    return Written(failure="malformed", failed_calls=(*written.failed_calls, in_vain))


async def _or_offline(written: Written, language: str, ask: Callable[[], str | None]) -> Written:
    if written.text or language != _SPOKEN_OFFLINE:
        return written
    text = await asyncio.to_thread(ask)
    return replace(written, text=text, provider=OFFLINE, model="") if text else written


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for raw in text.splitlines() if (line := _BULLET.sub("", raw).strip()))
