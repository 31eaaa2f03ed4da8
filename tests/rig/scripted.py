"""A provider that says what a test tells it to, and a language of plain words.

    ScriptedProvider(["Bon", "jour."])                        one reply in two deltas
    ScriptedProvider(["Bon", failed("cut_short")], ["Salut."])  breaks, then replies
    ScriptedProvider([0.2, "Bonjour.", STALL])                waits, speaks, falls silent

Each script answers one call; the last one answers all that follow.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence

from tutoring.brief import Brief, Finding, ModelCorrections, Usage, Written
from tutoring.french.introducing import introduction
from tutoring.language import FoundWord, Lemma
from tutoring.plain import asked_in_english
from tutoring.prompts import Prompt
from tutoring.providers.base import Begun, FailureKind, ProviderFailed, Spoken
from tutoring.recognising import looks_like

STALL = object()
TAKEN = object()  # the model has read the prompt, all 120 tokens of it
UNFINISHED = object()  # the stream ends here without having said that it was complete

DEFAULT_SCRIPT = ("Très bien ! ", "Et toi, ", "qu'est-ce que tu en penses ?")


def failed(code: str, *, retry_after: float | None = None) -> ProviderFailed:
    return ProviderFailed(FailureKind(code), retry_after=retry_after)


class ScriptedProvider:
    """Plays one script per reply.

    Attributes:
        briefs: what replies were asked with, in order; `corrected` likewise for corrections,
            `prompts` for help.
        most_running: how many replies ran at once, at most.
    """

    prompt_version = "script"

    def __init__(
        self,
        *scripts: Sequence,
        name: str = "scripted",
        model: str = "script-1",
        corrections: Sequence[Finding] | BaseException = (),
        writes: str | BaseException = "",
    ) -> None:
        self.scripts = scripts or (DEFAULT_SCRIPT,)
        self.name = name
        self.model = model
        self.corrections = corrections
        self.writes = writes
        self.usage = Usage(120, 30, 0.001)
        self.briefs: list[Brief] = []
        self.corrected: list[Brief] = []
        self.prompts: list[Prompt] = []
        self.running = self.most_running = 0

    def load(self) -> None:
        pass

    def usage_of(self, input_tokens: int, output_tokens: int) -> Usage:
        return Usage(input_tokens, output_tokens, (input_tokens + output_tokens) / 1_000_000)

    async def reply(self, brief: Brief) -> AsyncIterator[str | Begun | Spoken]:
        script = self.scripts[min(len(self.briefs), len(self.scripts) - 1)]
        self.briefs.append(brief)
        self.running += 1
        self.most_running = max(self.most_running, self.running)
        try:
            for item in script:
                if item is UNFINISHED:
                    return
                if item is TAKEN:
                    yield Begun(self.usage_of(self.usage.input_tokens, 0))
                    continue
                if (piece := await _played(item)) is not None:
                    yield piece
            yield Spoken(self.usage)
        finally:
            self.running -= 1

    async def correct(self, brief: Brief) -> ModelCorrections:
        self.corrected.append(brief)
        if isinstance(self.corrections, BaseException):
            raise self.corrections
        if self.corrections is STALL:
            await asyncio.Event().wait()
        return ModelCorrections(tuple(self.corrections), self.usage, self.name, self.model)

    async def write(self, prompt: Prompt) -> Written:
        self.prompts.append(prompt)
        if isinstance(self.writes, BaseException):
            raise self.writes
        return Written(self.writes, self.usage, self.name, self.model)


async def _played(item):
    """Return the piece of text that an item of a script stands for, if it stands for one."""
    if item is STALL:
        await asyncio.Event().wait()
    if isinstance(item, BaseException):
        raise item
    if isinstance(item, (int, float)):
        await asyncio.sleep(item)
        return None
    return item


class PlainWords:
    """A language that knows words only as they are written."""

    code = "fr"

    def find(self, text, sought):
        found = []
        for word in sought:
            bare = word.lemma.split()[-1]
            if match := re.search(rf"\b{re.escape(bare)}\b", text, re.IGNORECASE):
                found.append(FoundWord(word.word_id, match.start(), match.end()))
        return tuple(sorted(found, key=lambda word: word.start))

    def lemmas(self, text):
        return tuple(
            Lemma(match.group().lower(), "noun", match.start(), match.end())
            for match in re.finditer(r"\w{4,}", text)
        )

    def findings(self, text, *, level, switched_off=frozenset()):
        return ()

    def asked_meaning(self, text):
        return asked_in_english(text)

    def looks_right(self, text):
        return looks_like(text, self.code)

    def introduction(self, words):
        return introduction(words)
