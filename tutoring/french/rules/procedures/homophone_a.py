"""A and à: il a, à Paris."""

from collections.abc import Iterator

from tutoring.french.grammar.predicates import predicates
from tutoring.french.grammar.sentence import Sentence, Word
from tutoring.french.rules.hits import Hit
from tutoring.french.rules.procedures.homophones import is_participle


def a_preposition(sentence: Sentence) -> Iterator[Hit]:
    for word in sentence.words:
        if word.text == "a" and _is_preposition(sentence, word.index):
            yield Hit(word.index, word.index, "à")


TONIC = frozenset("moi toi lui elle nous vous eux elles qui".split())


_SUBJECT_OF_A = frozenset(
    "ni il elle on qui ça cela y n' l' m' t' lui en ne ce quelqu'un personne rien tout celui-ci chacun".split()
)


def _is_preposition(sentence: Sentence, at: int) -> bool:
    before, following = sentence.word(at - 1), sentence.word(at + 1)
    if before is None or following is None or following.is_mark or before.is_mark:
        return False
    if _in_phrase(sentence, at):
        return True
    if before.norm in {"rien", "tout"} and "infinitive" in following.traits:
        return True
    if _tells_hour(sentence, at):
        return True
    if before.norm in _SUBJECT_OF_A or following.norm in LATIN:
        return False
    if any(predicate.verb == at for predicate in predicates(sentence)):
        return False
    return "infinitive" in following.traits or _completes_verb(sentence, at)


LATIN = frozenset("posteriori priori fortiori cappella contrario minima".split())
PHRASES = frozenset(
    {("tout", "a", "fait"), ("peu", "a", "peu"), ("pas", "a", "pas"), ("tout", "a", "coup")}
)


def _in_phrase(sentence: Sentence, at: int) -> bool:
    before, following = sentence.norm(at - 1), sentence.norm(at + 1)
    if before in {"jusqu'", "grâce", "quant", "face"} and following != "été":
        return True
    if before in {"est", "sont", "sera", "était"} and following in TONIC:
        return True
    return sentence.norms[at - 1 : at + 2] in PHRASES


def _tells_hour(sentence: Sentence, at: int) -> bool:
    """Whether an hour follows: rendez-vous a huit heures."""
    return sentence.norm(at + 2) in {"heures", "heure"} and not any(
        predicate.verb == at for predicate in predicates(sentence)
    )


def _completes_verb(sentence: Sentence, at: int) -> bool:
    """Whether "a" stands right after a verb, so that it is no verb itself: il habite a Paris."""
    if {"qui", "que", "qu'", "dont", "où"} & set(sentence.norms[:at]):
        return False  # celui qui parle a tort
    before, following = sentence.words[at - 1], sentence.words[at + 1]
    if is_participle(following) or before.norm in {"est", "a", "sont"}:
        return False
    with_subject = any(p.verb == at - 1 and p.is_pronoun for p in predicates(sentence))
    return before.finites and with_subject or _follows_verb(before)


def _follows_verb(before: Word) -> bool:
    """Whether a verb or participle stands before, so that "a" is no verb of its own."""
    if before.norm in {"est", "a", "sont"} or before.joined or before.is_capitalised:
        return False
    if before.nouns or not before.mostly("verb", 0.85):
        return False
    return bool(before.finites or before.infinitive)


def a_after_subject(sentence: Sentence) -> Iterator[Hit]:
    for predicate in predicates(sentence):
        following = sentence.word(predicate.verb + 1)
        if sentence.norms[predicate.verb] != "à" or predicate.is_pronoun or following is None:
            continue
        others = [w for w in sentence.words if w.finites and w.mostly("verb", 0.6)]
        if predicate.number == "s" and not others and following.norm in AFTER_AVOIR:
            yield Hit(predicate.verb, predicate.verb, "a")


# What follows the verb avoir; the preposition hardly ever has these without another verb.
AFTER_AVOIR = frozenset(
    "un une du été faim soif peur froid chaud raison tort besoin envie mal deux trois quatre pas "
    "toujours beaucoup trop".split()
)
