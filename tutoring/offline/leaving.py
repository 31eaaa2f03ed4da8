"""Returns a leave-taking, wherever in the message it stands: what was said first, then goodbye."""

import re
from typing import Final

from tutoring.offline.beside import said_back
from tutoring.offline.hearing import Heard, listen, only
from tutoring.offline.moves import Move
from tutoring.offline.objecting import excuse_for
from tutoring.offline.scenarios import acts, fold, phrases
from tutoring.offline.talk import Talk

# What the learner wished is wished in return; the first that fits.
_RETURNED: Final = (
    ("bye_tomorrow", re.compile(r"\ba demain")),
    ("bye_night", re.compile(r"bonne nuit|me coucher|\bau lit|dormir")),
    ("bye_evening", re.compile(r"bonne soiree")),
    ("bye_day", re.compile(r"bonne journee|bon (?:apres-midi|week-end|dimanche|samedi)")),
    ("bye_soon", re.compile(r"a (?:tres )?bientot|a plus|a la prochaine|prochaine")),
)
_THANKS_FOR_ALL: Final = re.compile(
    r"\bmerci (?:\w+ ){0,2}(?:de m.avoir|d.avoir|pour (?:la|cette|notre|ton|ta|tes|votre|vos|tout))\b"
)
_THANKS: Final = re.compile(r"\bmerci\b|\bthank")
_DUTY: Final = re.compile(r"\bje dois\b|il faut que|faut que|\bj'ai (?:du|beaucoup de) travail")
_MERELY_BYE: Final = re.compile(r"^(?:salut|ciao|bye|tchao|a plus)$")
_LAST: Final = 2  # sentences in which one takes leave


def answer_leaving(talk: Talk, heard: Heard) -> Move | None:
    """Return the farewell; None when the learner stays."""
    leaving = _leaving(talk, heard)
    if leaving is None:
        return None
    name = "bye_part" if talk.plays_part else "bye"
    question = talk.question(phrases().questions[name], name)
    sentences = (_first(talk, heard, leaving), _farewell(talk, heard))
    return Move(tuple(filter(None, sentences)), question, practise=False, leaving=True)


def _leaving(talk: Talk, heard: Heard) -> str | None:
    """Return the sentence that takes leave."""
    if not talk.tutor_lines:
        return None
    last = heard.sentences[-_LAST:]
    for sentence in reversed(last):
        folded = fold(sentence).strip(" .!…?")
        if sentence.rstrip().endswith("?"):
            continue
        if re.search(acts()["bye"].pattern, folded) or _thanks_and_goes(folded):
            return sentence
        if len(talk.tutor_lines) > 1 and _MERELY_BYE.match(folded) and heard.sentences[1:]:
            return sentence
    return None


def _thanks_and_goes(folded: str) -> bool:
    goes = _THANKS.search(folded) and _DUTY.search(folded)
    return bool(goes or _THANKS_FOR_ALL.search(folded))


def _first(talk: Talk, heard: Heard, leaving: str) -> str | None:
    """Return an answer to what was said before the goodbye."""
    if excuse := excuse_for(talk, heard):
        return excuse
    told = [s for s in heard.sentences if s != leaving and not s.rstrip().endswith("?")]
    for sentence in sorted(told, key=len, reverse=True):
        tells = listen(sentence).word_count > 2 and not _THANKS.search(fold(sentence))
        if tells and (back := said_back(talk, only(heard, sentence))):
            return back
    if _DUTY.search(heard.folded):
        return talk.phrase("bye_work")
    return talk.phrase("bye_thanks") if _THANKS.search(heard.folded) else None


def _farewell(talk: Talk, heard: Heard) -> str | None:
    for name, pattern in _RETURNED:
        if pattern.search(heard.folded):
            return talk.phrase(name)
    return talk.phrase("bye_part" if talk.plays_part else "bye")
