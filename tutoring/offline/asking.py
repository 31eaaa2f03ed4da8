"""Chooses the one question a reply ends in: about what was said, else the scenario's next."""

import re
from collections.abc import Iterable

from tutoring.brief import Style
from tutoring.offline.answered import answered
from tutoring.offline.hearing import listen
from tutoring.offline.mentioning import BESIDE_THE_POINT, Mention
from tutoring.offline.moves import Move
from tutoring.offline.practice import concept_questions
from tutoring.offline.register import render
from tutoring.offline.scenarios import phrases
from tutoring.offline.talk import Talk, uncapitalised

_OF_SOMEBODY = re.compile(r"(?:et |mais )?(?:ils?|elles?)\b")
_RELATIONS = frozenset(
    f"people.{name}"
    for name in "freres parents enfants grands_parents couple cousins famille ami".split()
)
_SHORT = 4  # words; a longer message may name things in passing
_TO_YOU = re.compile(r"\b(?:tu|t'|vous)\b", re.IGNORECASE)


def next_question(talk: Talk, move: Move) -> str:
    """Return a question that was not asked before, as close to the message as there is one."""
    if talk.plays_part:
        more = phrases().questions["part"]
        return scene_question(talk, move) or talk.question(more, "part") or _oldest(talk, more)
    at_work = talk.brief.style is Style.BUSINESS
    return (
        (None if at_work else _about_mention(talk, move))
        or _why(talk, move)
        or _about_kind(talk, move)
        or scene_question(talk, move)
        or talk.question(phrases().questions["tell_more"], "more")
        or _oldest(talk, phrases().questions["tell_more"])
    )


def scene_question(talk: Talk, move: Move) -> str | None:
    """Return the scenario's next question that the message does not answer."""
    for node in talk.scene.nodes:
        if talk.told(node.told) or any(talk.asked(question) for question in node.ask):
            continue
        if question := _unanswered(talk, move, talk.shuffled(node.ask, node.id)):
            return question
    return None


def _about_mention(talk: Talk, move: Move) -> str | None:
    if move.mention is None or _in_passing(move, move.mention):
        return None
    concept = move.mention.concept
    if kind := _plainly_asked(move, move.mention):
        return _unanswered(talk, move, _of_kind(talk, kind))
    if move.of_another and concept.ask_other:
        return _unanswered(talk, move, concept.ask_other)
    if move.of_another and not move.mention.carried and move.mention.name not in _RELATIONS:
        return _and_you(talk, _unanswered(talk, move, concept_questions(talk, move.mention.name)))
    special = {"past": concept.ask_past, "experience": concept.ask_past, "state": concept.ask_have}
    if move.mention.carried:
        special["third"] = concept.ask_have
        if move.said and not _OF_SOMEBODY.match(move.said.folded):
            return _unanswered(talk, move, special.get(move.kind, ()))
    questions = concept_questions(talk, move.mention.name)
    return _unanswered(talk, move, special.get(move.kind, ())) or _unanswered(talk, move, questions)


def _plainly_asked(move: Move, mention: Mention) -> str:
    """Return the kind of question that fits better than one about the concept; "" for none."""
    if mention.concept.grave:
        return "third" if move.of_another or mention.carried else ""
    return move.kind if move.kind in ("opinion", "plan") else ""


def _in_passing(move: Move, mention: Mention) -> bool:
    """Whether the message names the concept without being about it."""
    long = move.said is not None and move.said.word_count > _SHORT
    return (move.denied and not mention.carried) or (long and mention.weight < BESIDE_THE_POINT)


def _of_kind(talk: Talk, kind: str) -> list[str]:
    return talk.shuffled(phrases().questions.get(kind, ()), kind)


def _unanswered(talk: Talk, move: Move, questions: Iterable[str]) -> str | None:
    """Return the first question that was never asked and that the message does not answer."""
    heard = [move.said] if move.said else []
    heard += [listen(line) for line in talk.learner_lines[-2:]]
    return talk.question(q for q in questions if not any(answered(q, said) for said in heard))


def _and_you(talk: Talk, question: str | None) -> str | None:
    if question is None or question.startswith("Et ") or not _TO_YOU.search(question):
        return question
    return talk.framed("and_you", only=uncapitalised(question)) or question


def _why(talk: Talk, move: Move) -> str | None:
    if not move.why or move.why in " ".join(move.sentences):
        return None
    return talk.framed("why", only=move.why)


def _about_kind(talk: Talk, move: Move) -> str | None:
    if asked := _unanswered(talk, move, _of_kind(talk, move.kind)):
        return asked
    told_much = move.said is not None and move.said.word_count > _SHORT
    return talk.question(_of_kind(talk, "third")) if told_much else None


def _oldest(talk: Talk, questions: Iterable[str]) -> str:
    """Return a question that was not asked lately, when every one was asked before."""
    questions = [render(question, formal=talk.formal) for question in questions]
    fresh = [q for q in questions if not talk.said(q) and talk.allowed(q)]
    return fresh[talk.draw("oldest", len(fresh))] if fresh else questions[0]
