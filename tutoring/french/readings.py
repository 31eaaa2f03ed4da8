"""What one written form can be: the grammar of a word, as the lexicon gives it. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """One analysis of one form. Empty strings and 0 mean "not marked"."""

    lemma: str
    pos: str  # noun, verb, adjective, adverb, pronoun, determiner, preposition, conjunction, ...
    gender: str = ""  # m, f
    number: str = ""  # s, p
    person: int = 0  # 1, 2, 3
    mood: str = ""  # ind, sub, cond, imp, inf, part
    tense: str = ""  # pres, impf, past, fut
    frequency: float = 0.0  # per million words of film subtitles and books
