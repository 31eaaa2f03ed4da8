"""Gives words their accents back: who types « mon frere » means « mon frère »."""

from collections.abc import Sequence
from typing import Final

from tutoring.french.spelling.proposals import forms_of
from tutoring.french.words.closed_classes import DETERMINERS
from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.places import preposition_for
from tutoring.french.words.tokens import Token, tokenize
from tutoring.offline.mirror import AUXILIARIES, lexical
from tutoring.offline.scenarios import fold

# A rarer word of the same letters is not what was meant: « repond » is « répond ».
_CLEARLY: Final = 5
_SHORTEST: Final = 3  # letters
_BEFORE_VERB: Final = frozenset("je j' tu il elle on me m' te t' se s' ils elles".split())
_AFTER_BE: Final = frozenset({"adjective", "determiner", "adverb", "preposition", "pronoun"})
_HAVE: Final = frozenset("ai as a avons avez ont".split())
_LIGATURES: Final = {
    word.replace("œ", "oe"): word
    for word in "sœur sœurs cœur cœurs œuf œufs bœuf œil vœu vœux œuvre œuvres nœud".split()
}


def accented(text: str) -> str:
    """Return the text with the accents of every word that is none without them."""
    tokens = tokenize(text)
    for place in reversed(range(len(tokens))):
        token = tokens[place]
        if token.is_word and not token.quoted and (meant := _meant(tokens, place)):
            written = meant.capitalize() if token.is_capitalised else meant
            text = f"{text[: token.start]}{written}{text[token.end :]}"
    return text


def _meant(tokens: Sequence[Token], place: int) -> str | None:
    """Return the French word that is spelt so without its accents; None in doubt."""
    token, norm = tokens[place], tokens[place].norm
    if norm == "a":
        return "à" if _is_preposition(tokens, place) else None
    if "oe" in norm and (ligature := _LIGATURES.get(norm)):
        return ligature
    if len(norm) < _SHORTEST or (token.is_capitalised and not token.initial):
        return None
    before = tokens[place - 1].norm if place else ""
    if lexicon().knows(lexical(norm)):
        return _participle(norm, before)
    return _likeliest(norm, before) if norm.isascii() else None


def _participle(norm: str, before: str) -> str | None:
    """Return « fatigué » for « fatigue » after « je suis », « mangé » for « mange » after « j'ai »."""
    readings = lexicon().readings(lexical(norm))
    parts = {r.pos for r in readings if r.frequency * 20 >= readings[0].frequency}
    if before not in AUXILIARIES or "verb" not in parts or parts & _AFTER_BE:
        return None
    if before in _HAVE and readings[0].pos == "noun":
        return None  # « j'ai envie »
    meant = norm[:-1] + "é"
    return meant if norm.endswith("e") and lexicon().knows(meant) else None


def _is_preposition(tokens: Sequence[Token], place: int) -> bool:
    """Whether « a » stands before a town, or after a participle: « j'ai répondu a ma mère »."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if following is None or place == 0:
        return False
    town = following.is_capitalised and preposition_for(following.norm) == "à"
    before = lexicon().readings(lexical(tokens[place - 1].norm))
    participle = any((r.mood, r.tense) == ("part", "past") for r in before)
    return town or (participle and following.is_word)


def _likeliest(norm: str, before: str) -> str | None:
    forms = [f for f in forms_of(fold(norm)) if f.islower() and lexicon().knows(lexical(f))]
    forms = [f for f in forms if _follows(f, before)] or forms
    forms.sort(key=lambda form: -lexicon().frequency(lexical(form)))
    return forms[0] if forms and (len(forms) == 1 or _is_clear(forms)) else None


def _follows(form: str, before: str) -> bool:
    """Whether the word before leaves room for the form: je lève, mes élèves, j'ai levé."""
    readings = lexicon().readings(lexical(form))
    if before in _BEFORE_VERB:
        return any(r.person for r in readings)
    if before in AUXILIARIES:
        return any((r.mood, r.tense) == ("part", "past") for r in readings)
    return before not in DETERMINERS or any(r.pos in ("noun", "adjective") for r in readings[:1])


def _is_clear(forms: Sequence[str]) -> bool:
    first, second = (lexicon().frequency(lexical(form)) for form in forms[:2])
    return first >= _CLEARLY * second
