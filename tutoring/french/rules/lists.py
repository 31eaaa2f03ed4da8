"""The lists of words that the rules of all families can name (@day, ~@prenominal)."""

from tutoring.french.grammar.groups import PRENOMINAL
from tutoring.french.grammar.sentence import NUMBERS
from tutoring.french.words.closed_classes import (
    CLITICS,
    MEDIAL_ADVERBS,
    PERSONAL,
    POSSESSIVES,
    PREPOSITIONS,
    SUBJECTS,
)
from tutoring.french.words.lexical_fields import (
    DAYS,
    LANGUAGES,
    MONTHS,
    PERSONS,
    PROFESSIONS,
    TIME_UNITS,
)
from tutoring.french.words.places import (
    BARE_COUNTRIES,
    CITIES,
    FEMININE_COUNTRIES,
    MASCULINE_COUNTRIES,
    PLURAL_COUNTRIES,
    VOWEL_COUNTRIES_MASCULINE,
)
from tutoring.french.words.verb_classes import ALWAYS_ETRE

LISTS: dict[str, frozenset[str]] = {
    "subject": SUBJECTS,
    "personal": frozenset(PERSONAL),
    "possessive": POSSESSIVES,
    "clitic": CLITICS,
    "time": TIME_UNITS,
    "number": NUMBERS,
    "day": DAYS,
    "month": MONTHS,
    "language": LANGUAGES,
    "city": CITIES,
    "feminine_country": FEMININE_COUNTRIES,
    "masculine_country": MASCULINE_COUNTRIES,
    "vowel_country": VOWEL_COUNTRIES_MASCULINE,
    "plural_country": PLURAL_COUNTRIES,
    "bare_country": BARE_COUNTRIES,
    "person": PERSONS,
    "profession": PROFESSIONS,
    "adverb": MEDIAL_ADVERBS,
    "prenominal": PRENOMINAL,
    "preposition": PREPOSITIONS,
    "always_etre": ALWAYS_ETRE,
}
