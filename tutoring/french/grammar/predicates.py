"""Predicates: which word should be the verb of which subject."""

from collections.abc import Iterator
from dataclasses import dataclass

from tutoring.french.grammar.groups import NounGroup
from tutoring.french.grammar.sentence import Sentence
from tutoring.french.grammar.subjects import subjects

CLITICS = frozenset("me m' te t' se s' nous vous le la l' les lui leur y en".split())
# Adverbs that may stand between the verb and what completes it.
ADVERBS = frozenset(
    "pas plus jamais rien déjà toujours souvent bien mal beaucoup trop très vraiment encore "
    "aussi tout toute toutes tellement presque même enfin assez peu si parfois peut-être "
    "maintenant ensuite donc guère point seulement surtout juste complètement totalement "
    "absolument également extrêmement particulièrement immédiatement finalement récemment "
    "longtemps super hyper plutôt".split()
)


@dataclass(frozen=True, slots=True)
class Predicate:
    """A subject and the index of its verb."""

    subject: int  # the pronoun, or the noun of the group
    start: int  # first word of the subject
    person: int
    number: str
    gender: str
    verb: int
    clitics: tuple[int, ...]
    negated: bool  # ne or n' stands before the verb
    is_pronoun: bool = True
    group: NounGroup | None = None


def predicates(sentence: Sentence) -> tuple[Predicate, ...]:
    """Return the subjects whose verb follows them, from left to right."""
    found = sentence.cache.get("predicates")
    if found is None:
        found = sentence.cache["predicates"] = tuple(_predicates(sentence))
    return found  # type: ignore[return-value]


def _predicates(sentence: Sentence) -> Iterator[Predicate]:
    for subject in subjects(sentence):
        at, negated, clitics = skip_clitics(sentence, subject.last + 1)
        verb = sentence.word(at)
        if verb is not None and not verb.is_mark and subject.number:
            yield Predicate(
                subject.head,
                subject.start,
                subject.person,
                subject.number,
                subject.gender,
                at,
                clitics,
                negated,
                subject.is_pronoun,
                subject.group,
            )


def skip_clitics(sentence: Sentence, at: int) -> tuple[int, bool, tuple[int, ...]]:
    """Return where the verb should stand, whether "ne" was met, and the pronouns between."""
    negated, clitics = False, []
    while (norm := sentence.norm(at)) and (norm in {"ne", "n'"} or norm in CLITICS):
        if norm in {"ne", "n'"}:
            negated = True
        else:
            clitics.append(at)
        at += 1
    return at, negated, tuple(clitics)


def skip_adverbs(sentence: Sentence, at: int) -> int:
    """Return the first index from `at` on that holds no adverb of the usual ones."""
    while sentence.norm(at) in ADVERBS:
        at += 1
    return at
