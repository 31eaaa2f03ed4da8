"""Building the right form: conjugation, agreement and determiners."""

from tutoring.french.words.closed_classes import DETERMINER_FORMS
from tutoring.french.words.elision import begins_with_vowel
from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.readings import Reading


def determiner(kind: str, gender: str, number: str, *, before: str) -> str:
    """Return the determiner of that kind for a noun; `before` is the word that follows it."""
    forms = DETERMINER_FORMS.get(kind)
    if forms is None:
        return ""
    if number == "p":
        return "quelles" if kind == "which" and gender == "f" else forms[2]
    masculine, feminine = (forms[3], forms[4]) if begins_with_vowel(before) else forms[:2]
    return masculine if gender == "m" else feminine


def first(forms: tuple[str, ...]) -> str:
    return forms[0] if forms else ""


def conjugate(lemma: str, person: int, number: str, mood: str = "ind", tense: str = "pres") -> str:
    """Return the form of the verb, or "" where it has none (*falloir* has no "je")."""
    return first(
        lexicon().inflect(lemma, "verb", person=person, number=number, mood=mood, tense=tense)
    )


def participle(lemma: str, gender: str = "m", number: str = "s") -> str:
    if lemma == "être":
        return "été"
    return first(
        lexicon().inflect(lemma, "verb", mood="part", tense="past", gender=gender, number=number)
    )


def agree(reading: Reading, gender: str, number: str) -> str:
    """Return the adjective, participle or noun of the reading in that gender and number."""
    if reading.pos == "verb":
        return participle(reading.lemma, gender, number)
    return first(lexicon().inflect(reading.lemma, reading.pos, gender=gender, number=number))


def plural(noun: Reading) -> str:
    return first(lexicon().inflect(noun.lemma, "noun", gender=noun.gender, number="p"))


def singular(noun: Reading) -> str:
    return first(lexicon().inflect(noun.lemma, "noun", gender=noun.gender, number="s"))
