"""Verbs in questions and orders: puis-je, va-t-il, vas-tu, mange !"""

from tutoring.french.rules.pattern import Match
from tutoring.french.rules.procedures.verbs import fits, likeliest, verb_lemma
from tutoring.french.words.closed_classes import PERSONAL
from tutoring.french.words.inflection import conjugate


def inverted_je(match: Match) -> str:
    return "puis-je"


def inverted_t(match: Match) -> str | None:
    verb, pronoun = match["v"], match["p"].norm
    needs = verb.norm.endswith(("a", "e", "c"))
    if needs == pronoun.startswith("-t-") or not any(r.person == 3 for r in verb.finites):
        return None
    plain = pronoun.removeprefix("-t").removeprefix("-")
    return f"{verb.norm}-t-{plain}" if needs else f"{verb.norm}-{plain}"


def imperative_s(match: Match) -> str | None:
    verb = match["v"]
    if verb.norm == "vas" and match.sentence.norm(match.last + 1) != "-y":
        return "va"
    if not verb.norm.endswith("es") or not verb.mostly("verb", 0.3) or len(verb.norm) < 5:
        return None
    if not any((r.person, r.number, r.mood) == (2, "s", "ind") for r in verb.finites):
        return None
    return verb.norm[:-1] if verb_lemma(verb).endswith(("er", "frir", "vrir")) else None


def inverted_person(match: Match) -> str | None:
    verb, pronoun = match["v"], match["p"].norm.removeprefix("-t-").removeprefix("-")
    person_of, number, _ = PERSONAL[pronoun]
    if fits(verb, person_of, number) or verb.norm == "est-ce":
        return None
    reading = likeliest(verb)
    form = conjugate(reading.lemma, person_of, number, reading.mood, reading.tense)
    return (
        form
        if form and not (form[-1] in "ae" and match["p"].norm.startswith(("-i", "-e", "-o")))
        else None
    )
