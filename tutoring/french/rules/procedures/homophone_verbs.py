"""Forms of avoir, être, savoir and mettre taken for words that sound alike."""

from collections.abc import Iterator

from tutoring.french.grammar.groups import noun_groups
from tutoring.french.grammar.predicates import predicates
from tutoring.french.grammar.sentence import Sentence, Word
from tutoring.french.rules.hits import Hit
from tutoring.french.rules.procedures.homophones import is_participle
from tutoring.french.words.lexical_fields import PROFESSIONS


def est_noun(sentence: Sentence) -> Iterator[Hit]:
    for group in noun_groups(sentence):
        at = group.end + 1
        if group.determiner.kind in {"of", "to"}:
            continue
        if sentence.norm(at) != "et" or not sentence.begins_clause(group.start):
            continue
        rest = sentence.words[at + 1 :]
        if rest and _describes(rest[0]) and not _has_verb(sentence.words[: group.start] + rest):
            yield Hit(at, at, "est")


def _describes(word: Word) -> bool:
    """Whether the word opens what is said of a subject: a quality, a trade, a place."""
    if word.norm in PROFESSIONS or word.norm in {
        "très",
        "trop",
        "en",
        "dans",
        "là",
        "ici",
        "à",
        "chez",
        "plus",
        "pas",
        "aussi",
        "si",
    }:
        return True
    return word.mostly("adjective", 0.5) or is_participle(word)


def _has_verb(words: tuple[Word, ...]) -> bool:
    return any(word.finites and word.mostly("verb", 0.4) for word in words)


def ont_after_subject(sentence: Sentence) -> Iterator[Hit]:
    for predicate in predicates(sentence):
        following = sentence.word(predicate.verb + 1)
        if sentence.norms[predicate.verb] != "on" or predicate.number != "p" or following is None:
            continue
        opens_object = following.norm in {
            "un",
            "une",
            "des",
            "faim",
            "soif",
            "peur",
            "raison",
            "tort",
            "besoin",
            "envie",
            "deux",
            "trois",
            "beaucoup",
            "trop",
            "toujours",
            "déjà",
        }
        if opens_object and not predicate.is_pronoun:
            yield Hit(predicate.verb, predicate.verb, "ont")
