"""Agreement in the noun group: determiner, noun and adjectives, and the adjective after être."""

from collections.abc import Iterator

from tutoring.french.grammar.groups import NounGroup, noun_groups
from tutoring.french.grammar.sentence import Sentence, Word
from tutoring.french.rules.hits import Hit
from tutoring.french.words.inflection import agree, determiner, plural, singular
from tutoring.french.words.lexical_fields import COUNTABLE
from tutoring.french.words.places import preposition_for
from tutoring.french.words.readings import Reading

SURE_NOUN = 0.6  # share of its uses in which a word must be a noun before its gender counts


QUANTITIES = frozenset("beaucoup trop peu assez combien tant plein moins tellement nombre".split())


# Trades whose feminine article is now common, whatever dictionaries say.
EPICENE = frozenset(
    "juge ministre maire professeur prof médecin auteur chef témoin écrivain ingénieur président "
    "procureur docteur peintre sculpteur chauffeur mannequin".split()
)


def determiner_gender(sentence: Sentence) -> Iterator[Hit]:
    for group in noun_groups(sentence):
        noun = sentence.words[group.noun]
        given = group.determiner.gender
        if (
            not given
            or not group.gender
            or given == group.gender
            or not surely_noun(sentence, group)
        ):
            continue
        if given == "f" and noun.norm in EPICENE or preposition_for(noun.norm):
            continue
        if not group.number:
            continue
        suggestion = _determiner_for(sentence, group)
        if suggestion and not _agreeing_adjective(sentence, group):
            yield Hit(group.start, _determiner_end(sentence, group), suggestion)


def _determiner_for(sentence: Sentence, group: NounGroup) -> str:
    following = sentence.words[_determiner_end(sentence, group) + 1]
    if group.determiner.kind == "certain":
        return agree(_adjective_reading(sentence.words[group.start]), group.gender, "p")
    return determiner(group.determiner.kind, group.gender, group.number, before=following.norm)


def _adjective_reading(word: Word) -> Reading:
    lemma = "certain" if word.norm.startswith("certain") else "différent"
    return Reading(lemma, "adjective")


def _determiner_end(sentence: Sentence, group: NounGroup) -> int:
    two_words = sentence.norms[group.start] in {"de", "à"}
    return group.start + 1 if two_words else group.start


def _agreeing_adjective(sentence: Sentence, group: NounGroup) -> bool:
    """Whether an adjective before the noun sides with the determiner: the noun may be wrong."""
    return any(genders_of(sentence.words[i]) == {group.determiner.gender} for i in group.before)


def surely_noun(sentence: Sentence, group: NounGroup) -> bool:
    noun = sentence.words[group.noun]
    if noun.norm == "personne":
        return group.determiner.kind in {"indefinite", "this", "number"}
    return noun.mostly("noun", 0.3 if group.before else SURE_NOUN) and not (
        noun.is_capitalised and not noun.is_initial
    )


def genders_of(word: Word) -> frozenset[str]:
    """Return the genders the word can have as an adjective."""
    genders = {r.gender for r in word.adjectives}
    return frozenset("mf") if "" in genders else frozenset(genders)


def possessive_gender(sentence: Sentence) -> Iterator[Hit]:
    for group in noun_groups(sentence):
        following = sentence.words[group.start + 1]
        feminine = FEMININE_POSSESSIVES.get(sentence.norms[group.start])
        if feminine is None or group.gender != "f" or following.sounds_as_vowel:
            continue
        if sentence.norms[group.noun] in ALWAYS_PLURAL:
            continue  # mon vacances: mes
        if surely_noun(sentence, group) and not _agreeing_masculine(sentence, group):
            yield Hit(group.start, group.start, feminine)


FEMININE_POSSESSIVES = {"mon": "ma", "ton": "ta", "son": "sa"}


def _agreeing_masculine(sentence: Sentence, group: NounGroup) -> bool:
    return any(genders_of(sentence.words[i]) == {"m"} for i in group.before)


def cet(sentence: Sentence) -> Iterator[Hit]:
    for group in noun_groups(sentence):
        word, following = sentence.words[group.start], sentence.words[group.start + 1]
        if word.norm == "cette" and following.norm in {"été", "hiver", "automne"}:
            yield Hit(group.start, group.start, "cet")
        if group.gender == "f":
            continue
        if word.norm == "ce" and following.sounds_as_vowel:
            yield Hit(group.start, group.start, "cet")
        if word.norm == "cet" and not following.sounds_as_vowel:
            yield Hit(group.start, group.start, "ce")


def noun_plural(sentence: Sentence) -> Iterator[Hit]:
    for group in noun_groups(sentence):
        noun = sentence.words[group.noun]
        if group.determiner.number != "p" or not only_number(noun, "s"):
            continue
        if (
            noun.norm in NEVER_PLURAL
            or group.determiner.kind == "their"
            or not (surely_noun(sentence, group) or noun.norm == "personne")
        ):
            continue
        many = plural(noun.nouns[0])
        if many and many != noun.norm and not _part_of_number(sentence, group):
            yield Hit(group.noun, group.noun, many)


# Singular words after les or des: titles, weekdays of the month, figures of speech.
NEVER_PLURAL = frozenset(
    "après-midi errata midi minuit quart demi mille cent vingt fois plupart zéro un mi tort raison "
    "bonheur faim soif peur froid chaud envie besoin".split()
)


def only_number(noun: Word, number: str) -> bool:
    return {r.number for r in noun.nouns} == {number}


def _part_of_number(sentence: Sentence, group: NounGroup) -> bool:
    """Whether the number belongs to something else: à huit heures vingt, page deux."""
    before = sentence.norm(group.start - 1)
    return group.determiner.kind == "number" and before in {"heures", "heure", "page", "et"}


def noun_singular(sentence: Sentence) -> Iterator[Hit]:
    for group in noun_groups(sentence):
        noun = sentence.words[group.noun]
        kind = group.determiner.kind
        if group.determiner.number != "s" or not only_number(noun, "p"):
            continue
        plural_meant = noun.norm in ALWAYS_PLURAL and kind != "no"
        if plural_meant or _plural_verb_follows(sentence, group) or kind == "which":
            many = determiner(kind, group.gender, "p", before=noun.norm)
            if many and group.start + 1 == group.noun:
                yield Hit(group.start, group.start, many)
            continue
        if not surely_noun(sentence, group) or kind == "their" or noun.norm == "errata":
            continue
        one = singular(noun.nouns[0])
        if one and one != noun.norm:
            yield Hit(group.noun, group.noun, one)


# Their singular is another word: une vacance, a vacancy; une toilette, one's dress.
ALWAYS_PLURAL = frozenset("vacances toilettes lunettes ciseaux gens fiançailles alentours".split())


def _plural_verb_follows(sentence: Sentence, group: NounGroup) -> bool:
    verb = sentence.word(group.end + 1)
    return verb is not None and {r.number for r in verb.finites} == {"p"}


def quantity_plural(sentence: Sentence) -> Iterator[Hit]:
    for at, norm in enumerate(sentence.norms[:-2]):
        noun = sentence.words[at + 2]
        if norm not in QUANTITIES or sentence.norm(at + 1) not in {"de", "d'"}:
            continue
        if noun.norm in COUNTABLE and only_number(noun, "s"):
            yield Hit(at + 2, at + 2, plural(noun.nouns[0]))
