"""Says a learner's sentence back, when it is understood and nothing is wrong with it."""

import re
from functools import lru_cache
from typing import Final

from tutoring.french.rules import check
from tutoring.offline.mirror import mirror

_LONGEST_ECHO: Final = 13  # words
_CONNECTIVE: Final = re.compile(
    r"^(?:parce que |parce qu'|car |mais |et |puis |(?:cependant|pourtant|par contre|au final|en fait"
    r"|d'ailleurs|heureusement|malheureusement|du coup|bref|alors|bien sûr|après tout|cela dit), )",
    re.IGNORECASE,
)
_TAG: Final = re.compile(
    r", (?:non|n'est-ce pas|hein|pas vrai) ?\?$|, je (?:crois|pense|suppose)[ .!]*$|\b ?(?:haha|lol|mdr)$",
    re.I,
)
_CUT: Final = re.compile(
    r",? (?:mais|parce qu|car|puis|alors|donc|où|et (?=j|il|elle|nous|c'))|, |(?<=\w) ; "
)


def echo(sentence: str, *, formal: bool) -> str | None:
    """Return the sentence, or its first clause, said back to the learner; None in doubt."""
    whole = _CONNECTIVE.sub("", _TAG.sub("", sentence).strip(" .!…"))
    pieces = [whole, *_CUT.split(whole)[:1]]
    for piece in pieces:
        if len(piece.split()) > _LONGEST_ECHO:
            continue
        if (turned := mirror(piece, formal=formal)) and is_sound(turned):
            return turned
    return None


@lru_cache(maxsize=256)
def is_sound(text: str) -> bool:
    """Whether our own rules have nothing to say of it: an error must not come back unmended."""
    return not check(text, level="C2")
