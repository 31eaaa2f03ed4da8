"""The learner names a meaning because the French word is gone: "comment dit-on bread ?"."""

import re
from typing import Final

from tutoring.plain import asked_in_english

_ASKS_FOR_WORD: Final = re.compile(
    r"comment (?:dit-on|dire|on dit|tu dis|vous dites|dis-tu|dites-vous)\W+([^?.!»\"]{2,40})",
    re.IGNORECASE,
)


def asked_meaning(text: str) -> str:
    match = _ASKS_FOR_WORD.search(text)
    return match[1] if match else asked_in_english(text, of="french")
