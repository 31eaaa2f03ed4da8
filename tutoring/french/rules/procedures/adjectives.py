"""Agreement of the adjective: beside its noun, after être, in wishes and after « c'est »."""

from collections.abc import Iterator

from tutoring.french.grammar.groups import NounGroup, noun_groups
from tutoring.french.grammar.predicates import predicates, skip_adverbs
from tutoring.french.grammar.sentence import Sentence, Word
from tutoring.french.rules.hits import Hit
from tutoring.french.rules.procedures.agreement import genders_of, surely_noun
from tutoring.french.words.inflection import agree

# Adjectives that are other words even more often; after être they are adjectives.
# After these a colour keeps its form: une chemise bleu clair.
SHADES = frozenset("clair foncé marine ciel pâle vif pastel".split())
QUALITIES = frozenset("fort neuf plein haut bas cher content".split())


COPULAS = frozenset({"être", "sembler", "paraître", "devenir", "rester"})


INVARIABLE = frozenset(
    "marron orange chic super sympa cool bio marché debout ensemble bien mal mieux pire kaki "
    "crème turquoise nickel top fan demi nu soi-disant standard snob sexy zen gaga extra rétro vintage jean possible".split()
)


def numbers_of(word: Word) -> frozenset[str]:
    numbers = {r.number for r in word.adjectives}
    return frozenset("sp") if "" in numbers else frozenset(numbers)


def adjective(sentence: Sentence) -> Iterator[Hit]:
    for group in noun_groups(sentence):
        noun = sentence.words[group.noun]
        if not group.gender and group.number == "p" and surely_noun(sentence, group):
            for at in group.before:  # élèves: of either gender, but surely plural
                one = _only(genders_of(sentence.words[at]))
                yield from _agreeing(sentence, at, one, "p")
        if not group.gender or not surely_noun(sentence, group) or not _settled(sentence, group):
            continue
        after = () if _completes_noun(sentence, group) else group.after
        for at in (*group.before, *after):
            if at in after and (noun.norm in NOT_DESCRIBED or _goes_on(sentence, at)):
                continue
            yield from _agreeing(sentence, at, group.gender, group.number)


# After these an adjective describes something else: tout le temps fatiguée, deux fois plus grand.
NOT_DESCRIBED = frozenset("air fois temps jour jours an ans mois heure heures matin soir".split())


def _settled(sentence: Sentence, group: NounGroup) -> bool:
    """Whether determiner and noun already agree with each other."""
    given, noun = group.determiner, sentence.words[group.noun]
    if given.gender and given.gender != group.gender:
        return False
    return bool(group.number) and group.number in {r.number or group.number for r in noun.nouns}


def _completes_noun(sentence: Sentence, group: NounGroup) -> bool:
    """Whether the group belongs to a noun before it, which the adjective may describe."""
    if group.determiner.kind in {"of", "to"}:
        before = sentence.word(group.start - 1)
    elif sentence.norm(group.start - 1) in {"de", "d'", "à", "en", "avec", "pour", "sur", "dans"}:
        before = sentence.word(group.start - 2)
    else:
        return False
    return bool(before and (before.mostly("noun", 0.3) or before.adjectives))


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Whether the adjective belongs to a longer phrase: langues française et anglaise, grand public."""
    following = sentence.word(at + 1)
    if following and following.mostly("noun", 0.5):
        return True
    if following and sentence.norms[at].endswith("ant") and "preposition" in following.poses:
        return True  # les nuages flottant dans le ciel: a participle
    return sentence.norm(at + 1) in {"et", "ou", ","} and bool(
        (word := sentence.word(at + 2)) and word.adjectives
    )


def _agreeing(sentence: Sentence, at: int, gender: str, number: str) -> Iterator[Hit]:
    word = sentence.words[at]
    if sentence.norm(at + 1) in SHADES:
        return
    if not word.adjectives or word.norm in INVARIABLE or word.is_capitalised:
        return
    if word.norm in {"tous", "tout", "toute", "toutes", "même", "mêmes", "autre", "tel", "telle"}:
        return
    if any(r.person == 3 for r in word.finites) and not word.mostly("adjective", 0.8):
        return
    if gender in genders_of(word) and number in numbers_of(word):
        return
    suggestion = _adjective_form(word, gender, number, sentence.word(at + 1))
    if suggestion and suggestion != word.norm:
        yield Hit(at, at, suggestion)


# Adjectives with a second masculine form before a vowel.
BEFORE_VOWEL = {"beau": "bel", "nouveau": "nouvel", "vieux": "vieil", "fou": "fol", "mou": "mol"}


def _adjective_form(word: Word, gender: str, number: str, following: Word | None) -> str:
    reading = next((r for r in word.adjectives if r.lemma not in {"bel", "vieil"}), None)
    if reading is None:
        return ""
    before_vowel = bool(following and following.nouns and following.sounds_as_vowel)
    if (gender, number) == ("m", "s") and before_vowel and reading.lemma in BEFORE_VOWEL:
        return BEFORE_VOWEL[reading.lemma]
    return agree(reading, gender, number)


def attribute(sentence: Sentence) -> Iterator[Hit]:
    for predicate in predicates(sentence):
        if not _is_copula(sentence.words[predicate.verb]) or predicate.clitics:
            continue  # elles se sont serré la main
        at = skip_adverbs(sentence, predicate.verb + 1)
        if sentence.norm(at) == "fort" and at + 1 < len(sentence.words):
            at += sentence.words[at + 1].mostly("adjective", 0.3)  # elles sont fort joyeuses
        word = sentence.word(at)
        if word is None or not _is_attribute(sentence, word):
            continue
        if predicate.person == 1 and word.norm in {"chaud", "froid"}:
            continue  # *nous sommes froid* lacks avoir
        gender = predicate.gender or _only(genders_of(word))
        if predicate.gender or predicate.person == 1:  # vous and on may be one or many
            yield from _agreeing(sentence, at, gender, predicate.number)


def _is_copula(verb: Word) -> bool:
    return not COPULAS.isdisjoint(r.lemma for r in verb.finites)


def _is_attribute(sentence: Sentence, word: Word) -> bool:
    following = sentence.norm(word.index + 1)
    if following in {"que", "qu'"} and word.norm in {"même", "autre"}:
        return False
    if word.norm in QUALITIES:
        return True
    return word.mostly("adjective", 0.3) and "preposition" not in word.poses


def _only(values: frozenset[str]) -> str:
    return next(iter(values)) if len(values) == 1 else "m"
