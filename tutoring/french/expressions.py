"""Dictionary entries of several words in a text: parce que, avoir besoin de, se lever."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tutoring.french.grammar.disambiguation import Context
from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.tokens import Token, normalise, tokenize
from vocabulary.languages import search_key

_WRITTEN_ALSO: Final = {
    "de": {"d'", "du", "des"}, "à": {"au", "aux"}, "que": {"qu'"}, "le": {"l'", "la", "les"},
    "se": {"s'"}, "ne": {"n'"}, "je": {"j'"}, "ce": {"c'"}, "un": {"une", "des", "de", "d'"},
    "me": {"m'"}, "te": {"t'"}, "la": {"l'"},
}  # fmt: skip
# Which person a reflexive pronoun goes with.
_REFLEXIVES: Final = {
    "me": (1, "s"), "m'": (1, "s"), "te": (2, "s"), "t'": (2, "s"), "se": (3, ""), "s'": (3, ""),
    "nous": (1, "p"), "vous": (2, "p"), "-toi": (2, "s"), "-nous": (1, "p"), "-vous": (2, "p"),
}  # fmt: skip
# What may stand inside an expression: j'ai vraiment besoin de, il n'y a pas.
_INSIDE: Final = frozenset(
    """ne n' pas plus jamais rien bien très trop vraiment toujours encore souvent déjà tellement
    aussi beaucoup peu assez presque surtout du tout -je -tu -il -elle -on -nous -vous -ils -elles
    -t-il -t-elle -t-on""".split()
)
_BEFORE_VERB: Final = _INSIDE | frozenset("y en le la les l' lui leur".split())
_WIDEST_GAP: Final = 3


@dataclass(frozen=True, slots=True)
class Run:
    """Where an expression stands; `near` when an accent is missing."""

    start: int
    end: int
    near: bool = False


def find_expression(context: Context, lemma: str) -> Run | None:
    """Return the first place where the text uses the expression, however it is inflected."""
    words = _words(lemma)
    if words[0] in {"se", "s'"} and _is_infinitive(words[1]):
        return _find_pronominal(context, words[1:])
    if words[0] == "s'" and words[1] in {"en", "y"} and _is_infinitive(words[-1]):
        return _find_pronominal(context, words[2:], beside=words[1])
    runs = (_run(context, words, at) for at in range(len(context.tokens)))
    return next((run for run in runs if run), None)


def _is_infinitive(word: str) -> bool:
    return any(r.mood == "inf" for r in lexicon().readings(word))


@lru_cache(maxsize=2048)
def _words(lemma: str) -> tuple[str, ...]:
    return tuple(token.norm for token in tokenize(normalise(lemma)) if token.kind == "word")


def _run(context: Context, words: tuple[str, ...], at: int) -> Run | None:
    """Match the words one after the other from here on, few others between."""
    first, last, near = context.tokens[at], at - 1, False
    for number, word in enumerate(words):
        places = range(last + 1, last + 2 + (_WIDEST_GAP if number else 0))
        place = _next_place(context, word, places)
        if place < 0:
            return None
        near = near or not _is_form(word, context.norm(place))
        last = place
    return Run(first.start, context.tokens[last].end, near)


def _next_place(context: Context, word: str, places: range) -> int:
    for place in places:
        norm = context.norm(place)
        if _is_form(word, norm) or _is_bare(word, norm):
            return place
        if norm not in _INSIDE:
            return -1
    return -1


@lru_cache(maxsize=8192)
def _is_form(word: str, norm: str) -> bool:
    """Whether `norm` is the word, elided, contracted or inflected."""
    if norm == word or norm in _WRITTEN_ALSO.get(word, ()):
        return True
    if not norm or word in _WRITTEN_ALSO:
        return False
    known = {(r.lemma, r.pos) for r in lexicon().readings(word) if _is_inflected(r.pos)}
    return any((r.lemma, r.pos) in known for r in lexicon().readings(norm))


def _is_inflected(pos: str) -> bool:
    return pos in ("noun", "verb", "adjective")


def _is_bare(word: str, norm: str) -> bool:
    """Whether only the accents of the word are missing, and it is no other word."""
    if (word, norm) in {("à", "a"), ("où", "ou"), ("là", "la")}:
        return True
    return norm != "" and search_key(word) == search_key(norm) and not lexicon().knows(norm)


def _find_pronominal(context: Context, words: tuple[str, ...], *, beside: str = "") -> Run | None:
    """Find a verb with a pronoun of its own person: je me lève, lève-toi, elle s'est levée.

    `beside`: en or y, where the verb always has it (s'en aller).
    """
    for at, token in enumerate(context.tokens):
        run = _run(context, words, at)
        if run and _is_verb(context, at) and _has_beside(context, at, beside):
            pronoun = _reflexive(context, at)
            if pronoun is not None:
                return Run(min(pronoun.start, token.start), max(pronoun.end, run.end), run.near)
    return None


def _has_beside(context: Context, at: int, word: str) -> bool:
    near = {context.norm(place).removeprefix("-") for place in range(at - 3, at + 3)}
    return not word or word in near


def _is_verb(context: Context, at: int) -> bool:
    return any(r.pos == "verb" for r in lexicon().readings(context.norm(at)))


def _reflexive(context: Context, at: int) -> Token | None:
    """Return the reflexive pronoun of the verb at `at`."""
    after = context.norm(at + 1)
    if after in {"-toi", "-nous", "-vous"} and _agrees(context, at, _REFLEXIVES[after]):
        return context.tokens[at + 1]
    for place, head in _places_before(context, at):
        pronoun = _REFLEXIVES.get(context.norm(place))
        if pronoun and not _is_subject(context, place, head):
            return context.tokens[place] if _agrees(context, head, pronoun) else None
    return None


def _places_before(context: Context, at: int) -> Iterator[tuple[int, int]]:
    """Yield the places before a verb where its pronoun may be, with the verb that is conjugated."""
    head = at
    for place in range(at - 1, max(-1, at - 6), -1):
        norm = context.norm(place)
        if _is_être(norm):
            head = place
        elif norm not in _BEFORE_VERB and norm not in _REFLEXIVES:
            return
        yield place, head


@lru_cache(maxsize=4096)
def _is_être(norm: str) -> bool:
    return any(r.lemma == "être" and r.pos == "verb" for r in lexicon().readings(norm))


def _is_subject(context: Context, place: int, head: int) -> bool:
    """Whether nous or vous stands alone before its verb: nous levons the hand, not ourselves."""
    norm = context.norm(place)
    if norm not in {"nous", "vous"} or context.norm(head + 1) == f"-{norm}":
        return False
    doubled = norm in {context.norm(place - 1), context.norm(place - 2)}
    return not doubled and _agrees(context, head, _REFLEXIVES[norm], alone=True)


def _agrees(context: Context, at: int, pronoun: tuple[int, str], *, alone: bool = False) -> bool:
    """Whether the conjugated verb has the pronoun's person; an infinitive asks the verb before."""
    person, number = pronoun
    forms = [r for r in lexicon().readings(context.norm(at)) if r.pos == "verb"]
    finite = [r for r in forms if r.person]
    if any(r.person == person and number in ("", r.number) for r in finite):
        return True
    if finite or alone:
        return False
    governors = [
        r
        for place in range(at - 2, max(-1, at - 7), -1)
        for r in lexicon().readings(context.norm(place))
        if r.pos == "verb" and r.person
    ]
    return not governors or any(r.person == person and number in ("", r.number) for r in governors)
