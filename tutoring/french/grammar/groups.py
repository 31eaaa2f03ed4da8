"""Noun groups: a determiner, its noun and the adjectives around it."""

from collections.abc import Iterator
from dataclasses import dataclass

from tutoring.french.grammar.sentence import Sentence, Word, once
from tutoring.french.words.closed_classes import (
    ARTICLES_OR_CLITICS,
    CARDINALS,
    CLITICS,
    DEGREES,
    DETERMINERS,
    NE,
    PERSONAL,
    Determiner,
)

# Adjectives that usually stand before the noun.
PRENOMINAL = frozenset(
    "grand petit beau nouveau vieux jeune bon mauvais joli gros long haut autre même premier "
    "deuxième second troisième dernier prochain vrai faux seul cher ancien pauvre propre meilleur "
    "pire gentil excellent vilain énorme immense tel fameux sacré certain simple double demi "
    "quatrième cinquième sixième moindre bref vaste superbe magnifique merveilleux ".split()
)
# After these « le », « la », « leur » are pronouns.
BEFORE_PRONOUN = CLITICS.union(PERSONAL, NE) | {"qui"}


@dataclass(frozen=True, slots=True)
class NounGroup:
    """Indices of the words of one group; gender and number are "" in doubt."""

    start: int
    noun: int
    end: int  # the last word, an adjective or the noun
    determiner: Determiner
    gender: str
    number: str
    before: tuple[int, ...] = ()  # adjectives before the noun
    after: tuple[int, ...] = ()  # adjectives after it


@once
def noun_groups(sentence: Sentence) -> tuple[NounGroup, ...]:
    """Return the groups with a determiner, from left to right."""
    return tuple(_groups(sentence))


def _groups(sentence: Sentence) -> Iterator[NounGroup]:
    at = 0
    while at < len(sentence.words):
        group = _group(sentence, at)
        if group:
            yield group
        at = group.noun + 1 if group else at + 1


def _group(sentence: Sentence, at: int) -> NounGroup | None:
    opened = _determiner(sentence, at)
    if opened is None:
        return None
    determiner, next_at = opened
    before, noun_at = _adjectives_before(sentence, next_at)
    noun = sentence.word(noun_at)
    if noun is None or not is_noun(noun):
        return None
    after = _adjectives_after(sentence, noun_at)
    return NounGroup(
        at,
        noun_at,
        after[-1] if after else noun_at,
        determiner,
        gender_of(noun),
        _agreed_number(determiner, noun),
        before,
        after,
    )


def _agreed_number(determiner: Determiner, noun: Word) -> str:
    """Return the number of the group; "" where determiner and noun are at odds."""
    of_noun = number_of(noun)
    if determiner.number and of_noun and determiner.number != of_noun:
        return ""
    return determiner.number or of_noun


def _determiner(sentence: Sentence, at: int) -> tuple[Determiner, int] | None:
    """Return the determiner that begins at `at` and where the rest of the group begins."""
    norm, following = sentence.norms[at], sentence.norm(at + 1)
    if norm in ARTICLES_OR_CLITICS and sentence.norm(at - 1) in BEFORE_PRONOUN:
        return None
    if norm == "de" and following in {"la", "l'"} and sentence.norm(at - 1) not in {"près", "loin"}:
        return Determiner("of", "f" if following == "la" else "", "s"), at + 2
    if norm == "à" and following in {"la", "l'"}:
        return Determiner("to", "f" if following == "la" else "", "s"), at + 2
    if norm in {"tout", "toute", "tous", "toutes"}:
        return None
    if norm in CARDINALS and sentence.norm(at - 1) not in DETERMINERS:
        return Determiner("number", "", "p"), at + 1
    if norm in {"un", "une"} and sentence.norm(at - 1) in {"et", *CARDINALS}:
        return None
    known = DETERMINERS.get(norm)
    return (known, at + 1) if known else None


def _adjectives_before(sentence: Sentence, at: int) -> tuple[tuple[int, ...], int]:
    found: list[int] = []
    while (word := sentence.word(at)) and at + 1 < len(sentence.words):
        following = sentence.words[at + 1]
        if word.norm in CARDINALS and following.nouns:
            at += 1
            continue
        if not PRENOMINAL.isdisjoint(r.lemma for r in word.adjectives) and (
            following.nouns or following.adjectives
        ):
            if not is_noun(following) and not following.adjectives:
                break
            found.append(at)
            at += 1
            continue
        break
    return tuple(found), at


def is_noun(word: Word) -> bool:
    """Whether the word, after a determiner, is most probably a noun."""
    if not word.nouns or word.is_mark:
        return False
    return word.mostly("noun", 0.3) or word.norm == "personne"


def _adjectives_after(sentence: Sentence, noun_at: int) -> tuple[int, ...]:
    at = noun_at + 1
    if sentence.norm(at) in DEGREES:
        at += 1
    word = sentence.word(at)
    return (at,) if word and _is_plain_adjective(word) else ()


def _is_plain_adjective(word: Word) -> bool:
    return word.mostly("adjective", 0.35) and not word.is_mark


def gender_of(noun: Word) -> str:
    """Return m or f where the sources agree on one gender, else ""."""
    return next(iter(noun.genders)) if len(noun.genders) == 1 else ""


def number_of(noun: Word) -> str:
    numbers = {r.number for r in noun.nouns}
    return numbers.pop() if len(numbers) == 1 else ""
