"""A French text cut into words and marks, with what their place says of them.

    j'aime -> j' aime      as-tu -> as -tu      va-t-on -> va -t-on      peut-être, aujourd'hui whole

Offsets count code points of the text as it was written; `norm` is what look-ups use.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tutoring.french.words.lexicon import lexicon


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark; `text` is as written: `whole_text[start:end]`."""

    text: str
    start: int
    end: int
    kind: str  # word, number, punctuation, web (URL, e-mail, @name, #topic), emoji
    norm: str  # lower case, straight apostrophe, composed accents
    sentence: int = 0  # 0 for the first sentence of the text
    initial: bool = False  # the first word of its sentence
    quoted: bool = False  # between quotation marks
    joined: str = ""  # elided (j', qu'), clitic (-tu, -t-il, -là), or "" for a free word

    @property
    def is_word(self) -> bool:
        return self.kind == "word"

    @property
    def is_capitalised(self) -> bool:
        return self.text[:1].isupper()


_APOSTROPHES: Final = "'’ʼ‘`´"
_LETTER: Final = r"[^\W\d_][\u0300-\u036f]*"
_WORD: Final = (
    rf"(?:{_LETTER})+(?:[-‐‑{_APOSTROPHES}](?:{_LETTER})+)*"
    rf"(?:[{_APOSTROPHES}](?!\w))?"  # l' eau: the space is an error, the elision is not
)
_PIECES: Final = re.compile(
    rf"""
    (?P<web>(?:https?://|www\.)[^\s<>"»]*[^\s<>"».,;:!?)]
        |[\w.+-]+@[\w-]+\.[\w.-]*\w
        |[@\#]\w+
        |\b[\w-]+\.(?:com|fr|org|net|io|ca|be|ch)\b(?:/\S*)?)
    |(?P<number>\d+(?:[.,:h]\d+)*(?:(?:er|re|ère|e|ème|ième|h|km|kg|%|€)(?![^\W\d_]))?)
    |(?P<word>{_WORD})
    |(?P<emoji>(?:[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B50\u2B55\uFE0F\u200D])+
        |[:;=][-']?[()DPpO|]+|[:;=]-?/(?!/)|<3|\^\^)
    |(?P<punctuation>\.{{2,}}|[?!]+|\S)
    """,
    re.VERBOSE,
)
_ELIDED: Final = re.compile(
    rf"(?:[jldmtsncçJLDMTSNCÇ]|[qQ]u|[jJ]usqu|[lL]orsqu|[pP]uisqu|[qQ]uoiqu|[pP]arce qu)"
    rf"[{_APOSTROPHES}]"
)
_CLITIC: Final = re.compile(
    rf"(?:[-‐‑]t)?[-‐‑](?:je|tu|ils?|elles?|on|[nv]ous|ce|[mt]oi|lui|leur|l[ea]|les|en|y|ci|là"
    rf"|[mt][{_APOSTROPHES}](?:en|y))$",
    re.IGNORECASE,
)
# What Lefff or Lexique lists in one piece, though it is a verb and its pronoun.
_NEVER_WHOLE: Final = frozenset({"est-ce", "revenez-y", "chez-moi", "chez-toi", "être-là"})
_LONGEST: Final = 60
_SENTENCE_ENDS: Final = frozenset(".!?…\n")
_QUOTATION: Final = re.compile(
    r"""«[^»]*»|“[^”]*”|"[^"]*"|(?<![^\s(])['‘](?=\S)[^\n]*?[^\s'’]['’](?!\w)"""
)


def normalise(text: str) -> str:
    """Return the text as the lexicon writes it: lower case, straight apostrophes and hyphens."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        text = re.sub(f"[{_APOSTROPHES}]", "'", text).replace("‐", "-").replace("‑", "-")
    return text.lower()


def tokenize(text: str) -> tuple[Token, ...]:
    """Return the words and marks of a text, in order."""
    quoted = [match.span() for match in _QUOTATION.finditer(text)]
    tokens: list[Token] = []
    sentence, initial, last_end = 0, True, 0
    for start, end, kind, joined in _pieces(text):
        if tokens and _begins_sentence(text, tokens[-1], start, last_end):
            sentence, initial = sentence + 1, True
        is_quoted = any(first < start < last for first, last in quoted)
        piece = text[start:end]
        word = kind == "word"
        tokens.append(
            Token(
                piece, start, end, kind, normalise(piece), sentence, initial and word, is_quoted,
                joined,
            )
        )  # fmt: skip
        initial = initial and not word
        last_end = end
    return tuple(tokens)


def _begins_sentence(text: str, before: Token, start: int, last_end: int) -> bool:
    if "\n" in text[last_end:start]:
        return True
    if before.kind != "punctuation" or before.text[-1] not in _SENTENCE_ENDS:
        return False
    if before.text == "…" or before.text.startswith(".."):
        return text[start].isupper()
    return before.text != "." or last_end < start


def _pieces(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield (start, end, kind, joined) of every token."""
    for match in _PIECES.finditer(text):
        kind = match.lastgroup or "punctuation"
        if kind == "word":
            yield from _split_word(text, match.start(), match.end())
        else:
            yield match.start(), match.end(), kind, ""


def _split_word(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """Yield what stands before apostrophes, the word itself, and what hyphens bind to it."""
    if end - start > _LONGEST:  # no word, and slow to look for ones in it
        yield start, end, "word", ""
        return
    while (elided := _ELIDED.match(text, start, end)) and not _is_whole(text[start:end]):
        yield start, elided.end(), "word", "elided"
        start = elided.end()
    clitics: list[tuple[int, int]] = []
    stem_end = end
    while not _is_whole(text[start:stem_end]):
        clitic = _CLITIC.search(text, start, stem_end)
        if clitic is None or clitic.start() == start:
            break
        clitics.insert(0, clitic.span())
        stem_end = clitic.start()
    yield from _stem(text, start, stem_end)
    for clitic_start, clitic_end in clitics:
        yield clitic_start, clitic_end, "word", "clitic"


def _stem(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """Yield the word, and an apostrophe that closes a quotation apart."""
    if start == end:
        return
    if text[end - 1] in _APOSTROPHES and not lexicon().knows(normalise(text[start:end])):
        yield start, end - 1, "word", ""
        yield end - 1, end, "punctuation", ""
    else:
        yield start, end, "word", ""


def _is_whole(word: str) -> bool:
    """Whether apostrophes and hyphens inside are part of the word (aujourd'hui, peut-être)."""
    if "-" not in word and not any(mark in word for mark in _APOSTROPHES):
        return True
    norm = normalise(word)
    if norm in _NEVER_WHOLE or (_ELIDED.match(norm) and "-" not in norm):
        return False
    return lexicon().knows(norm)
