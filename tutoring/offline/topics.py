"""Finds the topic that the learner asked for, and what the tutor asked last."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from zlib import crc32

from tutoring.brief import Brief, Speaker
from tutoring.offline.register import render
from tutoring.offline.scenarios import (
    Node,
    acts,
    concepts,
    fold,
    follow_ups,
    keywords,
    persona,
    phrases,
    topic,
)  # fmt: skip

WORDS: Final = re.compile(r"[\w-]+")
SMALL_TALK: Final = "presentations"


def topic_of(brief: Brief) -> str:
    """Return the name of the topic that fits the brief, or of the one asked for since."""
    learner_lines = [e.text for e in brief.history if e.speaker is Speaker.LEARNER]
    for text in reversed([*learner_lines, brief.learner_text]):
        if name := asked_topic(text, brief.style):
            return name
    if brief.topic.strip():
        return matching_topic(brief.topic, brief.style) or SMALL_TALK
    return _default(brief)


def asked_topic(text: str, style: str = "") -> str | None:
    """Return the topic of « parlons de… », when the text says so and the topic is known."""
    found = re.search(acts()["new_topic"].pattern, fold(text).strip(" .!?"))
    return matching_topic(_head(found[1]), style) if found else None


def _head(subject: str) -> str:
    """Return « le budget » of « le budget de la campagne », which is no talk about nature."""
    return re.split(r" (?:de|du|des|d'|pour|dans|avec|qui|que)\b|[,.:;!?]", subject.strip())[0]


def matching_topic(text: str, style: str) -> str | None:
    """Return the topic whose keywords the text holds; those of the style before the others."""
    folded = f" {' '.join(WORDS.findall(fold(text)))} "
    scores = {}
    for name, (styles, wanted) in keywords().items():
        places = [folded.find(f" {word} ") for word in wanted]
        hits = [place for place in places if place >= 0]
        if hits and (not styles or style in styles):
            scores[name] = (bool(styles), len(hits), -min(hits))
    return max(scores, key=lambda name: scores[name]) if scores else None


def _default(brief: Brief) -> str:
    fitting = [name for name, (styles, _) in keywords().items() if brief.style in styles]
    return fitting[crc32(f"{brief.seed}".encode()) % len(fitting)] if fitting else SMALL_TALK


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that the tutor has asked, and where it comes from."""

    question: str  # as the curator wrote it
    english: str
    node: Node | None = None
    concept: str = ""


def last_asked(tutor_line: str, topic_name: str, *, formal: bool) -> Asked | None:
    """Return what the tutor's line ended in; None when it isn't of the scenario files."""
    sentence = fold(last_question(tutor_line))
    for start in ("", "et toi, ", "et vous, ", "alors, "):
        if sentence.startswith(start):
            known = _questions(topic_name, formal=formal).get(sentence.removeprefix(start))
            if known:
                return known
    return None


def last_question(tutor_line: str) -> str:
    """Return the sentence that a line of the tutor's ends in."""
    return re.split(r"(?<=[.!?…»)])\s+(?=[^\s!?])", tutor_line.strip())[-1]


@lru_cache(maxsize=64)
def _questions(topic_name: str, *, formal: bool) -> dict[str, Asked]:
    of_topic = {
        fold(render(question, formal=formal)): Asked(question, english, node=node)
        for scene in topic(topic_name).levels.values()
        for node in scene.nodes
        for question, english in node.ask.items()
    }
    return {**_common_questions(formal=formal), **of_topic}


@lru_cache(maxsize=2)
def _common_questions(*, formal: bool) -> dict[str, Asked]:
    return {fold(render(asked.question, formal=formal)): asked for asked in _shared_questions()}


def _shared_questions() -> Iterator[Asked]:
    for questions in phrases().questions.values():
        yield from (Asked(fr, en) for fr, en in questions.items())
    for entry in follow_ups().asked:
        yield from (Asked(fr, en) for fr, en in entry.ask.items())
    yield from (Asked(fr, en) for fr, en in follow_ups().otherwise.items())
    for fact in persona().values():
        yield from (Asked(fr, en) for fr, en in fact.ask.items())
    for name, concept in concepts().items():
        for questions in (concept.ask, concept.ask_b, concept.ask_have, concept.ask_past):
            yield from (Asked(fr, en, concept=name) for fr, en in questions.items())
