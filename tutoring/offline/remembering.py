"""Remembers what a learner has told in this talk, so that nobody asks for it again."""

import re
from functools import lru_cache
from typing import Final

from tutoring.offline.scenarios import Fact, facts, fold

_QUESTIONS: Final = re.compile(r"[^.!?»]+\?")


def asks_for_the_known(question: str, *, learner_said: str, tutor_said: tuple[str, ...]) -> bool:
    """Whether a question wants a fact that was told, or asked for, before.

    Args:
        learner_said: all that the learner has said in this talk, folded.
    """
    return any(
        re.search(fact.told, learner_said) or any(_asked(line, fact) for line in tutor_said)
        for fact in _wanted(fold(question))
    )


@lru_cache(maxsize=1024)
def _wanted(question: str) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts().values() if re.search(fact.asks, question))


@lru_cache(maxsize=1024)
def _asked(line: str, fact: Fact) -> bool:
    """Whether one of the questions in a line of the tutor's asks for the fact."""
    return any(re.search(fact.asks, fold(q).strip()) for q in _QUESTIONS.findall(line))
