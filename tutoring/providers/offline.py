"""The tutor that needs no key and no network."""

import asyncio
import re
from collections.abc import AsyncGenerator

from tutoring.brief import Brief
from tutoring.providers.base import Begun, Spoken

_GROUPS_OF_WORDS = re.compile(r"(?:\S+\s*){1,3}")


class OfflineProvider:
    name = "offline"
    model = ""
    prompt_version = ""

    async def reply(self, brief: Brief) -> AsyncGenerator[str | Begun | Spoken, None]:
        # Loads scenarios and the lexicon, which a process that only asks models never needs.
        from tutoring.offline.conversation import reply_to  # noqa: PLC0415

        text = await asyncio.to_thread(reply_to, brief)
        for group in _GROUPS_OF_WORDS.findall(text.strip()):
            yield group
        yield Spoken()
