"""A model's words as plain text: nothing invisible, no markup, no more than a message may hold.

Pure. Works on a stream: what was passed on is never taken back.
"""

import re
import unicodedata
from typing import Final

LONGEST_REPLY: Final = 4000

_LINE_BREAKS: Final = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " "})
_JOINER: Final = "\u200d"  # holds an emoji of several parts together
# Controls, direction marks and other invisible characters, lone surrogates, private use.
_UNSEEN: Final = {"Cc", "Cf", "Cs", "Co"}
_MARKDOWN: Final = str.maketrans("", "", "*`")
_THINKING: Final = "<think>"
_THOUGHT: Final = "</think>"
_TRAILING_SPACE: Final = re.compile(r"\s*\Z")


class WithoutThoughts:
    """Leaves out what a model thinks aloud in tags before it answers, in a text in pieces."""

    def __init__(self) -> None:
        self._held: str | None = ""  # the beginning; None once the answer has begun

    def add(self, piece: str) -> str:
        """Return what of the answer has come with `piece`."""
        if self._held is None:
            return piece
        text = (self._held + piece).lstrip()
        if text.startswith(_THINKING):
            _, ended, answer = text.partition(_THOUGHT)
            # Of what goes on, only as much as may be the half of its end.
            self._held = None if ended else _THINKING + text[len(_THINKING) :][-len(_THOUGHT) :]
            return answer.lstrip()
        self._held = text if _THINKING.startswith(text) else None
        return text if self._held is None else ""


class PlainText:
    """Cleans a text that arrives in pieces."""

    def __init__(self) -> None:
        self.text = ""
        self._held = ""  # white space: passed on only when something follows it

    @property
    def is_full(self) -> bool:
        return len(self.text) >= LONGEST_REPLY

    def add(self, piece: str) -> str:
        """Return what can be passed on now that `piece` has come."""
        cleaned = self._held + plain(piece)
        if not self.text:
            cleaned = cleaned.lstrip()
        body = _TRAILING_SPACE.sub("", cleaned)[: LONGEST_REPLY - len(self.text)]
        self._held = cleaned[len(body) :] if len(body) < len(cleaned) else ""
        self.text += body
        return body


def plain(text: str) -> str:
    """Return `text` composed (NFC), without markup or characters that are not seen."""
    return seen(text.translate(_MARKDOWN))


def seen(text: str) -> str:
    """Return `text` composed (NFC), without the characters that are not seen."""
    composed = unicodedata.normalize("NFC", text.translate(_LINE_BREAKS))
    if composed.isprintable():  # as nearly every text is
        return composed
    return "".join(char for char in composed if char in "\n" + _JOINER or _is_seen(char))


def _is_seen(char: str) -> bool:
    return unicodedata.category(char) not in _UNSEEN
