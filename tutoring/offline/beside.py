"""Takes up what a message tells beside the question or the act that was answered first."""

import re
from dataclasses import replace
from typing import Final

from tutoring.offline.echoing import echo
from tutoring.offline.hearing import Heard, listen, only
from tutoring.offline.kinds import kind_of, of_another
from tutoring.offline.mentioning import mentions
from tutoring.offline.mood import grave_mention
from tutoring.offline.moves import Move
from tutoring.offline.scenarios import acts
from tutoring.offline.talk import Talk

_POLITE: Final = ("thanks", "praise", "agree", "sorry", "greeting", "laugh", "fine")
_LEADING_UP: Final = re.compile(
    r"(?i)^(?:(?:allez|bon|bref|voilà|alors|sinon|oui|non|ah|oh|haha)[ ,]+)+"
)
_FEWEST: Final = 4  # words; fewer tell nothing that could be taken up
_MOST_SAID_BACK: Final = 14  # words


def told_beside(heard: Heard, *answered: str) -> Heard | None:
    """Return the weightiest thing told in the other sentences; None when there is nothing."""
    told = [s for s in heard.sentences if s not in answered and not s.rstrip().endswith("?")]
    weighty = [s for s in told if _tells(listen(s))]
    return only(heard, max(weighty, key=len)) if weighty else None


def taking_up(talk: Talk, move: Move, told: Heard | None) -> Move:
    """Return the answer with what was told said back; the next question will be about that."""
    if told is None:
        return move
    mention = next(iter(mentions(told)), None)
    return replace(
        move,
        sentences=tuple(filter(None, (*move.sentences, said_back(talk, told)))),
        practise=False,
        mention=mention or move.mention,
        denied=told.denies,
        kind=kind_of(told),
        of_another=of_another(told),
        said=told,
    )


def _tells(said: Heard) -> bool:
    polite = any(re.search(acts()[name].pattern, said.folded) for name in _POLITE)
    return said.word_count >= _FEWEST and said.has_verb and not polite


def said_back(talk: Talk, told: Heard) -> str | None:
    if talk.plays_part or told.word_count > _MOST_SAID_BACK:
        return None
    turned = echo(_LEADING_UP.sub("", told.corrected), formal=talk.formal)
    name = "echo_gentle" if grave_mention(told) else "beside"
    return talk.framed(name, only=turned) if turned else None
