"""Says a learner's sentence back, when it is understood and nothing is wrong with it."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tutoring.french.rules import check
from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.tokens import tokenize
from tutoring.offline.clauses import clauses
from tutoring.offline.mirror import lexical, mirror

_LONGEST_ECHO: Final = 18  # words
_SHORTEST_ECHO: Final = 2
_CONNECTIVE: Final = re.compile(
    r"^(?:parce que |parce qu'|car |mais |et |puis |(?:eh bien|ben|bah|par exemple|franchement|honnêtement"
    r"|pour être honnête|sincèrement|à vrai dire|en gros|disons|tu sais|vous savez|tu vois|vous voyez"
    r"|pas du tout|pas vraiment|pas trop|pas encore|pas toujours|absolument|exactement|tout à fait"
    r"|jamais|ça va|ça dépend|haha|oui|non|si|ouais|bon|cependant|pourtant|par contre|au final|en fait"
    r"|d'ailleurs|heureusement|malheureusement|du coup|bref|alors|bien sûr|après tout|cela dit), )+",
    re.IGNORECASE,
)
# What makes a question of an opinion without asking anything.
TAGS: Final = (
    r"non|n'est-ce pas|hein|pas vrai|"
    r"(?:tu|vous) (?:ne )?(?:crois|croyez|trouve[sz]|penses|pensez) pas"
)
_TAG: Final = re.compile(
    rf", (?:{TAGS}) ?\?$"
    r"|,? je (?:crois|pense|suppose|trouve|l'avoue)[ .!]*$|,? ?\b(?:haha|hihi|lol|mdr)[ .!]*$|, (?:quoi|voilà|tu sais|vous savez)[ .!]*$",
    re.I,
)
_CUTS: Final = (re.compile(r" ?: "), re.compile(r", |(?<=\w) où "))
# A second half whose « parce que » was stripped from the first; a clause that hangs on another.
_COORDINATED: Final = re.compile(
    r"(?i)^(?:parce que|parce qu'|puisque|puisqu'|car)\b.*?\bet qu(?:e |')"
)
_SECOND_HALF: Final = re.compile(r"\b(et|mais|ou) qu(?:e |')")
_HAS_QUE: Final = re.compile(r"\b(?:que|si|quand|comme|parce)\b|\bqu'")
_HANGING: Final = re.compile(
    r"(?i)(?:que |qu'|qui |dont |même s|sauf |afin |pour que |surtout (?:quand|si|parce)|sinon )"
)
_SPLICED: Final = re.compile(r"\b([Cc])'(?=n')")  # c' + n'est pas
_COPULAS: Final = frozenset("être devenir rester sembler paraître appeler nommer".split())


@dataclass(frozen=True, slots=True)
class Echoed:
    """The part of a sentence that can be said back."""

    clause: str  # as the learner said it
    turned: str  # as it is said to them


def echo(sentence: str, *, formal: bool) -> str | None:
    """Return the sentence, or its most telling clause, said back to the learner; None in doubt."""
    found = echoed(sentence, formal=formal)
    return found.turned if found else None


@lru_cache(maxsize=256)
def echoed(sentence: str, *, formal: bool) -> Echoed | None:
    bare = _TAG.sub("", sentence).strip(" .!…")
    if _COORDINATED.match(bare):
        bare = _SECOND_HALF.sub(r"\1 ", bare)
    whole = _SPLICED.sub(r"\1e ", _CONNECTIVE.sub("", bare))
    if _HANGING.match(whole):
        return None  # what it hangs on is the tutor's question
    parts = clauses(whole)
    pieces = [whole, *parts, *(cut.split(part)[0] for cut in _CUTS for part in parts)]
    for piece in dict.fromkeys(pieces):
        if _HANGING.match(piece) or _is_half(piece):
            continue
        if not _SHORTEST_ECHO <= len(piece.split()) <= _LONGEST_ECHO or _has_bare_noun(piece):
            continue
        if (turned := mirror(piece, formal=formal)) and is_sound(turned):
            return Echoed(piece, turned)
    return None


def _is_half(text: str) -> bool:
    """Whether « et que » stands in it without the « que » that it goes on from."""
    found = _SECOND_HALF.search(text)
    return found is not None and not _HAS_QUE.search(text[: found.start()])


def _has_bare_noun(text: str) -> bool:
    """Whether a verb is followed by a noun without its determiner: « je regarde films »."""
    tokens = tokenize(text)
    return any(
        _is_verb(verb.norm) and _is_only_plural_noun(noun.norm) and not noun.is_capitalised
        for verb, noun in zip(tokens, tokens[1:], strict=False)
    )


def _is_verb(form: str) -> bool:
    readings = lexicon().readings(lexical(form))
    return bool(readings) and readings[0].pos == "verb" and readings[0].lemma not in _COPULAS


def _is_only_plural_noun(form: str) -> bool:
    readings = lexicon().readings(lexical(form))
    return bool(readings) and all(r.pos == "noun" and r.number == "p" for r in readings)


@lru_cache(maxsize=256)
def is_sound(text: str) -> bool:
    """Whether our own rules have nothing to say of it: an error must not come back unmended."""
    return not check(text, level="C2")
