"""Predicates: which word should be the verb of which subject."""

from collections.abc import Iterator
from dataclasses import dataclass

from tutoring.french.grammar.groups import NounGroup
from tutoring.french.grammar.sentence import Sentence, once
from tutoring.french.grammar.subjects import subjects
from tutoring.french.words.closed_classes import CLITICS, MEDIAL_ADVERBS, NE


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


@once
def predicates(sentence: Sentence) -> tuple[Predicate, ...]:
    """Return the subjects whose verb follows them, from left to right."""
    return tuple(_predicates(sentence))


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
    while (norm := sentence.norm(at)) and (norm in NE or norm in CLITICS):
        if norm in NE:
            negated = True
        else:
            clitics.append(at)
        at += 1
    return at, negated, tuple(clitics)


def skip_adverbs(sentence: Sentence, at: int) -> int:
    """Return the first index from `at` on that holds no adverb of the usual ones."""
    while sentence.norm(at) in MEDIAL_ADVERBS:
        at += 1
    return at
