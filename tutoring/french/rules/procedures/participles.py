"""Agreement of the past participle: with the subject after être, with an object that stands before."""

from collections.abc import Iterator
from dataclasses import replace

from tutoring.french.grammar.groups import noun_groups
from tutoring.french.grammar.predicates import Predicate, predicates, skip_adverbs
from tutoring.french.grammar.sentence import Sentence
from tutoring.french.rules.hits import Hit
from tutoring.french.rules.procedures.auxiliaries import (
    NEVER_ETRE,
    OBJECT_OPENERS,
    is_active,
    is_etre,
    is_reflexive,
    participle_of,
)
from tutoring.french.words.inflection import participle
from tutoring.french.words.verb_classes import ALWAYS_ETRE, INTRANSITIVE, SOMETIMES_ETRE


def participle_with_subject(sentence: Sentence) -> Iterator[Hit]:
    for predicate in predicates(sentence):
        verb = sentence.words[predicate.verb]
        at = skip_adverbs(sentence, predicate.verb + 1)
        if is_etre(verb) and predicate.gender and not predicate.clitics:
            lemma = participle_of(sentence.word(at), NEVER_ETRE)
            if lemma and predicate.is_pronoun and is_active(sentence, predicate, lemma, at):
                continue  # the auxiliary is what is wrong
            yield from _agreeing(sentence, at, predicate)
        elif sentence.norm(at) == "été" and "avoir" in verb.lemmas and predicate.gender:
            yield from _agreeing(sentence, skip_adverbs(sentence, at + 1), predicate)


def _agreeing(sentence: Sentence, at: int, predicate: Predicate) -> Iterator[Hit]:
    word = sentence.word(at)
    if word is None or not word.participles or word.finites and not word.mostly("verb"):
        return
    gender = predicate.gender
    if predicate.group and not _plain_subject(sentence, predicate):
        return
    genders = {"m", "f", ""} if predicate.person == 1 else {gender, ""}
    if any(r.gender in genders and r.number in {predicate.number, ""} for r in word.participles):
        return
    form = participle(word.participles[0].lemma, gender, predicate.number)
    if form and form != word.norm:
        yield Hit(at, at, form)


def _plain_subject(sentence: Sentence, predicate: Predicate) -> bool:
    return sentence.norm(predicate.start - 1) not in {"et", "ou", "ni", ",", "de", "d'"}


REFLEXIVE_WITHOUT_OBJECT = frozenset(
    "laver lever coucher réveiller habiller promener amuser marier reposer endormir tromper perdre "
    "dépêcher inscrire installer ennuyer fâcher arrêter baigner asseoir énerver inquiéter disputer "
    "rencontrer retrouver maquiller doucher préparer reposer occuper excuser égarer cacher embrasser voir battre séparer quitter brûler "
    "aimer comprendre revoir connaître croiser réconcilier réunir".split()
)


def participle_reflexive(sentence: Sentence) -> Iterator[Hit]:
    for predicate in predicates(sentence):
        verb = sentence.words[predicate.verb]
        at = skip_adverbs(sentence, predicate.verb + 1)
        if sentence.norms[predicate.subject] == "nous":
            predicate = replace(predicate, gender="m")
        if not is_etre(verb) or not predicate.gender or not is_reflexive(sentence, predicate):
            continue
        lemma = participle_of(sentence.word(at), REFLEXIVE_WITHOUT_OBJECT)
        opener, noun = sentence.norm(at + 1), sentence.norm(at + 2)
        time = noun in {"matin", "soir", "semaine", "après-midi", "nuit"}
        if lemma and (time or opener not in OBJECT_OPENERS - {"de", "d'"}):
            yield from _agreeing(sentence, at, predicate)


def participle_with_avoir(sentence: Sentence) -> Iterator[Hit]:
    for predicate in predicates(sentence):
        verb = sentence.words[predicate.verb]
        if not any(r.lemma == "avoir" for r in verb.finites):
            continue
        if predicate.clitics and not _object_follows(sentence, predicate):
            continue
        if _object_before(sentence, predicate.start):
            continue
        word = sentence.word(skip_adverbs(sentence, predicate.verb + 1))
        if (
            word
            and word.participles
            and not any(r.gender in {"m", ""} and r.number in {"s", ""} for r in word.participles)
        ) and (not word.nouns or word.mostly("verb", 0.1)):
            lemma = word.participles[0].lemma
            if lemma not in ALWAYS_ETRE | SOMETIMES_ETRE:
                yield Hit(word.index, word.index, participle(lemma))


def _object_follows(sentence: Sentence, predicate: Predicate) -> bool:
    """Whether the pronoun is no direct object, as one follows: elle m'a dit la vérité."""
    at = skip_adverbs(sentence, predicate.verb + 1) + 1
    pronouns = {sentence.norms[i] for i in predicate.clitics}
    return pronouns <= {"me", "m'", "te", "t'", "nous", "vous", "lui", "leur"} and (
        sentence.norm(at) in OBJECT_OPENERS - {"de", "d'"}
    )


def _object_before(sentence: Sentence, start: int) -> bool:
    """Whether a relative or a question word stands before the subject: les fleurs que j'ai..."""
    before = sentence.norms[max(0, start - 6) : start]
    return any(
        norm
        in {
            "que",
            "qu'",
            "quels",
            "quelles",
            "quelle",
            "quel",
            "combien",
            "lesquels",
            "lesquelles",
            "laquelle",
            "dont",
        }
        for norm in before
    )


def relative_object(sentence: Sentence) -> Iterator[Hit]:
    groups = {group.end: group for group in noun_groups(sentence)}
    for predicate in predicates(sentence):
        que = predicate.start - 1
        group = groups.get(que - 1)
        if sentence.norm(que) not in {"que", "qu'"} or not group or not group.gender:
            continue
        if predicate.clitics or not any(
            r.lemma == "avoir" for r in sentence.words[predicate.verb].finites
        ):
            continue
        at = skip_adverbs(sentence, predicate.verb + 1)
        word = sentence.word(at)
        if not word or not word.participles or not _closes(sentence, at):
            continue
        lemma = word.participles[0].lemma
        if lemma in INTRANSITIVE or lemma in {
            "pouvoir",
            "devoir",
            "vouloir",
            "falloir",
            "dire",
            "être",
            "laisser",
            "croire",
            "penser",
        }:
            continue
        if any(
            r.gender in {group.gender, ""} and r.number in {group.number, ""}
            for r in word.participles
        ):
            continue
        form = participle(lemma, group.gender, group.number)
        if form and form != word.norm:
            yield Hit(at, at, form)


def _closes(sentence: Sentence, at: int) -> bool:
    """Whether nothing follows the participle that could be its own object or an infinitive."""
    following = sentence.word(at + 1)
    return (
        following is None
        or following.is_mark
        or not (
            following.infinitive
            or following.norm in OBJECT_OPENERS - {"de", "d'", "du"}
            or following.norm in {"à", "que", "qu'"}
        )
    )


def question_object(sentence: Sentence) -> Iterator[Hit]:
    for group in noun_groups(sentence):
        verb = sentence.word(group.end + 1)
        if group.determiner.kind != "which" or not group.gender or not verb:
            continue
        at = group.end + 2 + (sentence.norm(group.end + 2).startswith("-"))
        word = sentence.word(at)
        if (
            "avoir" not in verb.lemmas
            or not word
            or not word.participles
            or not _closes(sentence, at)
        ):
            continue
        if not any(
            r.gender in {group.gender, ""} and r.number in {group.number, ""}
            for r in word.participles
        ):
            yield Hit(at, at, participle(word.participles[0].lemma, group.gender, group.number))
