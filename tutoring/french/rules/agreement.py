"""Agreement in the noun group: determiner, noun and adjectives, and the adjective after être."""

from collections.abc import Iterator

from tutoring.french.readings import Reading
from tutoring.french.rules.groups import PRENOMINAL, NounGroup, noun_groups
from tutoring.french.rules.inflection import (
    agree,
    determiner,
    plural,
    singular,
)
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.places import preposition_for
from tutoring.french.rules.predicates import Predicate, predicates, skip_adverbs
from tutoring.french.rules.hits import Hit
from tutoring.french.rules.rule import on, rule
from tutoring.french.rules.sentence import Sentence, Word
from tutoring.french.rules.words import COUNTABLE

SURE_NOUN = 0.6  # share of its uses in which a word must be a noun before its gender counts
# Adjectives that are other words even more often; after être they are adjectives.
QUALITIES = frozenset("fort neuf plein haut bas cher content".split())
COPULAS = frozenset({"être", "sembler", "paraître", "devenir", "rester"})
QUANTITIES = frozenset("beaucoup trop peu assez combien tant plein moins tellement nombre".split())
INVARIABLE = frozenset(
    "marron orange chic super sympa cool bio marché debout ensemble bien mal mieux pire kaki "
    "crème turquoise nickel top fan demi nu soi-disant standard snob sexy zen gaga extra rétro vintage jean possible".split()
)


# Trades whose feminine article is now common, whatever dictionaries say.
EPICENE = frozenset(
    "juge ministre maire professeur prof médecin auteur chef témoin écrivain ingénieur président "
    "procureur docteur peintre sculpteur chauffeur mannequin".split()
)


