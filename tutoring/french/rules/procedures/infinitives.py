"""Infinitive or participle: il va manger, il a mangé."""

from collections.abc import Iterator

from tutoring.french.grammar.predicates import skip_adverbs, skip_clitics
from tutoring.french.grammar.sentence import Sentence, Word
from tutoring.french.rules.hits import Hit
from tutoring.french.rules.pattern import Match

# Verbs followed by an infinitive without preposition.
STRICT_MODALS = frozenset("pouvoir vouloir devoir aller oser falloir".split())


LIKING = frozenset("aimer adorer détester préférer espérer désirer souhaiter savoir".split())


def infinitive_after_verb(sentence: Sentence) -> Iterator[Hit]:
    for word in sentence.words:
        lemmas = {r.lemma for r in word.finites}
        if lemmas.isdisjoint(STRICT_MODALS | LIKING) or word.norm in {"sais", "puis"}:
            continue
        at = word.index + 1
        while (clitic := sentence.word(at)) and clitic.joined == "clitic":
            at += 1
        at = skip_adverbs(sentence, at)
        at, _, clitics = skip_clitics(sentence, at)
        at = skip_adverbs(sentence, at)
        verb = sentence.word(at)
        if verb is not None and not STRICT_MODALS.isdisjoint(r.lemma for r in verb.finites):
            continue  # ceux qui veulent peuvent venir
        if verb is None or not _wants_infinitive(verb, strict=not lemmas.isdisjoint(STRICT_MODALS)):
            continue
        if _is_article(sentence, clitics) and (verb.nouns or verb.adjectives):
            continue
        yield Hit(at, at, _infinitive_of(verb))


def _is_article(sentence: Sentence, clitics: tuple[int, ...]) -> bool:
    return bool(clitics) and sentence.norms[clitics[-1]] in {"le", "la", "l'", "les", "leur"}


def _wants_infinitive(verb: Word, *, strict: bool) -> bool:
    """Whether a verb form that is no infinitive stands where only an infinitive can."""
    if verb.infinitive or verb.joined or verb.is_mark or verb.norm in NOT_INFINITIVES:
        return False
    if not (verb.participles or verb.finites) or not verb.mostly("verb", 0.6):
        return False
    return strict or bool(verb.participles and verb.norm.endswith("é")) or verb.norm.endswith("ez")


NOT_INFINITIVES = frozenset("peut fait dit vu été mort pris est a mis bois sens vers".split())


def _infinitive_of(verb: Word) -> str:
    return (verb.participles or verb.finites)[0].lemma


def infinitive_after_preposition(match: Match) -> str | None:
    verb = match["v"]
    # « de marché », « à côté » are nouns; « conseiller de marché » can only be the verb.
    triggered = match.sentence.norm(match.sentence.words[match.first].index - 1) in {"de", "d'"}
    share = 0.03 if triggered and verb.norm.endswith("é") and verb.norm != "côté" else 0.6
    if verb.infinitive or not verb.mostly("verb", share) or verb.joined:
        return None
    if verb.norm.endswith("e") and verb.nouns:
        return None
    if verb.norm in NOT_INFINITIVES or not verb.norm.endswith(
        ("é", "ez", "ais", "ait", "ent", "i", "e", "u")
    ):
        return None
    before = match.sentence.norm(verb.index - 1)
    if before in {"le", "la", "les", "l'", "leur"} and (verb.nouns or verb.adjectives):
        return None
    return _infinitive_of(verb)


def infinitive_after_phrase(match: Match) -> str | None:
    verb = match["v"]
    if (
        verb.infinitive
        or not verb.mostly("verb", 0.7)
        or not verb.norm.endswith(("é", "ez", "ais", "ait"))
    ):
        return None
    return _infinitive_of(verb)


def infinitive_after_faire(match: Match) -> str | None:
    verb = match["v"]
    before = match.sentence.words[match.first - 1]
    if (
        not verb.norm.endswith("é")
        or not verb.mostly("verb", 0.6)
        or before.norm in {"parti", "partie"}
    ):
        return None
    if before.norm in {"fait", "passé"} and match.sentence.norm(before.index - 1) in {
        "c'",
        "est",
        "était",
        "le",
        "un",
        "tout",
    }:
        return None
    return _infinitive_of(verb)
