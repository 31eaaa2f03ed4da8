"""Verbs in questions and orders: puis-je, va-t-il, vas-tu, mange !"""

from tutoring.french.rules.pattern import Match
from tutoring.french.rules.procedures.verbs import fits, likeliest
from tutoring.french.words.closed_classes import PERSONAL
from tutoring.french.words.inflection import conjugate


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
