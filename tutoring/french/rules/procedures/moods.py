"""Mood and tense: the subjunctive after its triggers, the tenses after si, after espérer."""

from collections.abc import Iterator

from tutoring.french.grammar.predicates import Predicate, predicates, skip_clitics
from tutoring.french.grammar.sentence import Sentence, Word
from tutoring.french.rules.hits import Hit, in_place
from tutoring.french.rules.pattern import Match
from tutoring.french.words.inflection import conjugate
from tutoring.french.words.readings import Reading


def subjunctive(match: Match) -> tuple[Hit, ...]:
    """Put the verb of the clause that the match opens into the subjunctive."""
    opened = [p for p in predicates(match.sentence) if p.start == match.last + 1]
    if _denies_opinion(match):
        opened = [p for p in opened if _is_present(match.sentence.words[p.verb])]
    return tuple(hit for p in opened for hit in _subjunctive_of(match.sentence, p))


OPINIONS = frozenset("penser croire trouver sûr certain convaincre convaincu".split())


def _denies_opinion(match: Match) -> bool:
    """Whether the clause is an opinion denied, after which other tenses are said too.

    Je ne pense pas que tu devrais venir; je ne croyais pas que nous pouvions le faire.
    """
    return not OPINIONS.isdisjoint(lemma for word in match.words for lemma in word.lemmas)


def _is_present(verb: Word) -> bool:
    return any((r.mood, r.tense) == ("ind", "pres") for r in verb.finites)


def _subjunctive_of(sentence: Sentence, predicate: Predicate) -> Iterator[Hit]:
    verb = sentence.words[predicate.verb]
    if verb.finites and all(r.tense == "past" for r in verb.finites):
        return  # bien qu'il fut malade: the imperfect subjunctive without its accent
    fits = (predicate.person, predicate.number)
    if verb.joined or any(r.mood == "sub" and (r.person, r.number) == fits for r in verb.finites):
        return
    reading = _best(verb, predicate)
    if reading is None:
        return
    form = conjugate(reading.lemma, predicate.person, predicate.number, "sub", "pres")
    yield from in_place(sentence, predicate.verb, form)


def _best(verb: Word, predicate: Predicate) -> Reading | None:
    """Return the likeliest reading as a verb in another mood, or as an infinitive."""
    candidates = verb.finites or tuple(r for r in verb.verbs if r.mood == "inf" and not verb.nouns)
    fitting = [r for r in candidates if r.person in {predicate.person, 0}] or list(candidates)
    return next(
        (r for r in fitting if r.lemma in {"être", "avoir"}), fitting[0] if fitting else None
    )


def si(sentence: Sentence) -> Iterator[Hit]:
    for predicate in predicates(sentence):
        opener = predicate.start - 1
        if sentence.norm(opener) not in {"si", "s'"} or _asks(sentence, opener):
            continue
        verb = sentence.words[predicate.verb]
        reading = next((r for r in verb.finites if r.mood == "cond" or r.tense == "fut"), None)
        if reading is None or not _only_future(verb):
            continue
        tense = "impf" if reading.mood == "cond" else "pres"
        following = sentence.word(predicate.verb + 1)
        if following and following.participles and reading.lemma in {"avoir", "être"}:
            tense = "impf"  # si j'aurai su
        form = conjugate(reading.lemma, predicate.person, predicate.number, "ind", tense)
        yield from in_place(sentence, predicate.verb, form)


def _only_future(verb: Word) -> bool:
    return all(r.mood == "cond" or r.tense == "fut" for r in verb.finites)


ASKING = frozenset(
    "savoir demander ignorer dire voir comprendre vérifier décider deviner rappeler choisir "
    "découvrir hésiter expliquer indiquer déterminer afficher regarder préciser sûr certain".split()
)


def _asks(sentence: Sentence, at: int) -> bool:
    """Whether this si is « whether »: je ne sais pas si tu viendras."""
    before = sentence.words[max(0, at - 4) : at]
    marks = [w.index for w in before if w.is_mark]
    after_mark = before[marks[-1] - before[0].index + 1 :] if marks else before
    return any(not ASKING.isdisjoint(w.lemmas) for w in after_mark)


