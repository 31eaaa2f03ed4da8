"""A message as the signs read it: plain words without accents, in sentences.

    « Mon père m'a frappée !! » -> mon pere m a frape        I don't -> i dont

Doubled letters of long words count once, on both sides of every comparison: learners double at
random.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

# A message can be 4,000 characters; a word of more than this is none.
LONGEST_WORD: Final = 40

_APOSTROPHES: Final = re.compile("[’ʼ‘`´]")
_PIECES: Final = re.compile(
    r"(?P<word>[^\W_]+(?:'[^\W_]+)*)"
    r"|(?P<end>[.!?…。！？]+(?=\s|$|[\"»”'])|\n+)"
    r"|(?P<mark>[,;:])"
    r"|(?P<laugh>[😂🤣😆😜😝])"
)
_QUOTATION: Final = re.compile(
    r"""«[^»]*»|“[^”]*”|„[^“”]*[“”]|"[^"]*"|(?<![^\s(:])'(?=\S)[^\n]{1,200}?[^\s']'(?!\w)"""
)
# Not the s: "poison" and "poisson".
_DOUBLED: Final = re.compile(r"([^\W\d_s])\1+")
# "moon" is not "mon", nor "ill" the French for he.
_LONG: Final = re.compile(r"[^\W_]{5,}")
_TRAILING: Final = re.compile(r"^(?:\.{2,}|…)$")
# What a French or Italian word loses before a vowel; other apostrophes join (don't, he's).
_ELIDED: Final = frozenset(
    "j l d m t s n c qu jusqu lorsqu puisqu quoiqu quelqu presqu entr aujourd dell nell all dall"
    " sull un quest quel z v".split()
)
_ENGLISH_ENDS: Final = frozenset("s t m re ve d em".split())


@dataclass(frozen=True, slots=True)
class Word:
    """One word, folded, and as it was written but for capitals."""

    text: str
    written: str
    sentence: int
    quoted: bool = False
    parted: bool = False  # a comma or the like stands before it


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Return a text in lower case, without accents; a letter twice in a row, in a long word, once."""
    text = text.lower().replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _LONG.sub(lambda word: _DOUBLED.sub(r"\1", word.group()), text)


def read(text: str) -> tuple[Word, ...]:
    """Return the words of a message, in order. Takes time in proportion to its length."""
    text = _APOSTROPHES.sub("'", unicodedata.normalize("NFC", text))
    words: list[Word] = []
    sentence, parted, quoted = 0, False, _quoted(text)
    for piece in _PIECES.finditer(text):
        match piece.lastgroup:
            case "word":
                within = bool(quoted[piece.start()])
                for part in _parts(piece.group().lower()):
                    words.append(Word(fold(part), part, sentence, within, parted))
                    parted = False
            case "mark":
                parted = True
            case "laugh":
                words.append(Word("lol", "lol", sentence))
            # Dots that trail off (mon père... il me frappe) end nothing.
            case _ if not _TRAILING.match(piece.group()):
                sentence += 1
    return tuple(words)


def _quoted(text: str) -> bytearray:
    """Return 1 for each place between quotation marks that are closed again, else 0."""
    places = bytearray(len(text))
    for quotation in _QUOTATION.finditer(text):
        places[quotation.start() : quotation.end()] = b"\1" * len(quotation.group())
    return places


def _parts(piece: str) -> list[str]:
    if len(piece) > LONGEST_WORD:
        return []
    parts: list[str] = []
    for part in piece.split("'"):
        if parts and fold(parts[-1]) not in _ELIDED and fold(part) in _ENGLISH_ENDS:
            parts[-1] += part
        else:
            parts.append("will" if part == "ll" else part)
    return parts
