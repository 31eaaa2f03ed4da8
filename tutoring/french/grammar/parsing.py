"""The French model of spaCy, which decides between the readings of an ambiguous word.

It is slow to load and weak where learners err, so nothing depends on it: the lexicon lists the
readings, the model only chooses among them, and without it the most frequent one counts.
"""

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.language import Language as Model
    from spacy.tokens import Token as SpacyToken

logger = logging.getLogger(__name__)

_PARTS_OF_SPEECH: Final = {
    "NOUN": "noun", "PROPN": "name", "VERB": "verb", "AUX": "verb", "ADJ": "adjective",
    "ADV": "adverb", "PRON": "pronoun", "DET": "determiner", "ADP": "preposition",
    "CCONJ": "conjunction", "SCONJ": "conjunction", "INTJ": "interjection", "NUM": "number",
}  # fmt: skip

# What is asked for, lemmas and parts of speech, comes from the other parts.
_UNUSED_PARTS: Final = ("ner", "parser")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the model says of the word that begins at `start`."""

    start: int
    lemma: str
    pos: str


class Parser:
    """Loads a spaCy model once a process. Thread-safe."""

    def __init__(self, model_name: str) -> None:
        """`model_name`: a spaCy package; empty for none."""
        self.model_name = model_name
        self._model: Model | None = None
        self._lock = threading.Lock()
        self._one_at_a_time = threading.Lock()
        self._failed = not model_name
        self._warned = False

    @property
    def is_warm(self) -> bool:
        return self._model is not None

    def warm(self) -> bool:
        """Load the model now, which takes seconds; return whether there is one.

        Until then, in another thread's eyes, the lexicon decides alone.
        """
        with self._lock:
            if self._model is None and not self._failed:
                self._load()
        return self.is_warm

    def parse(self, text: str) -> Mapping[int, Parsed]:
        """Return what the model says, by the offset of each word; empty before it is warm."""
        if self._model is None:
            self._warn_once()
            return {}
        # Every new word would stay in the model's table of strings, but for the memory zone.
        with self._one_at_a_time, self._model.memory_zone():
            return {token.idx: _parsed(token) for token in self._model(text)}

    def _warn_once(self) -> None:
        if not (self._failed or self._warned):
            self._warned = True
            logger.warning("The French model is not loaded yet: ambiguous words go by frequency.")

    def _load(self) -> None:
        # Takes about a second to import, and the server must answer meanwhile.
        try:
            import spacy  # noqa: PLC0415

            self._model = spacy.load(self.model_name, exclude=_UNUSED_PARTS)
        except (ImportError, OSError) as error:
            self._failed = True
            logger.warning("No French model (%s): ambiguous words go by frequency.", error)


def _parsed(token: "SpacyToken") -> Parsed:
    return Parsed(
        start=token.idx,
        lemma=token.lemma_.lower(),
        pos=_PARTS_OF_SPEECH.get(token.pos_, ""),
    )
