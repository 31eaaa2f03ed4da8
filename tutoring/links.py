"""A model's words without links: whatever it was talked into, it sends no learner anywhere. Pure.

Works on a stream: what was passed on is never taken back, so what may become a link is held back
until it is one or not.
"""

import re
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Final

from tutoring.providers.base import Begun, Spoken

# Endings of names that are addresses without http:// too. Of those that are French words, as in a
# sentence whose space is missing ("salut.Je"), only such as no sentence begins with.
_ENDINGS: Final = (
    "com|net|org|info|biz|fr|eu|io|co|app|dev|xyz|site|online|shop|club|link|click|top|zip|ru|cn|uk"
    "|ca|ch|be|tv"
)
_LINK: Final = re.compile(
    r"(?:[a-z][a-z0-9+.-]*:)?//\S+"
    r"|\b(?:javascript|vbscript|data|mailto|tel|sms|file|blob):\S+"
    r"|\bwww\.\S+"
    rf"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    rf"|(?<![\w.])(?:[a-z0-9-]+\.)+(?:{_ENDINGS})\b(?:[/:?#]\S*)?",
    re.IGNORECASE,
)
# How Markdown hides where a link leads: the words stay.
_HIDDEN: Final = re.compile(r"\[([^\[\]\n]*)\]\([^()\s]*\)?")
# What is left of one whose words were several.
_DANGLING: Final = re.compile(r"\]\(\S*")
_SPACE: Final = re.compile(r"\s")
_LAST_RUN: Final = re.compile(r"\S*\Z")
# From one of these on, a run of characters may be a link.
_SIGN: Final = re.compile(r"[.:@/\[(]+")


def without_links(text: str) -> str:
    """Return `text` without the links in it, and without a trace where they were."""
    return _DANGLING.sub("]", _LINK.sub("", _HIDDEN.sub(r"\1", text)))


class WithoutLinks:
    """Leaves links out of a text that arrives in pieces.

    A link whose beginning was passed on before it was one is broken off there.
    """

    def __init__(self) -> None:
        # Of the run of characters that has not ended yet.
        self._passed = self._held = ""

    def add(self, piece: str) -> str:
        """Return what can be passed on now that `piece` has come."""
        text = self._held + piece
        space = _SPACE.search(text)
        if space is None:
            return self._begun(text)
        ended = self._ended(text[: space.start()])
        last = _LAST_RUN.search(text, space.start())
        start = last.start() if last else len(text)
        return ended + without_links(text[space.start() : start]) + self._begun(text[start:])

    def rest(self) -> str:
        """Return what was held back, at the end of the text."""
        return self._ended(self._held)

    def _begun(self, more: str) -> str:
        """Pass on of an unfinished run what can be no link yet."""
        if _SIGN.search(self._passed):
            self._held = more
            return ""
        sign = _SIGN.search(more)
        certain = more[: sign.end()] if sign else more
        self._passed, self._held = self._passed + certain, more[len(certain) :]
        return certain

    def _ended(self, more: str) -> str:
        passed, self._passed, self._held = self._passed, "", ""
        clean = without_links(passed + more)
        if clean.startswith(passed):
            return clean[len(passed) :]
        return "" if any(map(str.isalnum, passed)) else clean


async def linkless(
    pieces: AsyncGenerator[str | Begun | Spoken, None],
) -> AsyncGenerator[str | Begun | Spoken, None]:
    """Yield the pieces of a text without its links, and whatever comes between them."""
    links = WithoutLinks()
    async with aclosing(pieces):
        async for piece in pieces:
            yield links.add(piece) if isinstance(piece, str) else piece
    yield links.rest()
