"""Predicates: which word should be the verb of which subject."""

from collections.abc import Iterator
from dataclasses import dataclass

from tutoring.french.rules.groups import NounGroup, noun_groups
from tutoring.french.rules.sentence import Sentence, Word

# norm: person, number, gender
PRONOUNS = {
    "je": (1, "s", ""),
    "j'": (1, "s", ""),
    "tu": (2, "s", ""),
    "il": (3, "s", "m"),
    "elle": (3, "s", "f"),
    "on": (3, "s", ""),
    "nous": (1, "p", ""),
    "vous": (2, "p", ""),
    "ils": (3, "p", "m"),
    "elles": (3, "p", "f"),
}
CLITICS = frozenset("me m' te t' se s' nous vous le la l' les lui leur y en".split())
PREPOSITIONS = frozenset(
    "à de d' avec pour sans chez par sur sous vers contre entre dans en selon comme derrière devant "
    "après avant pendant depuis malgré sauf dès du des au aux parmi".split()
)
# Words after which « nous » and « vous » are subjects.
BEFORE_SUBJECT = frozenset(
    "que qu' quand si comme où lorsque lorsqu' puisque puisqu' alors puis dont pourquoi comment "
    "combien".split()
)
OPENING_ADVERBS = frozenset(
    "demain hier aujourd'hui maintenant ensuite après d'abord ici parfois souvent aussi soir matin "
    "bientôt peut-être heureusement malheureusement enfin oui non".split()
)
# After these the verb agrees with what they hold: la plupart des gens sont là.
COLLECTIVE = frozenset(
    "plupart majorité moitié dizaine douzaine vingtaine centaine foule tas ensemble groupe tiers quart "
    "nombre partie reste série multitude paire sorte espèce genre type".split()
)
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
    groups = {group.start: group for group in noun_groups(sentence)}
    for at, norm in enumerate(sentence.norms):
        if norm in PRONOUNS and is_subject(sentence, at):
            person, number, gender = PRONOUNS[norm]
            yield from _predicate(sentence, at, at, person, number, gender, None)
        elif _is_name(sentence, at):
            yield from _predicate(sentence, at, at, 3, "s", "", None)
        elif at in groups and _begins_subject(sentence, at):
            noun = sentence.norms[groups[at].noun]
            if groups[at].determiner.kind in {"of", "to"} or noun in COLLECTIVE:
                continue
            group = groups[at]
            yield from _predicate(sentence, group.noun, at, 3, group.number, group.gender, group)


def _is_name(sentence: Sentence, at: int) -> bool:
    """Whether a name stands where a subject may: Paul vient, que Marie parte."""
    word = sentence.words[at]
    if not word.is_capitalised or not ("name" in word.poses or not word.readings):
        return False
    return sentence.begins_clause(at) and sentence.norm(at - 1) not in {"et", "ou", ","}


def is_subject(sentence: Sentence, at: int) -> bool:
    """Whether the pronoun at `at` is the subject of what follows."""
    norm, before = sentence.norms[at], sentence.norm(at - 1)
    if norm in {"nous", "vous"}:
        if before in OPENING_ADVERBS:
            return sentence.begins_clause(at - 1)
        return sentence.begins_clause(at) or before in BEFORE_SUBJECT
    if norm in {"elle", "elles"}:
        return before not in PREPOSITIONS
    return True


def _begins_subject(sentence: Sentence, at: int) -> bool:
    if at and sentence.norms[at - 1][0] in '»")]':
        return False
    return sentence.begins_clause(at) or sentence.norm(at - 1) in {
        "tous",
        "toutes",
        "tout",
        "toute",
        "hier",
        "demain",
        "aujourd'hui",
        "maintenant",
    }


def _predicate(
    sentence: Sentence,
    subject: int,
    start: int,
    person: int,
    number: str,
    gender: str,
    group: NounGroup | None,
) -> Iterator[Predicate]:
    at, negated, clitics = skip_clitics(sentence, (group.end if group else subject) + 1)
    verb = sentence.word(at)
    if verb is None or verb.is_mark or not number:
        return
    is_pronoun = sentence.norms[subject] in PRONOUNS
    yield Predicate(subject, start, person, number, gender, at, clitics, negated, is_pronoun, group)


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


def verb_of(sentence: Sentence, predicate: Predicate) -> Word:
    return sentence.words[predicate.verb]


def features(word: Word, lemma: str = "") -> frozenset[tuple[int, str]]:
    """Return the persons and numbers that the word can be a verb form of."""
    return frozenset((r.person, r.number) for r in word.finites if not lemma or r.lemma == lemma)
