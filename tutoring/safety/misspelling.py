"""Which known word a misspelled one is: by its sound (suissid), or with one letter missing."""

import re
from collections.abc import Iterable
from typing import Final

_SHORTEST: Final = 5  # letters of a word that is looked for by its sound
_SHORTEST_INEXACT: Final = 6  # of a sound that may have one letter more or less

# In this order: French first, as most messages are meant to be.
_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"qu|q|ck", "k"),
        (r"sh|sch", "ch"),
        (r"sc(?=[eiy])", "s"),
        (r"c(?=[eiy])", "s"),
        (r"c(?!h)", "k"),
        (r"g(?=[eiy])", "j"),
        (r"(?<!c)h", ""),
        (r"y", "i"),
        (r"z", "s"),
        (r"w", "v"),
        (r"eau|au", "o"),
        (r"oeu|eu", "e"),
        (r"ou", "u"),
        (r"ai|ei", "e"),
        (r"[ea][nm](?=[^aeiou])", "an"),
        (r"(?<=..)(?:er|ez|es|ent|ee|et|e)$", ""),
        (r"(?<=...)[stdxp]$", ""),
        (r"(.)\1+", r"\1"),
    )
)


def sound_of(word: str) -> str:
    """Return roughly how a folded word sounds; endings that are silent in French are left out."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


class Misspellings:
    """Finds the word that was meant among those given."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_sound: dict[str, str] = {}
        self._by_shortened: dict[str, str] = {}
        for word in sorted(words, key=lambda word: (len(word), word)):
            if len(word) >= _SHORTEST and word.isalpha():
                self._by_sound.setdefault(sound_of(word), word)
        for sound, word in self._by_sound.items():
            for shortened in _shortened(sound):
                self._by_shortened.setdefault(shortened, word)

    def meant(self, word: str) -> str | None:
        """Return the word that an unknown one stands for; None when it stands for none of them."""
        if len(word) < _SHORTEST - 1 or not word.isalpha():
            return None
        sound = sound_of(word)
        if found := self._by_sound.get(sound):
            return found
        if found := self._by_shortened.get(sound):
            return found
        return next(
            (found for less in _shortened(sound) if (found := self._by_sound.get(less))), None
        )


def _shortened(sound: str) -> list[str]:
    """Return a sound with each letter but the first left out in turn; none for short ones."""
    if len(sound) < _SHORTEST_INEXACT:
        return []
    return [sound[:place] + sound[place + 1 :] for place in range(1, len(sound))]
