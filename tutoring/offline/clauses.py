"""Cuts a message into clauses, the one that carries its point first."""

import re
from typing import Final

from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.tokens import tokenize
from tutoring.offline.mirror import lexical

_BREAK: Final = re.compile(
    r"(?P<but>[,;]? (?:mais|par contre|sauf que|pourtant)[ ,]+)"
    r"|(?P<because>[,;]? (?:parce qu(?=')|parce que|car|puisque|alors que|donc) ?)"
    r"|[,;]? (?:et|puis|alors) |\s?[;:…]\s|\s?\.{2,}\s?|, (?=[jilenocmst])",
    re.IGNORECASE,
)
_SUBJECTS: Final = frozenset("je j' tu il elle on nous vous ils elles ce c' ça qui".split())


def clauses(sentence: str) -> tuple[str, ...]:
    """Return the clauses of a sentence, the most telling first.

    What follows « mais » is what the speaker is driving at; what follows « parce que » only
    supports it.
    """
    order = {"but": 0, "": 1, "because": 2}
    found = sorted(_pieces(sentence), key=lambda piece: order[piece[0]])
    return tuple(clause for _, text in found if (clause := text.strip(" ,;:.!…")))


def _pieces(sentence: str) -> list[tuple[str, str]]:
    """Return (what introduces it, clause); what has no verb stays with the clause before it."""
    pieces: list[tuple[str, str]] = []
    start, before, link = 0, "", ""
    for found in [*_BREAK.finditer(sentence), None]:
        text = sentence[start : found.start() if found else None]
        if pieces and not before and not (has_finite_verb(text) and has_finite_verb(pieces[-1][1])):
            pieces[-1] = (pieces[-1][0], f"{pieces[-1][1]}{link}{text}")
        else:
            pieces.append((before, text))
        if found:
            start, link, before = found.end(), found[0], found.lastgroup or ""
    return pieces


def has_finite_verb(text: str) -> bool:
    tokens = [token for token in tokenize(text) if token.is_word]
    return any(is_finite(token.norm, tokens[place - 1].norm if place else "")
               for place, token in enumerate(tokens))  # fmt: skip


def is_finite(form: str, before: str) -> bool:
    """Whether the word is most likely a verb with its person; « un lit » is none."""
    readings = lexicon().readings(lexical(form))
    if before in _SUBJECTS:
        return any(r.pos == "verb" and r.person for r in readings)
    after_determiner = before and lexicon().readings(before)[:1]
    if (
        after_determiner
        and after_determiner[0].pos == "determiner"
        and before not in ("le", "la", "l'", "les")
    ):
        return False
    return bool(readings) and readings[0].pos == "verb" and bool(readings[0].person)
