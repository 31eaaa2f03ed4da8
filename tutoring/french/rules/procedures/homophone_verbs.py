"""Forms of avoir, être, savoir and mettre taken for words that sound alike."""

from collections.abc import Iterator

from tutoring.french.grammar.groups import noun_groups
from tutoring.french.grammar.predicates import predicates
from tutoring.french.grammar.sentence import Sentence, Word
from tutoring.french.rules.hits import Hit
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.procedures.homophones import is_participle
from tutoring.french.words.closed_classes import PREPOSITIONS
from tutoring.french.words.lexical_fields import PROFESSIONS


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


def ont(match: Match) -> str | None:
    following = match.sentence.word(match.last + 1)
    if following is None or following.is_mark:
        return None
    if "v" in match and (
        match["v"].finites and not match["v"].norm.endswith("is") or not is_participle(match["v"])
    ):
        return None
    return "ont"


def sont(match: Match) -> str:
    return "sont"


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


def c_est(match: Match) -> str | None:
    word, following = match.words[0], match["x"]
    if word.norm in {"ces", "ses"} and _opens_plural_group(match):
        return None
    if word.norm in {"sait", "sais"} and following.norm in AFTER_SAVOIR:
        return None
    if word.norm == "cet" and following.norm in {"important", "impossible"}:
        return None
    return "c'est"


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
