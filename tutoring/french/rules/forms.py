"""Forms of the words that a pattern matched: inflected, like another word, run together."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from tutoring.french.grammar.sentence import Word
from tutoring.french.rules.kinds import BadNotation
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.replacing import same_form
from tutoring.french.words.closed_classes import DETERMINER_FORMS, PERSONAL, STRESSED, Person
from tutoring.french.words.elision import CONTRACTED
from tutoring.french.words.inflection import (
    agree,
    conjugate,
    determiner,
    participle,
    plural,
    singular,
)
from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.places import (
    FEMININE_COUNTRIES,
    MASCULINE_COUNTRIES,
    PLURAL_COUNTRIES,
    VOWEL_COUNTRIES_MASCULINE,
)
from tutoring.french.words.readings import Reading

# The pronouns that a verb can be made to agree with.
PERSONS: Final = {**STRESSED, **PERSONAL}
_REFLEXIVE = {"je": "me", "j'": "me", "tu": "te", "nous": "nous", "vous": "vous"}
# By the masculine form, by which templates name them.
_DETERMINERS: Final = {forms[0]: kind for kind, forms in DETERMINER_FORMS.items()}


def plain_text(match: Match, name: str) -> str:
    """Return the words of that name as they stand within a sentence; "" when there are none."""
    place = match.place(name)
    if place is None:
        return ""
    words = match.sentence.words[place.start : place.stop]
    text = match.sentence.text[words[0].start : words[-1].end]
    return text if _keeps_capital(words[0]) else text[0].lower() + text[1:]


def _keeps_capital(word: Word) -> bool:
    """Whether the capital, if any, is not only that of the sentence: France, but Aime."""
    return not word.is_initial or "name" in word.poses and not word.mostly("verb")


def contracted(preposition: str, name: str, match: Match) -> str | None:
    """Return the preposition with the article of that name: à + le = au."""
    written = plain_text(match, name)
    return CONTRACTED.get((preposition, written), f"{preposition} {written}")


def _infinitive(word: Word) -> str:
    return word.infinitive or next(
        (r.lemma for r in (*word.participles, *word.finites, *word.verbs)), ""
    )


def _plural_participle(word: Word) -> str:
    return participle(_infinitive(word), "m", "p")


def _capital(word: Word) -> str:
    return "-".join(part.capitalize() for part in word.norm.split("-"))


def _adjective(gender: str, word: Word) -> str:
    return agree(word.adjectives[0], gender, "s") if word.adjectives else ""


def _imperative(word: Word) -> str:
    return conjugate(_infinitive(word), 2, "s", "imp")


FORMS: Mapping[str, Callable[[Word], str]] = {
    "infinitive": _infinitive,
    "participle": lambda word: participle(_infinitive(word)),
    "participle plural": _plural_participle,
    "imperative": _imperative,
    "masculine": partial(_adjective, "m"),
    "feminine": partial(_adjective, "f"),
    "singular": lambda word: singular(word.nouns[0]) if word.nouns else "",
    "plural": lambda word: plural(word.nouns[0]) if word.nouns else "",
    "lower": lambda word: word.norm,
    "capital": _capital,
}


def like(word: str, model: str, names: frozenset[str]) -> Callable[[Match], str | None]:
    """Return what writes `word` like `model`; each is the name of a word, or a French word.

    Raises: BadNotation.
    """
    if model not in names and model not in PERSONS:
        raise BadNotation(f"“like {model}”: the pattern has no word of that name")
    if word in names:
        return partial(_inflected_like, word, model)
    if word == "se":
        return partial(_reflexive_like, model)
    if word in _DETERMINERS:
        return partial(_determiner_like, _DETERMINERS[word], model)
    if any(r.mood == "inf" for r in lexicon().readings(word)):
        return partial(_verb_like, word, model)
    if any(r.pos == "adjective" and r.lemma == word for r in lexicon().readings(word)):
        return partial(_adjective_like, Reading(word, "adjective"), model)
    raise BadNotation(f"“{word} like”: neither a verb, an adjective nor an article to inflect")


def _reflexive_like(model: str, match: Match) -> str | None:
    return _REFLEXIVE.get(match[model].norm, "se")


def _determiner_like(kind: str, model: str, match: Match) -> str | None:
    noun = match[model]
    gender, number = _gender_and_number(noun)
    if not gender and number != "p":
        return None
    return determiner(kind, gender, number or "s", before=noun.norm) or None


def _verb_like(lemma: str, model: str, match: Match) -> str | None:
    return same_form(match, lemma, model) or None


def _adjective_like(reading: Reading, model: str, match: Match) -> str | None:
    gender, number = _gender_and_number(match[model])
    return agree(reading, gender, number or "s") or None if gender else None


def _inflected_like(name: str, model: str, match: Match) -> str | None:
    word = match[name]
    norm = match[model].norm.removeprefix("-t-").removeprefix("-") if model in match else model
    if norm in PERSONS and word.finites:
        return _conjugated(word, PERSONS[norm])
    return _agreeing(word, match[model]) if word.adjectives and model in match else None


def _agreeing(adjective: Word, model: Word) -> str | None:
    """Return the adjective as the model asks for it; where that is open, as it is."""
    gender, number = _gender_and_number(model)
    own = {r.number for r in adjective.adjectives}
    number = number or (own.pop() if len(own) == 1 else "s")
    return agree(adjective.adjectives[0], gender, number) or None if gender else adjective.norm


def _conjugated(verb: Word, pronoun: Person) -> str | None:
    """Return the verb in that person, in its own mood and tense; itself where it has it already."""
    person, number, _ = pronoun
    if any((r.person, r.number) == (person, number) for r in verb.finites):
        return verb.norm
    # *suis* and *est* are far more often être than suivre, whatever a count of lemmas says.
    usual = [r for r in verb.finites if r.tense != "past"] or list(verb.finites)
    reading = next((r for r in usual if r.lemma in {"être", "avoir"}), usual[0])
    return conjugate(reading.lemma, person, number, reading.mood, reading.tense) or None


def _gender_and_number(word: Word) -> tuple[str, str]:
    """Return both of a noun, an adjective or a country; "" in doubt."""
    if word.is_capitalised and (known := _country(word.norm)):
        return known
    is_noun = bool(word.nouns) and not (word.adjectives and word.mostly("adjective"))
    readings = word.nouns if is_noun else word.adjectives
    genders = word.genders if is_noun else frozenset(r.gender for r in readings)
    return _only(genders), _only(frozenset(r.number for r in readings))


def _only(values: frozenset[str]) -> str:
    return next(iter(values)) if len(values) == 1 else ""


def _country(norm: str) -> tuple[str, str] | None:
    if norm in PLURAL_COUNTRIES:
        return "m", "p"
    if norm in FEMININE_COUNTRIES:
        return "f", "s"
    masculine = norm in MASCULINE_COUNTRIES or norm in VOWEL_COUNTRIES_MASCULINE
    return ("m", "s") if masculine else None
