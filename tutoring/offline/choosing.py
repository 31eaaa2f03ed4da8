"""Takes a side where the tutor is asked « la mer ou la montagne ? »."""

import re
from typing import Final

from tutoring.offline.own_answer import question_text
from tutoring.offline.scenarios import fold, persona
from tutoring.offline.talk import Talk

_FOR_OR_AGAINST: Final = re.compile(r"(?i)\bpour ou (?:plutôt )?contre\b")
_TAIL: Final = re.compile(r"(?i),? (?:chez (?:toi|vous)|en (?:général|ce moment)|d'habitude)$")
# What a side may begin with; the other side begins at the last word of the same sort before « ou ».
_STARTS: Final = (
    r"(?:le |la |les |l')", r"(?:un |une )", r"(?:du |de la |de l'|des )", r"(?:au |à la |à l'|aux )",
    r"(?:en |à |chez |dans |sur |avec |sans |par |pour )", r"(?:plutôt |plus )", r"\w+(?:er|ir|oir|ire|[dt]re)\b",
)  # fmt: skip
_PREPOSITION: Final = r"(?:en |à |au |aux |chez |dans |sur |avec |sans |par |pour )"
_CLAUSE: Final = re.compile(r"(?i)\b(?:je|j'|tu|il|elle|on|nous|vous|ils|elles|c'est|est-ce)\b")
_PREFERRING: Final = re.compile(r"(?i)(?:pr[ée]f[èée]r\w+|plutôt|choisi\w+|prends|prenez) (.+)$")
_LONGEST: Final = 5  # words


def side_taken(talk: Talk, question: str) -> str | None:
    """Return one of the two sides of the question, the same for the same brief; None without two.

    What belongs to the tutor's own life goes first.
    """
    sides = two_sides(question)
    if sides is None:
        return None
    own = [side for side in sides if _of_own_life(side)]
    return own[0] if len(own) == 1 else sides[talk.draw("side", 2)]


def two_sides(question: str) -> tuple[str, str] | None:
    """Return « la mer » and « la montagne », as the question puts them; None without two."""
    text = _TAIL.sub("", question_text(question))
    if _FOR_OR_AGAINST.search(text):
        return "pour", "contre"
    before, found, right = text.rpartition(" ou ")
    if not found or right in ("pas", "non") or _CLAUSE.search(right):
        return None
    left = _same_start(before, right) or _after_verb(before)
    if left is None and len(right.split()) == 1:
        left = before.split()[-1]
    if left is None or max(len(left.split()), len(right.split())) > _LONGEST:
        return None
    return left.removeprefix("plutôt ").strip(" ,"), right.removeprefix("plutôt ").strip(" ,")


def _same_start(before: str, right: str) -> str | None:
    starts = [start for start in (*_STARTS, _PREPOSITION) if re.match(start, right, re.IGNORECASE)]
    for start in starts:
        places = [found.start() for found in re.finditer(rf"(?<!\w){start}", before)]
        if places:
            return before[places[-1] :]
    return None


def _after_verb(before: str) -> str | None:
    """Return « netflix » of « tu préfères netflix ou le cinéma »."""
    found = _PREFERRING.search(before)
    return found[1] if found else None


def _of_own_life(side: str) -> bool:
    last = fold(side).split()[-1]
    lives = fold(" ".join(line for name in _OWN_LIFE for line in persona()[name].say))
    return bool(re.search(rf"\b{re.escape(last)}\b", lives))


_OWN_LIFE: Final = ("live", "from", "pets", "colour", "book", "sport", "food", "family", "hobbies")
