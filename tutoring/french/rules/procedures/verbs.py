"""Verb forms: subject and verb, infinitive and participle, verb after verb."""

from collections.abc import Iterator

from tutoring.french.grammar.predicates import Predicate, predicates
from tutoring.french.grammar.sentence import Sentence, Word
from tutoring.french.rules.hits import Hit, in_place
from tutoring.french.words.closed_classes import DETERMINERS
from tutoring.french.words.inflection import conjugate
from tutoring.french.words.readings import Reading

# Words between subject and verb that look like verbs but are not.
NOT_VERBS = frozenset(
    "pas plus tous toutes tout même aussi seul seule deux trois autres y en ne n' est-ce".split()
)


def person(sentence: Sentence) -> Iterator[Hit]:
    for predicate in predicates(sentence):
        if not predicate.is_pronoun:
            continue
        verb = sentence.words[predicate.verb]
        if verb.norm == "somme" and sentence.norms[predicate.subject] == "nous":
            yield Hit(verb.index, verb.index, "sommes")
            continue
        if not verb.finites or fits(verb, predicate.person, predicate.number):
            continue
        if verb.norm in NOT_VERBS or verb.joined or _is_object(sentence, predicate):
            continue
        if sentence.norm(verb.index + 1) in INVERTED:
            continue  # vous ai-je montré
        if sentence.norm(predicate.start - 1) in {"et", "ou", "ni"} and any(
            r.number == "p" for r in verb.finites
        ):
            continue  # lui et elle sont là; *Paul et je sommes* is another rule's
        yield from _conjugated(sentence, predicate, likeliest(verb))


INVERTED = frozenset("-nous -vous -je -tu -il -elle -on -ils -elles -t-il -t-elle -t-on".split())


def _is_object(sentence: Sentence, predicate: Predicate) -> bool:
    """Whether « nous » or « vous » is the object of a verb before its subject: ce que vous dit Paul."""
    if sentence.norms[predicate.subject] not in {"nous", "vous"}:
        return False
    before = sentence.norm(predicate.subject - 1)
    return before in {"que", "qu'", "où", "comme", "dont"} and _fits_third(sentence, predicate)


def _fits_third(sentence: Sentence, predicate: Predicate) -> bool:
    following = sentence.word(predicate.verb + 1)
    verb = sentence.words[predicate.verb]
    return any(r.person == 3 for r in verb.finites) and bool(
        following and (following.norm in DETERMINERS or following.is_capitalised)
    )


def fits(verb: Word, person: int, number: str) -> bool:
    return any(r.person == person and r.number in {number, ""} for r in verb.finites)


def verb_lemma(word: Word) -> str:
    return word.infinitive or word.verbs[0].lemma


def likeliest(verb: Word) -> Reading:
    # *suis* and *est* are far more often être than suivre, whatever a count of lemmas says.
    usual = [r for r in verb.finites if r.tense != "past"] or list(verb.finites)
    return next((r for r in usual if r.lemma in {"être", "avoir"}), usual[0])


def _conjugated(sentence: Sentence, predicate: Predicate, reading: Reading) -> Iterator[Hit]:
    tense = reading.tense if reading.mood == "ind" and reading.tense != "past" else "pres"
    mood = reading.mood if reading.mood == "cond" else "ind"
    if reading.mood == "ind" and reading.tense == "past":
        return
    form = conjugate(reading.lemma, predicate.person, predicate.number, mood, tense)
    if verb_is_plural_of(sentence, predicate):
        plural = {"il": "ils", "elle": "elles"}[sentence.norms[predicate.subject]]
        yield Hit(predicate.subject, predicate.subject, plural)
        return
    yield from in_place(sentence, predicate.verb, form)


def verb_is_plural_of(sentence: Sentence, predicate: Predicate) -> bool:
    """Whether the s of ils or elles is what is missing: *elle sont* sounds right, *elle est* not."""
    verb = sentence.words[predicate.verb].norm
    return sentence.norms[predicate.subject] in {"il", "elle"} and verb in {
        "sont",
        "ont",
        "vont",
        "font",
    }


def noun_subject(sentence: Sentence) -> Iterator[Hit]:
    for predicate in predicates(sentence):
        verb = sentence.words[predicate.verb]
        if predicate.is_pronoun or not _is_only_verb(sentence, predicate, verb):
            continue
        if _joined_to_another(sentence, predicate):
            continue
        if not fits(verb, predicate.person, predicate.number):
            yield from _conjugated(sentence, predicate, likeliest(verb))


def _is_only_verb(sentence: Sentence, predicate: Predicate, verb: Word) -> bool:
    """Whether the word can be nothing but the verb of this noun."""
    if not verb.finites or verb.joined or verb.norm in NOT_VERBS:
        return False
    if predicate.person == 3 and not any(r.person == 3 for r in verb.finites):
        # « Paul, viens » without its comma is an order, not an error of agreement.
        order = any(r.mood == "imp" for r in verb.verbs)
        neutral = sentence.norms[predicate.subject] in {"ça", "cela", "monde"}
        return (neutral or not order) and verb.mostly("verb", 0.5) and not verb.adjectives
    if predicate.clitics or predicate.negated:
        return verb.mostly("verb", 0.4)
    if any(r.lemma in {"être", "avoir"} for r in verb.finites):
        return True
    if verb.participles or not verb.mostly("verb", 0.5):
        return False
    return not verb.adjectives or not _has_verb(sentence, predicate.verb + 1)


def _has_verb(sentence: Sentence, start: int) -> bool:
    return any(word.finites and word.mostly("verb", 0.5) for word in sentence.words[start:])


def _joined_to_another(sentence: Sentence, predicate: Predicate) -> bool:
    """Whether the group is one of several: Marie, le chien et le chat; ni le roi ni la reine."""
    if sentence.norm(predicate.verb - 1) == "qui":
        return False
    return sentence.norm(predicate.start - 1) in {"et", "ou", "ni", ","}


def infinitive_as_verb(sentence: Sentence) -> Iterator[Hit]:
    for predicate in predicates(sentence):
        verb = sentence.words[predicate.verb]
        if _is_inverted(sentence, predicate):
            continue  # peux tu m'aider
        if sentence.norms[predicate.subject] in {"nous", "vous"} and _asks(sentence, predicate):
            continue  # je ne sais pas comment vous joindre
        if not verb.infinitive or verb.finites or not (predicate.is_pronoun or not verb.nouns):
            continue
        if not predicate.is_pronoun and (
            predicate.clitics or not predicate.group or predicate.group.number != "p"
        ):
            continue
        if (
            sentence.norm(predicate.start - 1) in {"de", "à", "que", "qu'"}
            and not predicate.is_pronoun
        ):
            continue
        form = conjugate(verb.infinitive, predicate.person, predicate.number)
        yield from in_place(sentence, predicate.verb, form)


def _asks(sentence: Sentence, predicate: Predicate) -> bool:
    """Whether a question word opens the infinitive clause whose object this is."""
    return sentence.norm(predicate.start - 1) in {"comment", "où", "quand", "pourquoi", "combien"}


def _is_inverted(sentence: Sentence, predicate: Predicate) -> bool:
    """Whether the verb of the pronoun stands before it, its hyphen forgotten."""
    before = sentence.word(predicate.start - 1)
    return bool(
        predicate.is_pronoun
        and before
        and any(
            (r.person, r.number) == (predicate.person, predicate.number) for r in before.finites
        )
    )
