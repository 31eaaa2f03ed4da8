"""Words that stand where a conjugated verb should: nouns, participles, the present after « hier »."""

from collections.abc import Iterator

from tutoring.french.grammar.predicates import Predicate, predicates
from tutoring.french.grammar.sentence import Sentence
from tutoring.french.rules.hits import Hit, in_place
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.procedures.verbs import likeliest
from tutoring.french.words.closed_classes import PERSONAL
from tutoring.french.words.inflection import conjugate, participle
from tutoring.french.words.lexicon import lexicon

# Nouns and verb forms that sound alike.
NOUN_OF_VERB = {
    "travaille": "travail",
    "conseille": "conseil",
    "appelle": "appel",
    "réveille": "réveil",
    "emploie": "emploi",
    "essaie": "essai",
    "envoie": "envoi",
    "accueille": "accueil",
    "rappelle": "rappel",
    "oublie": "oubli",
    "crie": "cri",
    "parie": "pari",
    "défie": "défi",
    "sommeille": "sommeil",
    "détaille": "détail",
    "soucie": "souci",
    "appuie": "appui",
    "ennuie": "ennui",
    "renvoie": "renvoi",
}
VERB_OF_NOUN = {noun: verb for verb, noun in NOUN_OF_VERB.items()}


def yesterday(sentence: Sentence) -> Iterator[Hit]:
    at = 1 + (sentence.norm(1) in {"soir", "matin", "après-midi"})
    at += sentence.norm(at) == ","
    predicate = next((p for p in predicates(sentence) if p.start == at and p.is_pronoun), None)
    if sentence.norm(0) != "hier" or predicate is None or predicate.clitics or predicate.negated:
        return
    verb = sentence.words[predicate.verb]
    reading = next((r for r in verb.finites if (r.mood, r.tense) == ("ind", "pres")), None)
    following = sentence.word(predicate.verb + 1)
    if (
        reading is None
        or verb.participles
        or following
        and (following.participles or following.infinitive)
    ):
        return
    lemma = likeliest(verb).lemma
    if lemma in {"être", "avoir", "pouvoir", "vouloir", "devoir", "faire"} and lemma != "faire":
        return
    yield from in_place(sentence, predicate.verb, _past(predicate, lemma))


def _past(predicate: Predicate, lemma: str) -> str:
    auxiliary = lexicon().auxiliary(lemma)
    form = conjugate(auxiliary, predicate.person, predicate.number)
    if auxiliary == "avoir":
        return f"{form} {participle(lemma)}"
    return f"{form} {participle(lemma, predicate.gender or 'm', predicate.number)}"


def noun_for_verb(sentence: Sentence) -> Iterator[Hit]:
    for predicate in predicates(sentence):
        verb = sentence.words[predicate.verb]
        if predicate.is_pronoun and verb.norm in VERB_OF_NOUN:
            lemma = lexicon().readings(VERB_OF_NOUN[verb.norm])[0].lemma
            form = conjugate(lemma, predicate.person, predicate.number)
            yield from in_place(sentence, predicate.verb, form)
    for before, word in zip(sentence.words, sentence.words[1:], strict=False):
        if word.norm in NOUN_OF_VERB and before.norm in NOUN_OPENERS:
            yield Hit(word.index, word.index, NOUN_OF_VERB[word.norm])


# Determiners that can't be pronouns.
NOUN_OPENERS = frozenset(
    "un mon ton son du au ce cet notre votre quel aucun bon grand petit".split()
)


def participle_as_verb(sentence: Sentence) -> Iterator[Hit]:
    for predicate in predicates(sentence):
        verb = sentence.words[predicate.verb]
        if not predicate.is_pronoun or not verb.participles or verb.finites or verb.norm == "été":
            continue
        if predicate.clitics or verb.mostly("adjective", 0.5) or not verb.mostly("verb", 0.5):
            continue
        lemma = verb.participles[0].lemma
        if verb.norm.endswith("i"):
            form = conjugate(lemma, predicate.person, predicate.number)
        elif lexicon().auxiliary(lemma) == "avoir":
            form = f"{conjugate('avoir', predicate.person, predicate.number)} {verb.norm}"
        else:
            form = f"{conjugate('être', predicate.person, predicate.number)} {verb.norm}"
        yield from in_place(sentence, predicate.verb, form)


def childhood(match: Match) -> tuple[Hit, ...]:
    verb = match["v"]
    is_present = any((r.mood, r.tense) == ("ind", "pres") for r in verb.finites)
    following = match.sentence.word(verb.index + 1)
    if not is_present or verb.joined or following and following.participles:
        return ()
    if any(r.tense in {"impf", "past"} and r.mood == "ind" for r in verb.finites):
        return ()
    person, number, _ = PERSONAL[match["s"].norm]
    form = conjugate(likeliest(verb).lemma, person, number, "ind", "impf")
    return in_place(match.sentence, verb.index, form)
