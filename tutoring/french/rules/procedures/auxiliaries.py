"""Avoir or être in the compound tenses, and the agreement of the participle."""

from collections.abc import Iterator

from tutoring.french.grammar.predicates import Predicate, predicates, skip_adverbs
from tutoring.french.grammar.sentence import Sentence, Word
from tutoring.french.rules.hits import Hit, in_place
from tutoring.french.words.inflection import conjugate
from tutoring.french.words.verb_classes import ALWAYS_ETRE, SOMETIMES_ETRE

REFLEXIVE = {1: {"me", "m'"}, 2: {"te", "t'"}, 3: {"se", "s'"}}


# What may follow « sortir, monter, passer... » as an object: then the auxiliary is avoir.
OBJECT_OPENERS = frozenset(
    "le la l' les un une des du mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce "
    "cet cette ces deux trois quatre plusieurs quelques de d' tout toute tous toutes".split()
)


NEVER_ETRE = frozenset(
    "manger boire parler acheter prendre faire voir regarder écouter travailler dormir étudier "
    "jouer visiter voyager finir commencer lire écrire vouloir pouvoir devoir dire avoir être "
    "marcher courir nager danser chanter habiter vivre aimer adorer détester penser croire savoir "
    "attendre chercher trouver perdre gagner payer téléphoner répondre demander essayer oublier "
    "comprendre apprendre rencontrer recevoir envoyer donner cuisiner préparer choisir décider "
    "rire pleurer sourire conduire entendre grandir grossir maigrir vieillir réussir vendre quitter "
    "oser espérer rêver continuer porter mettre ouvrir préférer goûter crier discuter".split()
)


def participle_of(word: Word | None, lemmas: frozenset[str]) -> str:
    """Return the lemma, if the word is a past participle of one of these verbs."""
    if word is None:
        return ""
    return next((r.lemma for r in word.participles if r.lemma in lemmas), "")


def needs_etre(sentence: Sentence) -> Iterator[Hit]:
    for predicate in predicates(sentence):
        verb = sentence.words[predicate.verb]
        at = skip_adverbs(sentence, predicate.verb + 1)
        word = sentence.word(at)
        if not any(r.lemma == "avoir" for r in verb.finites):
            continue
        if participle_of(word, ALWAYS_ETRE) or _moves_without_object(sentence, predicate, at):
            yield from _with_auxiliary(sentence, predicate, "être")


def _moves_without_object(sentence: Sentence, predicate: Predicate, at: int) -> bool:
    """Whether « j'ai sorti... » has neither an object after it nor one before."""
    if not participle_of(sentence.word(at), SOMETIMES_ETRE) or predicate.clitics:
        return False
    if "passer" in sentence.words[at].lemmas:
        return sentence.norm(at + 1) in {"chez", "devant"}
    following = sentence.norm(at + 1)
    return following not in OBJECT_OPENERS and not following.isdigit()


def _with_auxiliary(sentence: Sentence, predicate: Predicate, lemma: str) -> Iterator[Hit]:
    """Yield the hit that replaces the auxiliary, with what elision changes before it."""
    verb = sentence.words[predicate.verb]
    reading = next(r for r in verb.finites if r.lemma in {"avoir", "être"})
    form = conjugate(lemma, predicate.person, predicate.number, reading.mood, reading.tense)
    yield from in_place(sentence, predicate.verb, form)


def reflexive(sentence: Sentence) -> Iterator[Hit]:
    for predicate in predicates(sentence):
        verb = sentence.words[predicate.verb]
        word = sentence.word(skip_adverbs(sentence, predicate.verb + 1))
        compound = any(r.lemma == "avoir" for r in verb.finites) and word and word.participles
        if compound and is_reflexive(sentence, predicate):
            yield from _with_auxiliary(sentence, predicate, "être")


def is_reflexive(sentence: Sentence, predicate: Predicate) -> bool:
    if predicate.number == "p" and predicate.person < 3:
        pronoun = {1: "nous", 2: "vous"}[predicate.person]
        return any(sentence.norms[i] == pronoun for i in predicate.clitics)
    return any(sentence.norms[i] in REFLEXIVE[predicate.person] for i in predicate.clitics)


def needs_avoir(sentence: Sentence) -> Iterator[Hit]:
    for predicate in predicates(sentence):
        verb = sentence.words[predicate.verb]
        at = skip_adverbs(sentence, predicate.verb + 1)
        lemma = participle_of(sentence.word(at), NEVER_ETRE)
        if not lemma or predicate.clitics or not is_etre(verb):
            continue
        if predicate.is_pronoun and is_active(sentence, predicate, lemma, at):
            yield from _with_auxiliary(sentence, predicate, "avoir")


def is_etre(verb: Word) -> bool:
    return any(r.lemma == "être" for r in verb.finites) and verb.norm not in {"fut", "furent"}


# Without an object these are passive or descriptive as often as wrong: il est payé, je suis perdu.
OFTEN_PASSIVE = frozenset(
    "demander payer perdre attendre comprendre prendre décider voir donner envoyer vendre ouvrir mettre "
    "recevoir entendre aimer choisir porter trouver chercher préparer faire écrire dire oublier "
    "finir croire rencontrer conduire adorer détester quitter commencer acheter goûter lire".split()
)


def is_active(sentence: Sentence, predicate: Predicate, lemma: str, at: int) -> bool:
    following = sentence.norm(at + 1)
    if following in {"par", "de", "d'"}:
        return False
    if lemma not in OFTEN_PASSIVE:
        return lemma != "vouloir"
    if sentence.norms[predicate.subject] == "il" and following in {"un", "une", "des"}:
        return False  # il est demandé un effort
    return following in OBJECT_OPENERS - {
        "ce",
        "cet",
        "cette",
        "ces",
        "tout",
        "toute",
        "tous",
        "toutes",
        "deux",
        "trois",
    }
