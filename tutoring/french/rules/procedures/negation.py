"""Negation: ne ... pas, pas de, personne and rien."""

from collections.abc import Iterator

from tutoring.french.grammar.predicates import predicates
from tutoring.french.grammar.sentence import Sentence
from tutoring.french.rules.hits import Hit
from tutoring.french.words.elision import join

AFTER_VERB = frozenset({"pas", "jamais", "rien"})
INTENSIFIERS = frozenset("vraiment du encore toujours même non certainement sûrement".split())


def missing_ne(sentence: Sentence) -> Iterator[Hit]:
    yield from _after_ce(sentence)
    for predicate in predicates(sentence):
        verb = sentence.words[predicate.verb]
        if predicate.negated or not verb.finites or verb.joined:
            continue
        last = _negation_after(sentence, predicate.verb)
        if last is None or all(r.mood == "sub" for r in verb.finites):
            continue  # la meilleure que j'aie jamais goûtée
        if sentence.norm(last) == "jamais" and _is_superlative(sentence, predicate.start):
            continue  # la plus belle que j'ai jamais vue
        begin = min(predicate.clitics, default=predicate.verb)
        if sentence.norm(begin - 1) == "j'" and not sentence.words[begin].sounds_as_vowel:
            continue  # j'sais pas: written as it is said, on purpose
        if sentence.norm(begin - 1) in {"j'", "n'"}:
            yield _after_je(sentence, begin, last)
        else:
            rest = _written(sentence, begin, last)
            yield Hit(begin, last, join("ne", rest))


def _is_superlative(sentence: Sentence, start: int) -> bool:
    """Whether a relative clause that begins at `start` follows « le plus... », « le meilleur... »."""
    before = sentence.norms[max(0, start - 8) : start]
    return not {"que", "qu'"}.isdisjoint(before[-1:]) and not SUPERLATIVES.isdisjoint(before)


SUPERLATIVES = frozenset(
    "plus moins meilleur meilleure meilleurs meilleures pire pires premier première seul seule".split()
)


def _after_ce(sentence: Sentence) -> Iterator[Hit]:
    for word in sentence.words[:-1]:
        last = _negation_after(sentence, word.index + 1)
        if word.norm == "c'" and last is not None:
            yield Hit(word.index + 1, last, join("ne", _written(sentence, word.index + 1, last)))


def _after_je(sentence: Sentence, begin: int, last: int) -> Hit:
    return Hit(begin - 1, last, "je " + join("ne", _written(sentence, begin, last)))


def _written(sentence: Sentence, begin: int, last: int) -> str:
    return sentence.text[sentence.words[begin].start : sentence.words[last].end]


def _negation_after(sentence: Sentence, verb: int) -> int | None:
    """Return the index of the word that denies the verb, right after it."""
    at = verb + 1
    if sentence.norm(at) in INTENSIFIERS and sentence.norm(at + 1) in AFTER_VERB:
        at += 1
    if sentence.norm(at) not in AFTER_VERB:
        return None
    following = sentence.norm(at + 1)
    if sentence.norm(at) == "pas" and following in {"mal", "seulement", "que", "loin", "à"}:
        return None
    return at
