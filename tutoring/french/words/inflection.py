"""Building the right form: conjugation, agreement, determiners and elision."""

from typing import NamedTuple

from tutoring.french.grammar.sentence import begins_with_vowel
from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.readings import Reading

ELIDED = {
    "je": "j'",
    "me": "m'",
    "te": "t'",
    "se": "s'",
    "le": "l'",
    "la": "l'",
    "ne": "n'",
    "de": "d'",
    "que": "qu'",
    "ce": "c'",
    "jusque": "jusqu'",
    "lorsque": "lorsqu'",
    "puisque": "puisqu'",
    "quoique": "quoiqu'",
}


class Determiner(NamedTuple):
    """The kind of a determiner, and what it says of its noun ("" where it says nothing)."""

    kind: str
    gender: str
    number: str


# kind: masculine, feminine, plural, masculine before a vowel, feminine before a vowel.
DETERMINER_FORMS = {
    "definite": ("le", "la", "les", "l'", "l'"),
    "indefinite": ("un", "une", "des", "un", "une"),
    "this": ("ce", "cette", "ces", "cet", "cette"),
    "my": ("mon", "ma", "mes", "mon", "mon"),
    "your": ("ton", "ta", "tes", "ton", "ton"),
    "his": ("son", "sa", "ses", "son", "son"),
    "our": ("notre", "notre", "nos", "notre", "notre"),
    "your_all": ("votre", "votre", "vos", "votre", "votre"),
    "their": ("leur", "leur", "leurs", "leur", "leur"),
    "which": ("quel", "quelle", "quels", "quel", "quelle"),
    "to": ("au", "à la", "aux", "à l'", "à l'"),
    "of": ("du", "de la", "des", "de l'", "de l'"),
    "no": ("aucun", "aucune", "aucuns", "aucun", "aucune"),
    "each": ("chaque", "chaque", "", "chaque", "chaque"),
    "some": ("quelque", "quelque", "quelques", "quelque", "quelque"),
}
DETERMINERS = {
    "le": Determiner("definite", "m", "s"),
    "la": Determiner("definite", "f", "s"),
    "l'": Determiner("definite", "", "s"),
    "les": Determiner("definite", "", "p"),
    "un": Determiner("indefinite", "m", "s"),
    "une": Determiner("indefinite", "f", "s"),
    "des": Determiner("indefinite", "", "p"),
    "ce": Determiner("this", "m", "s"),
    "cet": Determiner("this", "m", "s"),
    "cette": Determiner("this", "f", "s"),
    "ces": Determiner("this", "", "p"),
    "mon": Determiner("my", "", "s"),
    "ma": Determiner("my", "f", "s"),
    "mes": Determiner("my", "", "p"),
    "ton": Determiner("your", "", "s"),
    "ta": Determiner("your", "f", "s"),
    "tes": Determiner("your", "", "p"),
    "son": Determiner("his", "", "s"),
    "sa": Determiner("his", "f", "s"),
    "ses": Determiner("his", "", "p"),
    "notre": Determiner("our", "", "s"),
    "nos": Determiner("our", "", "p"),
    "votre": Determiner("your_all", "", "s"),
    "vos": Determiner("your_all", "", "p"),
    "leur": Determiner("their", "", "s"),
    "leurs": Determiner("their", "", "p"),
    "quel": Determiner("which", "m", "s"),
    "quelle": Determiner("which", "f", "s"),
    "quels": Determiner("which", "m", "p"),
    "quelles": Determiner("which", "f", "p"),
    "au": Determiner("to", "m", "s"),
    "aux": Determiner("to", "", "p"),
    "du": Determiner("of", "m", "s"),
    "aucun": Determiner("no", "m", "s"),
    "aucune": Determiner("no", "f", "s"),
    "chaque": Determiner("each", "", "s"),
    "quelques": Determiner("some", "", "p"),
    "plusieurs": Determiner("several", "", "p"),
    "certains": Determiner("certain", "m", "p"),
    "certaines": Determiner("certain", "f", "p"),
    "différents": Determiner("certain", "m", "p"),
    "différentes": Determiner("certain", "f", "p"),
}


def determiner(kind: str, gender: str, number: str, *, before: str) -> str:
    """Return the determiner of that kind for a noun; `before` is the word that follows it."""
    forms = DETERMINER_FORMS.get(kind)
    if forms is None:
        return ""
    if number == "p":
        return "quelles" if kind == "which" and gender == "f" else forms[2]
    masculine, feminine = (forms[3], forms[4]) if begins_with_vowel(before) else forms[:2]
    return masculine if gender == "m" else feminine


def join(left: str, right: str) -> str:
    """Return the two side by side, with elision: je + ai = j'ai, le + ami = l'ami."""
    if begins_with_vowel(right.split(" ")[0]) and left.lower() in ELIDED:
        shortened = ELIDED[left.lower()]
        return (shortened.capitalize() if left[:1].isupper() else shortened) + right
    return f"{left}{right}" if left.endswith("'") else f"{left} {right}"


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
