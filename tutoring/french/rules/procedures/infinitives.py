"""Infinitive or participle: il va manger, il a mangé."""

from collections.abc import Iterator

from tutoring.french.grammar.predicates import skip_adverbs, skip_clitics
from tutoring.french.grammar.sentence import Sentence, Word
from tutoring.french.rules.hits import Hit

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
