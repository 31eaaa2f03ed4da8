"""Where an error stands and what to write there, with the elision that a new word changes."""

from dataclasses import dataclass

from tutoring.french.grammar.sentence import Sentence
from tutoring.french.words.elision import ELIDED, join

RESTORED = {"j'": "je", "n'": "ne", "m'": "me", "t'": "te", "s'": "se", "d'": "de", "qu'": "que"}


@dataclass(frozen=True, slots=True)
class Hit:
    """One error: the words from `first` to `last` of the sentence, and what to write instead."""

    first: int
    last: int
    suggestion: str


def in_place(sentence: Sentence, at: int, form: str) -> tuple[Hit, ...]:
    """Return the hit that puts `form` at `at`, and changes je, ne, me... before it if need be.

    No form, no hit: so a verb that lacks the person asked for is left alone.
    """
    return (with_elision(sentence, Hit(at, at, form)),) if form else ()


def with_elision(sentence: Sentence, hit: Hit) -> Hit:
    """Return the hit with je, ne, me... before it where what is written there changes them."""
    before, form = sentence.norm(hit.first - 1), hit.suggestion
    full = RESTORED.get(before, before)
    if full not in ELIDED or full in {"la", "le", "ce"}:
        return hit
    written = before + form if before.endswith("'") else f"{before} {form}"
    joined = join(full, form)
    return hit if joined == written else Hit(hit.first - 1, hit.last, joined)
