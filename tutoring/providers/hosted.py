"""What all models behind an SDK share; an adapter says what its wire format has of its own."""

import contextlib
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from types import ModuleType
from typing import Any, Final

from tutoring import prompts
from tutoring.brief import Brief, ModelCorrections, Usage, Written
from tutoring.links import without_links
from tutoring.plain_text import LONGEST_REPLY, plain
from tutoring.prompts import Prompt
from tutoring.providers.base import (
    Begun,
    FailureKind,
    ProviderFailed,
    Spoken,
    believable,
)
from tutoring.providers.corrections import SCHEMA, findings_in
from tutoring.providers.failures import translated
from tutoring.providers.loops import OnePerLoop
from tutoring.providers.parameters import Form, Parameters, merged
from tutoring.providers.prices import cost_usd

CONNECT_SECONDS: Final = 2.0
# For a model that cannot be kept from thinking: what it thinks counts toward its limit.
THINKING_TOKENS: Final = 2000


class HostedModel:
    """A model behind one of the two SDKs, which come from one generator and work alike."""

    name: str

    def __init__(
        self,
        *,
        model: str,
        api_key: str,
        base_url: str = "",
        timeout_seconds: float = 25.0,
        prices: str = "",
        reply_version: str = prompts.REPLY_VERSION,
    ) -> None:
        """Say which model speaks, and how to reach it.

        Args:
            base_url: empty for the provider's own address.
            prices: the value of LLM_PRICES.
        """
        self.model = model
        self.prompt_version = f"reply.{reply_version}"
        self._reply_version = reply_version
        self._prices = prices
        self._api_key = api_key
        self._base_url = base_url
        self._timeout_seconds = timeout_seconds
        self._clients = OnePerLoop(self._new_client, close=lambda client: client.close())
        self._parameters = Parameters(*self._purposes())

    def load(self) -> None:
        """Import what a first call would wait for, some seconds' worth."""
        self._new_client()

    def _new_client(self) -> Any:
        # spaCy imports httpx in the thread that warms up, and the SDKs, which look whether it is
        # there, would find half of it. An import waits for the one under way.
        with contextlib.suppress(ImportError):
            import httpx  # noqa: F401, PLC0415
        return self._client()

    async def reply(self, brief: Brief) -> AsyncGenerator[str | Begun | Spoken, None]:
        prompt = prompts.reply_prompt(brief, version=self._reply_version)
        client = await self._clients.get()
        with translated(self._sdk()):
            events = await self._asked(client, prompt, stream=True)
            async with events, aclosing(self._spoken(events)) as pieces:
                yield Begun(self.usage_of(prompt.input_tokens, 0))
                said = ""
                async for piece in pieces:
                    if isinstance(piece, str):
                        said += piece
                    elif isinstance(piece, Spoken) and not piece.usage.input_tokens:
                        # A server that does not count.
                        read, written = prompt.input_tokens, prompts.estimated_tokens(said)
                        piece = Spoken(self.usage_of(read, written))
                    yield piece

    async def correct(self, brief: Brief) -> ModelCorrections:
        client = await self._clients.get()
        with translated(self._sdk()):
            prompt = prompts.corrections_prompt(brief)
            text, usage = self._answered(await self._asked(client, prompt, schema=SCHEMA))
        return ModelCorrections(findings_in(text, brief.learner_text), usage, self.name, self.model)

    async def write(self, prompt: Prompt) -> Written:
        client = await self._clients.get()
        with translated(self._sdk()):
            text, usage = self._answered(await self._asked(client, prompt))
        if not (text := without_links(plain(text)).strip()):
            raise ProviderFailed(FailureKind.EMPTY)
        return Written(text[:LONGEST_REPLY], usage, self.name, self.model)

    def usage_of(self, input_tokens: Any, output_tokens: Any) -> Usage:
        input_tokens, output_tokens = believable(input_tokens), believable(output_tokens)
        cost = cost_usd(self.model, input_tokens, output_tokens, overrides=self._prices)
        return Usage(input_tokens, output_tokens, cost)

    async def _asked(
        self,
        client: Any,
        prompt: Prompt,
        *,
        stream: bool = False,
        schema: dict[str, Any] | None = None,
    ) -> Any:
        """Call the model, in another form when it refuses one."""
        while True:
            forms = self._parameters.current
            limit = prompt.max_output_tokens + sum(form.room for form in forms)
            call = self._call(client, prompt, merged(forms), limit, stream, schema)
            sdk = self._sdk()
            try:
                return await call
            except (sdk.BadRequestError, sdk.UnprocessableEntityError) as error:
                parameter = getattr(error, "param", None)  # only OpenAI names it
                # The SDK's message is empty where the server's is no plain text, as Mistral's.
                refusal = f"{error.message} {error.body}"
                if not self._parameters.learn(forms, refusal, parameter):
                    raise

    def _options(self) -> dict[str, Any]:
        """Return the options of a client of either SDK."""
        import httpx2  # noqa: PLC0415  # comes with the SDK, which is slow to import

        return {
            "api_key": self._api_key,
            "max_retries": 0,  # the tutor decides who is asked again, and when
            "timeout": httpx2.Timeout(self._timeout_seconds, connect=CONNECT_SECONDS),
            # Reads HTTP in C. The usual client also looks at each open connection at every call.
            "http_client": self._sdk().DefaultAioHttpClient(),
        }

    def _sdk(self) -> ModuleType:
        """Import the SDK, which takes seconds and which most commands never need."""
        raise NotImplementedError

    def _client(self) -> Any:
        """Return a new client, with all that its first call would import."""
        raise NotImplementedError

    def _purposes(self) -> Sequence[Sequence[Form]]:
        raise NotImplementedError

    def _call(
        self,
        client: Any,
        prompt: Prompt,
        given: dict[str, Any],
        limit: int,
        stream: bool,
        schema: dict[str, Any] | None,
    ) -> Any:
        """Begin a call; with a schema the answer is to be JSON that fits it."""
        raise NotImplementedError

    def _spoken(self, events: Any) -> AsyncGenerator[str | Begun | Spoken, None]:
        """Yield the pieces of a streamed reply, and `Spoken` when it is whole.

        `Begun` where the provider says early how much it has read.
        """
        raise NotImplementedError

    def _answered(self, answer: Any) -> tuple[str, Usage]:
        """Return the text of a whole answer."""
        raise NotImplementedError
