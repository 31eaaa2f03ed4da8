"""Forms of avoir, être, savoir and mettre taken for words that sound alike."""

from collections.abc import Iterator

from tutoring.french.grammar.closed_classes import PROFESSIONS
from tutoring.french.grammar.groups import noun_groups
from tutoring.french.grammar.predicates import predicates
from tutoring.french.grammar.sentence import Sentence, Word
from tutoring.french.grammar.subjects import PREPOSITIONS
from tutoring.french.rules.hits import Hit
from tutoring.french.rules.homophones import SPELLING, is_participle
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.rule import on, rule


@rule(
    "fr.homophone.est",
    confidence=0.93,
    en="“Est” is the verb être (il est); “et” means “and”.",
    fr="« Est » est le verbe être (il est) ; « et » relie deux mots.",
    **SPELLING,
)
@on(
    "x=il|elle|on|ce|c'|qui|n'|ça|cela [et] y=:word",
    "^ x=tu [et] y=:adjective|:pp|très|trop|en|à|le|la|un|une|mon|où",
)
def est(match: Match) -> str | None:
    before, following = match["x"].norm, match["y"]
    if following.norm in {
        "elle",
        "elles",
        "moi",
        "toi",
        "lui",
        "qui",
        "que",
        "quoi",
        "ça",
        "ce",
        "ceci",
        "cela",
    }:
        return None
    if (
        before in {"elle", "ça", "cela", "qui"}
        and match.sentence.norm(match.first - 2) in PREPOSITIONS
    ):
        return None
    if before in {"ça", "cela"} and not (following.adjectives or following.participles):
        return None
    return "es" if before == "tu" else "est"


@rule(
    "fr.homophone.est_noun",
    confidence=0.9,
    en="This sentence needs its verb: “est” (être), not “et” (and).",
    fr="Il manque le verbe : « est » (être) et non « et ».",
    **SPELLING,
)
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


@rule(
    "fr.homophone.ont",
    confidence=0.95,
    en="“Ont” is the verb avoir (ils ont); “on” is the pronoun.",
    fr="« Ont » est le verbe avoir (ils ont) ; « on » est le pronom.",
    **SPELLING,
)
@on(
    "ils|elles n'? [on]",
    "d=les|des|mes|tes|ses|nos|vos|leurs|ces :adjective? :noun|:adjective [on] @adverb? v=:pp",
    "qui [on] @adverb? v=:pp",
    "ils|elles n' [on]",
)
def ont(match: Match) -> str | None:
    following = match.sentence.word(match.last + 1)
    if following is None or following.is_mark:
        return None
    if "v" in match and (
        match["v"].finites and not match["v"].norm.endswith("is") or not is_participle(match["v"])
    ):
        return None
    return "ont"


@rule(
    "fr.homophone.sont",
    confidence=0.95,
    en="“Sont” is the verb être (ils sont); “son” means his or her.",
    fr="« Sont » est le verbe être (ils sont) ; « son » est le possessif.",
    **SPELLING,
)
@on(
    "ils|elles [son]",
    "ce|qui [son] les|des|mes|tes|ses|nos|vos|leurs|de|mon|très|pas",
    "les|des|mes|tes|ses|nos|vos|leurs|ces :noun [son] très|trop|pas|tous|toutes|dans|à|en|chez|là|ici|venus|partis|arrivés|contents|grands|petits|belles|beaux|bons|bonnes",
)
def sont(match: Match) -> str:
    return "sont"


@rule(
    "fr.homophone.s_est",
    confidence=0.94,
    en="“S'est” belongs to a reflexive verb (il s'est levé); “c'est” means “it is”.",
    fr="« S'est » appartient à un verbe pronominal (il s'est levé) ; « c'est » présente.",
    **SPELLING,
)
@on(
    "il|elle|on|qui [c' v=est] @adverb? x=:pp",
    "d=le|la|mon|ma|ton|ta|son|sa|notre|votre|un|une|cette|ce :noun [c' v=est] x=:pp",
    "x=:cap|:name [c' v=est] @adverb? y=:pp",
)
def s_est(match: Match) -> str | None:
    word = match["y"] if "y" in match else match["x"]
    return "s'est" if word.participles and word.norm not in {"fait", "été"} else None


DEGREES = frozenset(
    "bien plus tout petits trop très moins si là déjà encore assez toujours".split()
)
AFTER_SAVOIR = frozenset(
    "que qu' pas pourquoi qui quoi bien comme si le la l' les ça tout plus toujours déjà".split()
)


def _opens_plural_group(match: Match) -> bool:
    """Whether it is « ces » or « ses » after all: ces très beaux livres."""
    after = match.sentence.word(match["x"].index + 1)
    if match["x"].norm not in DEGREES or after is None:
        return False
    return bool(after.adjectives or after.nouns) and any(r.number == "p" for r in after.readings)


@rule(
    "fr.homophone.c_est",
    confidence=0.94,
    en="“C'est” means “it is”: “{suggestion}”.",
    fr="« C'est » présente quelque chose : « {suggestion} ».",
    **SPELLING,
)
@on(
    "^ [ces|ses|sait|sais|cet] x=un|une|le|la|l'|les|mon|ma|ton|ta|très|trop|pas|bien|vrai|vraiment|toi|moi|lui|elle|ici|là|pour|pourquoi|quoi|qui|comme|ça|que|qu'|super|génial|facile|difficile|bon|beau|mieux|dommage|possible|important|impossible|cool|sûr|parce|mal|tout|moins|plus|en|à|toujours|déjà|encore|assez|si",
    "^ [s' est] x=un|une|le|la|l'|les|mon|ma|mes|ton|ta|très|trop|pas|bien|vrai|vraiment|toi|moi|lui|ici|là|pour|pourquoi|quoi|qui|comme|ça|que|qu'|super|génial|facile|difficile|bon|beau|mieux|dommage|possible|important|impossible|cool|sûr|mon|tout|moins|plus",
    "que|qu'|mais|et|quand|car [ces|ses] x=un|une|le|la|l'|très|trop|pas|bien|vrai|vraiment|moi|toi|pour|facile|difficile|bon|beau|mon|ma",
)
def c_est(match: Match) -> str | None:
    word, following = match.words[0], match["x"]
    if word.norm in {"ces", "ses"} and _opens_plural_group(match):
        return None
    if word.norm in {"sait", "sais"} and following.norm in AFTER_SAVOIR:
        return None
    if word.norm == "cet" and following.norm in {"important", "impossible"}:
        return None
    return "c'est"


@rule(
    "fr.homophone.ont_after_subject",
    confidence=0.93,
    en="After a plural subject, “ont” is the verb avoir; “on” is the pronoun.",
    fr="Après un sujet pluriel, « ont » est le verbe avoir ; « on » est le pronom.",
    **SPELLING,
)
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