def indicative(match: Match) -> tuple[Hit, ...]:
    """Put the verb of the clause that the match opens into the indicative."""
    opened = [p for p in predicates(match.sentence) if p.start == match.last + 1]
    return tuple(hit for p in opened for hit in _indicative_of(match.sentence, p))


def _indicative_of(sentence: Sentence, predicate: Predicate) -> Iterator[Hit]:
    verb = sentence.words[predicate.verb]
    if verb.finites and all(r.mood == "sub" and r.tense == "pres" for r in verb.finites):
        form = conjugate(verb.finites[0].lemma, predicate.person, predicate.number)
        yield from in_place(sentence, predicate.verb, form)


def si_imperfect(sentence: Sentence) -> Iterator[Hit]:
    found = predicates(sentence)
    for first, second in zip(found, found[1:], strict=False):
        if first.start != 1 or sentence.norm(0) not in {"si", "s'"}:
            continue
        if sentence.norm(second.start - 1) != ",":
            continue
        if not _all_imperfect(sentence.words[first.verb]):
            continue
        verb = sentence.words[second.verb]
        if verb.finites and all(r.tense == "fut" for r in verb.finites):
            form = conjugate(verb.finites[0].lemma, second.person, second.number, "cond", "pres")
            yield from in_place(sentence, second.verb, form)


def _all_imperfect(verb: Word) -> bool:
    return bool(verb.finites) and all(
        r.mood == "ind" and r.tense == "impf" for r in verb.finites if r.mood != "sub"
    )


# Verbs that ask politely in the conditional: je voudrais savoir si vous êtes libre.
POLITE = frozenset("vouloir aimer pouvoir devoir souhaiter préférer désirer".split())


def future_in_s(sentence: Sentence) -> Iterator[Hit]:
    found = predicates(sentence)
    for predicate in found:
        verb = sentence.words[predicate.verb]
        if sentence.norms[predicate.subject] not in {"je", "j'"} or not verb.norm.endswith("rais"):
            continue
        others = [p for p in found if p is not predicate]
        if not others and _is_planned(sentence):
            form = conjugate(verb.finites[0].lemma, 1, "s", "ind", "fut")
            if POLITE.isdisjoint(verb.lemmas):
                yield from in_place(sentence, predicate.verb, form)
            continue
        if not any(r.mood == "cond" for r in verb.finites) or len(others) != 1:
            continue
        if not POLITE.isdisjoint(verb.lemmas) or "plaît" in sentence.norms:
            continue
        if _goes_with_future(sentence, predicate, others[0]):
            form = conjugate(verb.finites[0].lemma, 1, "s", "ind", "fut")
            yield from in_place(sentence, predicate.verb, form)


def _is_planned(sentence: Sentence) -> bool:
    """Whether the sentence opens with a day to come: demain, la semaine prochaine."""
    opening = sentence.norms[:3]
    return "demain" in opening[:1] or bool({"prochain", "prochaine"} & set(opening))


def _goes_with_future(sentence: Sentence, mine: Predicate, other: Predicate) -> bool:
    """Whether the other clause is « si » + present, or this one « quand » beside a future."""
    verb = sentence.words[other.verb]
    if sentence.norm(other.start - 1) in {"si", "s'"}:
        return any((r.mood, r.tense) == ("ind", "pres") for r in verb.finites)
    after_quand = sentence.norm(mine.start - 1) in {"quand", "lorsque", "dès"}
    return after_quand and bool(verb.finites) and all(r.tense == "fut" for r in verb.finites)


def polite_conditional(sentence: Sentence) -> Iterator[Hit]:
    for predicate in predicates(sentence):
        verb = sentence.words[predicate.verb]
        following = sentence.word(predicate.verb + 1)
        if sentence.norms[predicate.subject] not in {"je", "j'"} or following is None:
            continue
        at, _, _ = skip_clitics(sentence, predicate.verb + 1)
        second = sentence.word(at)
        wish = verb.norm == "voudrai" or verb.norm == "aimerai" and second and second.infinitive
        if wish and not predicate.clitics:
            yield from in_place(sentence, predicate.verb, verb.norm + "s")
