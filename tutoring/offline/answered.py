"""Tells whether a message has already answered what the tutor is about to ask."""

import re
from collections.abc import Callable
from typing import Final

from tutoring.offline.hearing import Heard, listen
from tutoring.offline.scenarios import fold

_NUMBER: Final = re.compile(
    r"\d|\b(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|"
    r"quarante|cinquante|cent|mille|souvent|toujours|jamais)\b"
)
_HOUR: Final = re.compile(r"\b(?:heures?|midi|minuit|tot|tard|\dh)\b")
_PLACE: Final = re.compile(r"\b(?:y|a|au|aux|en|dans|chez|sur|pres|vers)\b")
_COLOUR: Final = re.compile(
    r"\b(?:rouges?|bleue?s?|vert(?:e|s|es)?|jaunes?|noire?s?|blanc\w*|gris\w*|roses?)\b"
)
_OFTEN: Final = re.compile(
    r"souvent|toujours|jamais|tou(?:s|tes) les|parfois|rarement|chaque|fois par|d.habitude"
)
_WHEN: Final = re.compile(
    r"\b(?:hier|demain|le matin|le soir|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|"
    r"fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|depuis|prochaine?|"
    r"derniere?|ce soir|bientot|il y a|ans|mois|semaines?)\b"
)
_COMPANY: Final = re.compile(r"\bavec\b|\bseule?\b|ensemble")
_DESCRIBED: Final = re.compile(
    r"\b(?:est|sont|etait) (?:tres |trop |assez |un peu )?(?!a\b|en\b)\w+"
)
_WISHED: Final = re.compile(r"voudrai|voulons|\bveux\b|aimerai|aimerions|reve d|souhait|cherche")
_TIMES: Final = {"matin", "soir", "dimanche", "samedi", "week-end", "été", "hiver", "midi"}
_WHAT_ONE_DOES: Final = re.compile(
    r"(?:et )?qu.est-ce que (?:tu|vous) |(?:tu|vous) \w+(?: \w+)? quoi|que \w+-(?:tu|vous)"
)
_AIM: Final = re.compile(r"\bpour \w+(?:er|ir|re) (?:en |de |du |la |le |l')?(\w{4,})")
_I: Final = frozenset("je j' nous on".split())
_YOU: Final = frozenset("tu t' vous".split())
_SUBJECTS: Final = _I | _YOU | frozenset("il elle ils elles c' ce ça cela qui".split())
_OF_ANYTHING: Final = frozenset(
    "être avoir faire aller pouvoir vouloir devoir aimer préférer penser dire".split()
)
_ASKED: Final = (
    (re.compile(r"combien|quel age"), _NUMBER),
    (re.compile(r"quelle heure"), _HOUR),
    (re.compile(r"couleur"), _COLOUR),
    (re.compile(r"est comment|sont comment"), _DESCRIBED),
    (re.compile(r"^ou |\bou$|ou est-ce que|quelle ville|quel endroit"), _PLACE),
    (re.compile(r"souvent"), _OFTEN),
    (re.compile(r"c.est pour quand|c.est quand|depuis quand|quand est ton|c.etait quand"), _WHEN),
    (re.compile(r"avec qui|tu fais ca avec"), _COMPANY),
    (re.compile(r"^pourquoi|pour quelle raison"), re.compile(r"parce qu|\bcar\b|pour ")),
)


def answered(question: str, said: Heard) -> bool:
    """Whether the message has told what the question asks, as far as words can tell."""
    asked = fold(question).rstrip(" ?")
    if _speaks_of_one_of_many(asked, said):
        return True
    if any(wanted.search(asked) and told.search(said.folded) for wanted, told in _ASKED):
        return True
    return any(answers(question, said) for answers in _ANSWERS)


def _speaks_of_one_of_many(asked: str, said: Heard) -> bool:
    """Whether « ton chat » is asked about when the learner has « deux chats », or wants one."""
    owned = re.findall(r"\b(?:ton|ta|votre) (\w+)", asked)
    if _WISHED.search(said.folded) and any(word in said.folded for word in owned):
        return True
    return any(re.search(rf"\b{word}s\b", said.folded) for word in owned)


def _names_one_of_two(question: str, said: Heard) -> bool:
    """Whether « grande ou petite » is asked of somebody who said « grande »."""
    pair = re.search(r"(\w+) ou (?:une? |le |la |les |l'|plutôt |dans une? )?(\w+)", question)
    if pair is None:
        return False
    sides = [_content(listen(side)) for side in pair.groups()]
    chosen = [side for side in sides if side & _content(said)]
    prefers = re.search(r"prefer|mieux|aime", said.folded)
    return len(chosen) == 1 and bool(prefers or "préfère" not in question)


def _says_all_of_it(question: str, said: Heard) -> bool:
    """Whether the message has every word that the question has, and more."""
    words = _content(listen(question)) - {"faire", "préférer", "aimer", "penser"}
    return words <= _content(said) and (len(words) > 1 or bool(words & _TIMES))


def tells_it(question: str, said: Heard) -> bool:
    """Whether the message has done with the verb, or the aim, what the question asks for."""
    return _tells_what(question, said) or _tells_for_what(question, said)


def _tells_what(question: str, said: Heard) -> bool:
    """Whether « Qu'est-ce que tu as vu ? » is asked of somebody who « a vu » something."""
    asked = fold(question)
    if not _WHAT_ONE_DOES.match(asked) or " pour " in asked:
        return False
    verbs = _own_verbs(listen(question), _YOU) - _OF_ANYTHING
    return bool(verbs & _own_verbs(said, _I))


def _tells_for_what(question: str, said: Heard) -> bool:
    """Whether « pour rester en forme » is asked of somebody who said « pour être en forme »."""
    aims = [set(_AIM.findall(text)) for text in (fold(question), said.folded)]
    return bool(aims[0] & aims[1])


def _own_verbs(said: Heard, subjects: frozenset[str]) -> set[str]:
    """Return the verbs that follow one of the subjects before any other subject does."""
    found: set[str] = set()
    verbs = {place: lemma for lemma, pos, place in said.lemmas if pos == "verb"}
    own = False
    for place, token in enumerate(said.tokens):
        own = token.norm in subjects or (own and token.norm not in _SUBJECTS)
        if own and place in verbs:
            found.add(verbs[place])
    return found


def _has_it(question: str, said: Heard) -> bool:
    """Whether « Tu as des frères ? » is asked of somebody who has a sister."""
    has = re.match(r"(?:tu as|vous avez) (?:une?|des) (.+)", fold(question))
    if has is None or not re.search(r"\bj'ai\b|\bmon\b|\bma\b|\bmes\b|nous avons", said.folded):
        return False
    return bool(_content(listen(question)) & _content(said))


def _names_favourite(question: str, said: Heard) -> bool:
    """Whether « ton plat préféré » was just named."""
    favourite = re.search(r"\b(?:ton|ta|votre) (\w+ prefere)", fold(question))
    return bool(favourite and favourite[1] in said.folded)


def _content(heard: Heard) -> set[str]:
    return {lemma for lemma, _, _ in heard.content}


_ANSWERS: Final[tuple[Callable[[str, Heard], bool], ...]] = (
    _names_one_of_two,
    _says_all_of_it,
    tells_it,
    _has_it,
    _names_favourite,
)
