"""Tells what sort of thing a learner's sentence is, which decides what can be asked about it."""

import re
from typing import Final

from tutoring.offline.hearing import Heard

_LIKING: Final = frozenset("aimer adorer préférer kiffer plaire".split())
_DISLIKING: Final = frozenset("détester haïr".split())
_EXPERIENCES: Final = frozenset(
    """aller voir visiter manger boire goûter regarder écouter jouer faire lire rencontrer passer
    fêter danser voyager essayer découvrir dîner nager marcher courir rester partir préparer cuisiner""".split()
)
_ACTIVITIES: Final = frozenset(
    """jouer courir nager marcher lire écrire cuisiner danser chanter regarder écouter étudier
    voyager sortir dessiner peindre promener apprendre collectionner tricoter jardiner""".split()
)
_WISH: Final = re.compile(
    r"aimerais|voudrais|souhaite|\bveux\b|\bvoulons\b|espere|envie de|reve de|projet de|\bje compte (?=\w+(?:er|ir|re)\b)"
)
_GOING_TO: Final = re.compile(
    r"\b(?:pense|songe|pensons) a \w+(?:er|ir|re)\b|\b(?:vais|allons|va) (?:\w+ )?\w+(?:er|ir|re|oir)\b"
)
_WISH_TO_DO: Final = re.compile(
    rf"(?:{_WISH.pattern}) (?:d'|(?:de|bien|aussi|beaucoup|me|y|en|le|la|les|nous) )*"
    r"\w+(?:er|ir|re|oir)\b"
)

_OPINION: Final = re.compile(
    r"je (?:ne )?(?:pense(?! a\b)|crois|trouve|suppose|doute)|je me demande|il parait|j'ai l'impression|"
    r"a mon avis|selon moi|il faudrait|il faut que (?!je)"
)
_DUTY: Final = re.compile(r"\bje dois|nous devons|\bon doit|faut que je|il me faut|je devais")
_I_OR_WE: Final = re.compile(r"\b(?:je|j'|nous)")
_IF: Final = re.compile(r"\bsi (?:je|j.|on|nous|tu|il|elle)")
_LACK: Final = re.compile(r"\bj.ai (?:pas|plus) d|je n.ai (?:pas|plus) d")
_RELATIVE: Final = re.compile(
    r"(?:mon|ma|mes) (?:\w+ )?(?:freres?|soeurs?|mere|pere|parents?|amie?s?|copains?|copines?|mari|"
    r"femme|fils|filles?|enfants?|bebe|collegues?|voisine?s?|cousine?s?|oncle|tante|neveux?|niece|"
    r"grands?.(?:pere|mere|parents)|prof\w*|chef|patron|colocs?|colocataires?|famille)\b|"
    r"les (?:gens|jeunes|enfants|francais|anglais|americains|adolescents)\b|"
    r"(?:ils?|elles?) (?!y a|n.y a|faut|pleu[tv]|fai|neige|est (?:\d|une heure|midi))"
)


def kind_of(said: Heard) -> str:
    """Return dislike, lack, like, hypothesis, experience, past, memory, plan, wish, duty, opinion, third,
    activity or state."""
    verbs = {lemma for lemma, pos, _ in said.lemmas if pos == "verb"}
    return _of_feeling(said, verbs) or _of_time(said, verbs) or _of_speaker(said, verbs)


def _of_feeling(said: Heard, verbs: set[str]) -> str:
    likes = bool(verbs & _LIKING) and not _WISH.search(said.folded)
    if _LACK.search(said.folded):
        return "lack"
    if said.first_person and (verbs & _DISLIKING or (said.denies and likes)):
        return "dislike"
    return "like" if said.first_person and likes else ""


def _of_time(said: Heard, verbs: set[str]) -> str:
    if _IF.search(said.folded):
        return "hypothesis"
    if _OPINION.search(said.folded):
        return "opinion"
    if not said.first_person or said.denies:
        return "memory" if said.first_person and said.remembers else ""
    if said.past:
        return "experience" if verbs & _EXPERIENCES else "past"
    if said.remembers:
        return "memory"
    if _GOING_TO.search(said.folded) or (said.future and _I_OR_WE.search(said.folded)):
        return "plan"
    if _WISH.search(said.folded):
        return "plan" if _WISH_TO_DO.search(said.folded) else "wish"
    return ""


def _of_speaker(said: Heard, verbs: set[str]) -> str:
    if not said.first_person:
        return "third" if said.has_verb else "state"
    if said.denies:
        return "state"
    if _DUTY.search(said.folded):
        return "duty"
    return "activity" if verbs & _ACTIVITIES else "state"


def of_another(said: Heard) -> bool:
    """Whether the sentence is about other people, so that one can ask « Et toi »."""
    about_me = any(token.norm in ("me", "m'", "moi") for token in said.tokens)
    return not said.first_person and not about_me and bool(_RELATIVE.match(said.folded))
