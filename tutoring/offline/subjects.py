"""Turns what a learner wants to speak of: « de mon chien » is « de ton chien » in the tutor's mouth."""

import re
from typing import Final

from tutoring.offline.mirror import mirror

_TOWARDS: Final = (("du ", "au "), ("des ", "aux "), ("de ", "à "), ("d'", "à "))
_END: Final = re.compile(
    r"(?i)(?:[,:;.!?]|\b(?:parce qu|car|mais|qui|que|aujourd'hui|maintenant|avec toi|avec vous|s'il)\b).*$"
)


def subject_of(written: str, *, formal: bool) -> str | None:
    """Return « de ton chien » for « de mon chien, il me manque »; None in doubt.

    Args:
        written: begins with « de », « du », « des » or « d' ».
    """
    bare = _END.sub("", written.replace("’", "'")).strip()
    turned = mirror(f"c'est l'histoire {bare}", formal=formal) if bare else None
    return turned.partition("l'histoire ")[2] if turned else None


def towards(subject: str) -> str | None:
    """Return « à ton chien » for « de ton chien »."""
    for of, to in _TOWARDS:
        if subject.startswith(of):
            return to + subject.removeprefix(of)
    return None
