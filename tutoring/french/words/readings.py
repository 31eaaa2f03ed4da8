"""What one written form can be: the grammar of a word, as the lexicon gives it. Pure.

Alphabet of a reading; an empty string and 0 mean "not marked", which fits every value:

    pos      noun, verb (auxiliaries too), adjective, adverb, pronoun, determiner, preposition,
             conjunction, interjection, number, and name (proper nouns, only of capitalised forms)
    gender   m, f
    number   s, p
    person   1, 2, 3; of a possessive (mon, leur) the owner's
    mood     ind, sub, cond, imp, inf, part
    tense    pres, impf, past, fut; past is the passé simple of ind and the past participle of
             part; cond and imp are pres; inf has none
"""

from typing import NamedTuple


class Reading(NamedTuple):
    """One analysis of one form. (A tuple: a text makes hundreds of them.)"""

    lemma: str
    pos: str
    gender: str = ""
    number: str = ""
    person: int = 0
    mood: str = ""
    tense: str = ""
    frequency: float = 0.0  # of the form as this lemma and pos, per million words
