"""Words that stand where a conjugated verb should: nouns, participles, the present after « hier »."""

from collections.abc import Iterator

from tutoring.french.grammar.predicates import (
    Predicate,
    predicates,
)
from tutoring.french.grammar.sentence import Sentence
from tutoring.french.grammar.subjects import PRONOUNS
from tutoring.french.rules.hits import Hit, in_place
from tutoring.french.rules.pattern import Match, Pattern
from tutoring.french.rules.rule import on, rule
from tutoring.french.rules.verbs import likeliest
from tutoring.french.words.inflection import conjugate, join, participle
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


@rule(
    "fr.verb.yesterday",
    level="A2",
    confidence=0.88,
    en="“Hier” calls for a past tense: “{suggestion}”.",
    fr="« Hier » appelle un temps du passé : « {suggestion} ».",
)
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


@rule(
    "fr.verb.noun_for_verb",
    level="A2",
    category="spelling",
    confidence=0.96,
    en="The verb and its noun sound alike but are written differently: “{suggestion}”.",
    fr="Le verbe et le nom se prononcent de même mais s'écrivent autrement : « {suggestion} ».",
)
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


@rule(
    "fr.verb.participle_as_verb",
    confidence=0.92,
    severity="high",
    en="A participle alone is no verb: conjugate it, or add “avoir”: “{suggestion}”.",
    fr="Un participe seul ne fait pas un verbe : « {suggestion} ».",
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


@rule(
    "fr.verb.etre_finite",
    confidence=0.95,
    severity="high",
    en="One conjugated verb is enough, without “être”: “{suggestion}”.",
    fr="Un seul verbe conjugué suffit, sans « être » : « {suggestion} ».",
)
@on(
    "[s=je w=suis v=appelle|appel|appelé|appelée] n=:cap|:name",
    "[s=je w=suis v=:fin]",
    "[s=tu w=es v=:fin]",
    "[s=il|elle|on w=est v=:fin]",
    "[s=nous w=sommes v=:fin]",
)
def etre_finite(match: Match) -> str | None:
    subject, verb = match["s"].norm, match["v"]
    if "n" in match:
        return "je m'appelle"
    if verb.joined or verb.adjectives or verb.nouns and not verb.mostly("verb", 0.8):
        return None
    if verb.participles or verb.infinitive or not verb.poses <= {"verb", "noun"}:
        return None
    person, number = {"je": (1, "s"), "tu": (2, "s"), "nous": (1, "p")}.get(subject, (3, "s"))
    reading = next((r for r in verb.finites if r.mood == "ind" and r.tense == "pres"), None)
    if reading is None or reading.lemma in {"être", "avoir"}:
        return None
    form = conjugate(reading.lemma, person, number)
    return join(subject, form) if form else None


@rule(
    "fr.verb.childhood",
    level="A2",
    confidence=0.93,
    en="For what was usual in the past, French uses the imparfait: “{suggestion}”.",
    fr="Pour une habitude du passé, on emploie l'imparfait : « {suggestion} ».",
)
def childhood(sentence: Sentence) -> Iterator[Hit]:
    for match in _CHILDHOOD.matches(sentence):
        verb = match["v"]
        is_present = any((r.mood, r.tense) == ("ind", "pres") for r in verb.finites)
        following = sentence.word(verb.index + 1)
        if not is_present or verb.joined or following and following.participles:
            continue
        if any(r.tense in {"impf", "past"} and r.mood == "ind" for r in verb.finites):
            continue
        person, number, _ = PRONOUNS[match["s"].norm]
        form = conjugate(likeliest(verb).lemma, person, number, "ind", "impf")
        yield from in_place(sentence, verb.index, form)


_CHILDHOOD = Pattern(
    "^ quand|lorsque|lorsqu' je|j'|tu|il|elle|on|nous|ils|elles étais|était|étions|étaient|avais|avait "
    "petit|petite|petits|petites|jeune|jeunes|enfant|enfants|bébé|:digits|@number ans? ,? "
    "s=je|j'|tu|il|elle|on|nous|ils|elles ne|n'? @clitic? v=:fin"
)