@rule(
    "fr.agreement.determiner_gender",
    confidence=0.93,
    severity="medium",
    en="The word before a noun takes its gender: “{suggestion}”, not “{span}”.",
    fr="Le déterminant s'accorde en genre avec le nom : « {suggestion} » et non « {span} ».",
)
def determiner_gender(sentence: Sentence) -> Iterator[Hit]:
    for group in noun_groups(sentence):
        noun = sentence.words[group.noun]
        given = group.determiner.gender
        if (
            not given
            or not group.gender
            or given == group.gender
            or not _surely_noun(sentence, group)
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


def _surely_noun(sentence: Sentence, group: NounGroup) -> bool:
    noun = sentence.words[group.noun]
    return noun.mostly("noun", 0.3 if group.before else SURE_NOUN) and not (
        noun.is_capitalised and not noun.is_initial
    )


def genders_of(word: Word) -> frozenset[str]:
    """Return the genders the word can have as an adjective."""
    genders = {r.gender for r in word.adjectives}
    return frozenset("mf") if "" in genders else frozenset(genders)


def numbers_of(word: Word) -> frozenset[str]:
    numbers = {r.number for r in word.adjectives}
    return frozenset("sp") if "" in numbers else frozenset(numbers)


@rule(
    "fr.agreement.possessive_vowel",
    confidence=0.97,
    en="Before a vowel, “ma, ta, sa” become “mon, ton, son”: “{suggestion}”.",
    fr="Devant une voyelle, « ma, ta, sa » deviennent « mon, ton, son » : « {suggestion} ».",
)
@on("[ma|ta|sa] x=:noun&:vowel|:adjective&:vowel")
def possessive_vowel(match: Match) -> str | None:
    if not (match["x"].nouns or match["x"].adjectives):
        return None
    return {"ma": "mon", "ta": "ton", "sa": "son"}[match.words[0].norm]


@rule(
    "fr.agreement.possessive_gender",
    confidence=0.93,
    en="The possessive takes the gender of the thing owned: “{suggestion}”, not “{span}”.",
    fr="Le possessif s'accorde avec la chose possédée : « {suggestion} » et non « {span} ».",
)
def possessive_gender(sentence: Sentence) -> Iterator[Hit]:
    for group in noun_groups(sentence):
        word, noun = sentence.words[group.start], sentence.words[group.noun]
        following = sentence.words[group.start + 1]
        feminine = {"mon": "ma", "ton": "ta", "son": "sa"}.get(word.norm)
        if feminine and group.gender == "f" and _surely_noun(sentence, group):
            if not following.sounds_as_vowel and not _agreeing_masculine(sentence, group):
                yield Hit(group.start, group.start, feminine)


def _agreeing_masculine(sentence: Sentence, group: NounGroup) -> bool:
    return any(genders_of(sentence.words[i]) == {"m"} for i in group.before)


@rule(
    "fr.agreement.cet",
    confidence=0.97,
    en="Before a masculine noun with a vowel sound, “ce” becomes “cet”.",
    fr="Devant un nom masculin commençant par une voyelle, « ce » devient « cet ».",
)
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


@rule(
    "fr.agreement.noun_plural",
    confidence=0.93,
    en="After a plural word (les, des, mes, deux...), the noun is plural too: “{suggestion}”.",
    fr="Après un déterminant pluriel (les, des, mes, deux...), le nom se met au pluriel : "
    "« {suggestion} ».",
)
def noun_plural(sentence: Sentence) -> Iterator[Hit]:
    for group in noun_groups(sentence):
        noun = sentence.words[group.noun]
        if group.determiner.number != "p" or not _only_number(noun, "s"):
            continue
        if (
            noun.norm in NEVER_PLURAL
            or group.determiner.kind == "their"
            or not (_surely_noun(sentence, group) or noun.norm == "personne")
        ):
            continue
        many = plural(noun.nouns[0])
        if many and many != noun.norm and not _part_of_number(sentence, group):
            yield Hit(group.noun, group.noun, many)


# Singular words after les or des: titles, weekdays of the month, figures of speech.
NEVER_PLURAL = frozenset(
    "après-midi errata midi minuit quart demi mille cent vingt fois plupart zéro un mi".split()
)


def _only_number(noun: Word, number: str) -> bool:
    return {r.number for r in noun.nouns} == {number}


def _part_of_number(sentence: Sentence, group: NounGroup) -> bool:
    """Whether the number belongs to something else: à huit heures vingt, page deux."""
    before = sentence.norm(group.start - 1)
    return group.determiner.kind == "number" and before in {"heures", "heure", "page", "et"}


@rule(
    "fr.agreement.noun_singular",
    confidence=0.9,
    en="After a singular word (un, une, ce, mon...), the noun is singular: “{suggestion}”.",
    fr="Après un déterminant singulier (un, une, ce, mon...), le nom reste au singulier : "
    "« {suggestion} ».",
)
def noun_singular(sentence: Sentence) -> Iterator[Hit]:
    for group in noun_groups(sentence):
        noun = sentence.words[group.noun]
        kind = group.determiner.kind
        if group.determiner.number != "s" or not _only_number(noun, "p"):
            continue
        if _plural_verb_follows(sentence, group) or kind == "which":
            many = determiner(kind, group.gender, "p", before=noun.norm)
            if many and group.start + 1 == group.noun:
                yield Hit(group.start, group.start, many)
            continue
        if not _surely_noun(sentence, group) or kind == "their" or noun.norm == "errata":
            continue
        one = singular(noun.nouns[0])
        if one and one != noun.norm:
            yield Hit(group.noun, group.noun, one)


def _plural_verb_follows(sentence: Sentence, group: NounGroup) -> bool:
    verb = sentence.word(group.end + 1)
    return bool(verb and verb.finites) and {r.number for r in verb.finites} == {"p"}


@rule(
    "fr.agreement.quantity_plural",
    confidence=0.92,
    en="After “beaucoup de, trop de, combien de...”, things that are counted are plural: "
    "“{suggestion}”.",
    fr="Après « beaucoup de, trop de, combien de... », ce qui se compte est au pluriel : "
    "« {suggestion} ».",
)
def quantity_plural(sentence: Sentence) -> Iterator[Hit]:
    for at, norm in enumerate(sentence.norms[:-2]):
        noun = sentence.words[at + 2]
        if norm in QUANTITIES and sentence.norm(at + 1) in {"de", "d'"}:
            if noun.norm in COUNTABLE and _only_number(noun, "s"):
                yield Hit(at + 2, at + 2, plural(noun.nouns[0]))


@rule(
    "fr.agreement.adjective",
    confidence=0.92,
    en="The adjective takes the gender and number of its noun: “{suggestion}”.",
    fr="L'adjectif s'accorde avec le nom en genre et en nombre : « {suggestion} ».",
)
def adjective(sentence: Sentence) -> Iterator[Hit]:
    for group in noun_groups(sentence):
        noun = sentence.words[group.noun]
        if not group.gender or not _surely_noun(sentence, group) or not _settled(sentence, group):
            continue
        after = () if _completes_noun(sentence, group) else group.after
        for at in (*group.before, *after):
            if at in after and (noun.norm == "air" or _goes_on(sentence, at)):
                continue
            yield from _agreeing(sentence, at, group.gender, group.number)


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
    return sentence.norm(at + 1) in {"et", "ou", ","} and bool(
        (word := sentence.word(at + 2)) and word.adjectives
    )


def _agreeing(sentence: Sentence, at: int, gender: str, number: str) -> Iterator[Hit]:
    word = sentence.words[at]
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
    if gender == "m" and number == "s" and following and following.nouns:
        if following.sounds_as_vowel and reading.lemma in BEFORE_VOWEL:
            return BEFORE_VOWEL[reading.lemma]
    return agree(reading, gender, number)


@rule(
    "fr.agreement.bel",
    confidence=0.96,
    en="Before a masculine noun with a vowel sound: “bel, nouvel, vieil”.",
    fr="Devant un nom masculin commençant par une voyelle : « bel, nouvel, vieil ».",
)
@on("[x=beau|nouveau|vieux] n=:noun&:vowel")
def bel(match: Match) -> str | None:
    noun = match["n"]
    if noun.genders != {"m"} or not _only_number(noun, "s"):
        return None
    return BEFORE_VOWEL[match["x"].norm]


@rule(
    "fr.agreement.attribute",
    confidence=0.92,
    en="After “être”, the adjective agrees with the subject: “{suggestion}”.",
    fr="Après « être », l'adjectif s'accorde avec le sujet : « {suggestion} ».",
)
def attribute(sentence: Sentence) -> Iterator[Hit]:
    for predicate in predicates(sentence):
        if not _is_copula(sentence.words[predicate.verb]):
            continue
        at = skip_adverbs(sentence, predicate.verb + 1)
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


@rule(
    "fr.agreement.wish",
    confidence=0.96,
    en="In a wish too, the adjective agrees with the noun: “{suggestion}”.",
    fr="Dans un souhait aussi, l'adjectif s'accorde avec le nom : « {suggestion} ».",
)
@on("^ [x=bon|bonne|bons|bonnes|joyeux|joyeuse|heureux|heureuse|cher|chère|chers] n=:noun")
def wish(match: Match) -> str | None:
    word, noun = match["x"], match["n"]
    numbers = {r.number for r in noun.nouns}
    if len(noun.genders) != 1 or len(numbers) != 1 or not noun.mostly("noun", 0.6):
        return None
    if noun.norm in {"an", "noël", "marché"} or noun.is_capitalised:
        return None
    right = agree(word.adjectives[0], next(iter(noun.genders)), numbers.pop())
    return None if not right or right == word.norm else right


@rule(
    "fr.agreement.neutral",
    confidence=0.94,
    en="After “c'est” and “il fait”, the adjective stays masculine: “{suggestion}”.",
    fr="Après « c'est » et « il fait », l'adjectif reste au masculin : « {suggestion} ».",
)
@on(
    "c' est|était|sera pas? très|trop|vraiment|si|assez|plus|bien|super? [x=:adjective] $|pour|de|d'|que|qu'|à|ici",
    "il fait|faisait|fera très|trop|si? [x=froide|chaude|belle|mauvaise|fraîche|bonne]",
)
def neutral(match: Match) -> str | None:
    word = match["x"]
    if genders_of(word) != {"f"} or numbers_of(word) != {"s"} or word.mostly("noun", 0.6):
        return None
    return agree(word.adjectives[0], "m", "s") or None


@rule(
    "fr.agreement.trade",
    confidence=0.95,
    en="The word for a trade has a feminine form: “{suggestion}”.",
    fr="Le nom de métier a une forme féminine : « {suggestion} ».",
)
@on("elle ne|n'? est|était|sera|devient pas|aussi|déjà|devenue? [x=:noun] $|à|et|dans|en|mais")
def trade(match: Match) -> str | None:
    return FEMININE_TRADES.get(match["x"].norm)


FEMININE_TRADES = {
    "étudiant": "étudiante",
    "infirmier": "infirmière",
    "vendeur": "vendeuse",
    "serveur": "serveuse",
    "coiffeur": "coiffeuse",
    "acteur": "actrice",
    "chanteur": "chanteuse",
    "boulanger": "boulangère",
    "cuisinier": "cuisinière",
    "avocat": "avocate",
    "musicien": "musicienne",
    "directeur": "directrice",
    "employé": "employée",
    "danseur": "danseuse",
    "lycéen": "lycéenne",
    "enseignant": "enseignante",
    "retraité": "retraitée",
    "pharmacien": "pharmacienne",
    "informaticien": "informaticienne",
    "traducteur": "traductrice",
    "ouvrier": "ouvrière",
    "policier": "policière",
    "assistant": "assistante",
    "français": "française",
    "italien": "italienne",
    "allemand": "allemande",
    "anglais": "anglaise",
    "américain": "américaine",
    "espagnol": "espagnole",
    "japonais": "japonaise",
    "chinois": "chinoise",
}


@rule(
    "fr.agreement.de_adjective",
    level="A2",
    confidence=0.94,
    en="“De” before an adjective opens a plural: “{suggestion}”.",
    fr="« De » devant l'adjectif introduit un pluriel : « {suggestion} ».",
)
@on(
    "~avoir|~voir|~faire|~acheter|~trouver|a|connaître&:verb très|beaucoup? de|d' [a=:adjective] n=:noun"
)
def de_adjective(match: Match) -> str | None:
    adjective_word, noun = match["a"], match["n"]
    if {r.number for r in noun.nouns} != {"p"} or len(noun.genders) != 1:
        return None
    if PRENOMINAL.isdisjoint(r.lemma for r in adjective_word.adjectives):
        return None
    right = agree(adjective_word.adjectives[0], next(iter(noun.genders)), "p")
    return None if not right or right == adjective_word.norm else right
