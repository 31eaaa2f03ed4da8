"""What a field of a note says, without its markup. Pure."""

import html
import re
import unicodedata
from typing import Final

MAX_CHARACTERS: Final = 2000

# None looks further than the next opening of its kind, however the text is made up.
_UNSEEN: Final = re.compile(r"<(style|script)\b[^<>]*>[^<]*</\1\s*>|<!--[^<]*?-->", re.IGNORECASE)
_MEDIA: Final = re.compile(r"\[sound:[^\[\]]*\]|\[anki:[^\[\]]*\]")
_BREAK: Final = re.compile(
    r"</?(?:br|div|p|li|ul|ol|dl|dt|dd|tr|td|th|table|hr|h[1-6]|blockquote|pre|section)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"</?[a-zA-Z!][^<>]*>")
# Control characters, and what cannot be seen: soft hyphens, marks of direction, joiners.
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff]"
)


def plain(text: str) -> str:
    """Return a field's text in one line; a tag inside a word leaves no gap."""
    text = _MEDIA.sub(" ", _UNSEEN.sub(" ", text))
    text = html.unescape(_TAG.sub("", _BREAK.sub(" ", text)))
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text)[: 4 * MAX_CHARACTERS])
    return " ".join(text.split())[:MAX_CHARACTERS]
