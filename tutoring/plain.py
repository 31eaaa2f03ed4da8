"""A language without rules of its own: words are found by a plain lemmatiser, errors are not."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from tutoring.brief import Finding, TargetWord
from tutoring.language import FoundWord, Lemma, SoughtWord
from tutoring.recognising import looks_like
from vocabulary.languages import search_key

_ASKED_IN_ENGLISH: Final = re.compile(
    r"(?:how (?:do you|to) say|what(?:'s| is) the (?P<of>\w+)(?: word)? for)"
    r"\W+(?P<meaning>[^?.!»\"]{2,40})",
    re.IGNORECASE,
)
_WORDS: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def asked_in_english(text: str, *, of: str = "word") -> str:
    """Return the meaning in "how do you say bread?" or "what is the French for bread?".

    Args:
        of: the English name of the language, in small letters.
    """
    for match in _ASKED_IN_ENGLISH.finditer(text):
        if (match["of"] or "word").lower() in ("word", of):
            return match["meaning"]
    return ""


class PlainLanguage:
    """Finds words by their lemma, where simplemma has the language, else by their letters."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._lemma_of = _lemmatiser(code)

    def find(self, text: str, sought: Sequence[SoughtWord]) -> tuple[FoundWord, ...]:
        words = list(self._words(text))
        found = (self._first_use(words, word) for word in sought)
        return tuple(sorted((f for f in found if f), key=lambda f: (f.start, f.word_id)))

    def lemmas(self, text: str) -> tuple[Lemma, ...]:
        return tuple(Lemma(lemma, "", start, end) for _, lemma, start, end in self._words(text))

    def findings(
        self, text: str, *, level: str, switched_off: frozenset[str] = frozenset()
    ) -> tuple[Finding, ...]:
        """Return nothing: there are no rules for this language."""
        return ()

    def asked_meaning(self, text: str) -> str:
        return asked_in_english(text)

    def looks_right(self, text: str) -> bool:
        return looks_like(text, self.code)

    def introduction(self, words: Sequence[TargetWord]) -> str:
        """Return nothing: the sentence would have to be in this language."""
        return ""

    def _words(self, text: str) -> Iterator[tuple[str, str, int, int]]:
        """Yield (form, lemma, start, end)."""
        for match in _WORDS.finditer(text):
            form = match.group().casefold()
            yield form, self._lemma_of(match.group()).casefold(), match.start(), match.end()

    def _first_use(
        self, words: list[tuple[str, str, int, int]], sought: SoughtWord
    ) -> FoundWord | None:
        wanted = sought.lemma.casefold().split()
        near = None
        for at in range(len(words) - len(wanted) + 1):
            run = words[at : at + len(wanted)]
            start, end = run[0][2], run[-1][3]
            if all(word in row[:2] for word, row in zip(wanted, run, strict=True)):
                return FoundWord(sought.word_id, start, end)
            if near is None and _nearly(wanted, run):
                near = FoundWord(sought.word_id, start, end, near=True)
        return near


def _nearly(wanted: list[str], run: list[tuple[str, str, int, int]]) -> bool:
    """Whether only accents are missing."""
    return all(
        search_key(word) in (search_key(row[0]), search_key(row[1]))
        for word, row in zip(wanted, run, strict=True)
    )


def _lemmatiser(code: str) -> Callable[[str], str]:
    # Holds word lists of fifty languages, which a French-only process never needs.
    import simplemma  # noqa: PLC0415

    try:
        simplemma.lemmatize("a", lang=code)
    except ValueError:
        return lambda word: word
    return lambda word: simplemma.lemmatize(word, lang=code)
