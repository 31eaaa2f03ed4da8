"""Which word of the dictionary does a note mean? By word and part of speech, never by guessing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from progress.anki.notes import TravellingCard
from vocabulary.languages import search_key
from vocabulary.models import Word

_ARTICLES: Final = {
    "fr": {
        "le": "masculine", "un": "masculine", "la": "feminine", "une": "feminine",
        "l'": "", "les": "", "des": "", "du": "masculine",
    },
    "de": {"der": "masculine", "die": "feminine", "das": ""},
    "es": {"el": "masculine", "un": "masculine", "la": "feminine", "una": "feminine"},
}  # fmt: skip
_ENDS_OF_WORD: Final = (",", ";", "/", "(")
_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Match:
    """A note and the word it means; without a word, `problem` says why."""

    card: TravellingCard
    word: Word | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Sought:
    key: str
    part_of_speech: str
    gender: str


def match_words(cards: Sequence[TravellingCard], *, language: str) -> list[Match]:
    """Return each card with its word, in order. A note that could mean several words means none."""
    sought = [_sought(card, language) for card in cards]
    words = _words(language, {one.key for one in sought})
    taken: set[int] = set()
    return [_match(card, one, words, taken) for card, one in zip(cards, sought, strict=True)]


def _sought(card: TravellingCard, language: str) -> _Sought:
    text = search_key(card.word)
    for end in _ENDS_OF_WORD:
        text = text.split(end)[0].strip()
    part_of_speech, gender = card.part_of_speech.casefold(), card.gender.casefold()
    for article, of_gender in _ARTICLES.get(language, {}).items():
        start = article if article.endswith("'") else f"{article} "
        if text.startswith(start) and text != start:
            text = text.removeprefix(start)
            return _Sought(text, part_of_speech or "noun", gender or of_gender)
    return _Sought(text, part_of_speech, gender)


def _words(language: str, keys: Iterable[str]) -> dict[str, list[Word]]:
    found: dict[str, list[Word]] = defaultdict(list)
    ordered = sorted(keys)
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        for word in Word.objects.live().filter(language=language, search_key__in=some):
            found[word.search_key].append(word)
    return found


def _match(
    card: TravellingCard, sought: _Sought, words: dict[str, list[Word]], taken: set[int]
) -> Match:
    candidates = words.get(sought.key, [])
    for field in ("part_of_speech", "gender"):
        wanted = getattr(sought, field)
        if wanted and len(candidates) > 1:
            candidates = [word for word in candidates if getattr(word, field) == wanted]
    candidates = [w for w in candidates if not _contradicts(w, sought)]
    exact = [word for word in candidates if word.lemma.casefold() == card.word.casefold()]
    candidates = exact if len(exact) == 1 else candidates
    if len(candidates) != 1:
        return Match(card, None, "ambiguous" if candidates else "unknown")
    if candidates[0].pk in taken:
        return Match(card, None, "duplicate")
    taken.add(candidates[0].pk)
    return Match(card, candidates[0])


def _contradicts(word: Word, sought: _Sought) -> bool:
    said, known = sought.part_of_speech, word.part_of_speech
    return bool(said and known and said != known)
