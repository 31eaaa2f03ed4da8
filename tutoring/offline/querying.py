"""Notices that the learner asks what the tutor's own question meant: « M'inquiéter de quoi ? »."""

import re
from typing import Final

from tutoring.offline.hearing import Heard, listen
from tutoring.offline.scenarios import acts, fold
from tutoring.offline.talk import Talk

_POLITE: Final = re.compile(
    r"\b(?:pardon|desolee?|excuse[sz]?[- ]moi|s'il (?:te|vous) plait|euh|hein|mais|donc|exactement|ca|au juste)\b[ ,]*"
)
_ASKS_WHAT: Final = re.compile(
    r"\b(?:de|a|en|avec|par|pour|sur)? ?(?:quoi|qui)$|^(?:de |a |en )?quel(?:le)?s? \w+$|"
    r"\b(?:que|qu'est-ce que|comment est-ce que|ou est-ce que) quoi\b|^(?:le|la|les)quel(?:le)?s?$"
)
_BARE: Final = re.compile(r"^(?:(?:un|une|le|la) \w+ )?(?:de|d'|a|en) (?:quoi|qui)$")
_UNREAL: Final = re.compile(r"^(?:m'|me |nous |s'|se )?\w+(?:er|ir|re|oir) .*\bquoi$|\bque quoi\b")
_TO_TUTOR: Final = re.compile(r"\b(?:tu|vous|toi)\b|-(?:tu|vous)\b|\bt'")
_LONGEST: Final = 8  # words


def queries_last_question(talk: Talk, heard: Heard) -> str | None:
    """Return the sentence that asks what the tutor's last question meant; None without one."""
    last = talk.tutor_lines[-1] if talk.tutor_lines else ""
    if not last.endswith("?"):
        return None
    for sentence in heard.sentences:
        if _is_unclear(talk, sentence) or _takes_up(sentence, last):
            return sentence
    return None


def _is_unclear(talk: Talk, sentence: str) -> bool:
    """Whether it says so; a beginner has the same question again, with its English."""
    return talk.advanced and bool(
        re.search(acts()["unclear_question"].pattern, fold(sentence).strip(" .!?…"))
    )


def _takes_up(sentence: str, last: str) -> bool:
    asked = _POLITE.sub("", fold(sentence).replace("’", "'").strip(" .!?…")).strip(" ,")
    short = 0 < len(asked.split()) <= _LONGEST
    if not (sentence.endswith("?") and short and _ASKS_WHAT.search(asked)):
        return False
    if _TO_TUTOR.search(asked):
        return False
    return bool(_BARE.match(asked) or _UNREAL.search(asked)) or _shares_word(sentence, last)


def _shares_word(sentence: str, last: str) -> bool:
    mine = {lemma for lemma, _, _ in listen(last.split(". ")[-1]).content}
    return any(lemma in mine for lemma, _, _ in listen(sentence).content)
