"""A rough spelling of how a word sounds, in which most French ways to write a sound are one. Pure."""

import re
from functools import lru_cache
from typing import Final

from vocabulary.languages import search_key

# In order. Capitals are sounds that no letter has: A, I, O nasal vowels, S of chat, N of vigne.
_RULES: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"s?ch|sh", "S"),
        (r"ph", "f"),
        (r"h", ""),
        (r"(?<=[aeiouy])s(?=[aeiouy])", "z"),
        (r"[ae]mm?ent$", "amA"),  # évidemment, évidament
        (r"ti(?=on)", "si"),
        (r"sc(?=[eiy])|c(?=[eiy])", "s"),
        (r"qu|ck|[qck]", "k"),
        (r"gn", "N"),
        (r"gu(?=[eiy])", "G"),
        (r"ge(?=[ao])|g(?=[eiy])", "j"),
        (r"eau|au", "o"),
        (r"oin", "wI"),
        (r"(?:ai|ei|i|y|u)[nm](?![aeiouynm])|(?<=i)en$", "I"),
        (r"[ae][nm](?![aeiouynm])", "A"),
        (r"o[nm](?![aeiouynm])", "O"),
        (r"es?$", ""),
        (r"(.)\1+", r"\1"),
        (r"(?<=[aeou])il?$|il(?=[aeou])", "y"),
        (r"[dtsxpzg]+$", ""),
        (r"o[iy]", "wa"),
        (r"oeu|eu", "E"),
        (r"ou", "u"),
        (r"[ae][iy]", "e"),
        (r"y", "i"),
        (r"(.)\1+", r"\1"),
    )
)
_SOUNDED_E: Final = re.compile("(?:é|ée|er|ez|et)s?$")


@lru_cache(maxsize=4096)
def sound_of(word: str) -> str:
    """Return the sounds of a word; two spellings of one pronunciation mostly give the same."""
    sound = search_key(_SOUNDED_E.sub("1", word.replace("ç", "ss")))
    for pattern, replacement in _RULES:
        sound = pattern.sub(replacement, sound)
    return sound
