"""Chooses the one question a reply ends in: about what was said, else the scenario's next."""

from collections.abc import Iterable

from tutoring.offline.moves import Move
from tutoring.offline.practice import concept_questions
from tutoring.offline.register import render
from tutoring.offline.scenarios import phrases
from tutoring.offline.talk import Talk, uncapitalised


def next_question(talk: Talk, move: Move) -> str:
    """Return a question that was not asked before, as close to the message as there is one."""
    if talk.plays_part:
        more = phrases().questions["part"]
        return scene_question(talk) or talk.question(more, "part") or _oldest(talk, more)
    return (
        _about_mention(talk, move)
        or _why(talk, move)
        or _about_kind(talk, move)
        or scene_question(talk)
        or talk.question(phrases().questions["tell_more"], "more")
        or _oldest(talk, phrases().questions["tell_more"])
    )


def scene_question(talk: Talk) -> str | None:
    """Return the scenario's next question."""
    for node in talk.scene.nodes:
        if talk.told(node.told) or any(talk.asked(question) for question in node.ask):
            continue
        if question := talk.question(node.ask, node.id):
            return question
    return None


def _about_mention(talk: Talk, move: Move) -> str | None:
    if move.mention is None or move.denied:
        return None
    concept = move.mention.concept
    if move.kind == "opinion" and not concept.grave:
        return talk.question(phrases().questions["opinion"], "opinion")
    if move.third_person and not concept.grave:
        return _and_you(talk, talk.question(concept_questions(talk, move.mention.name)))
    if move.kind == "past" and (question := talk.question(concept.ask_past)):
        return question
    if move.kind == "state" and (question := talk.question(concept.ask_have)):
        return question
    if move.kind == "plan" and talk.draw("plan", 2):
        return talk.question(phrases().questions["plan"], "plan")
    return talk.question(concept_questions(talk, move.mention.name))


def _and_you(talk: Talk, question: str | None) -> str | None:
    you = ("tu ", "ton ", "ta ", "tes ", "vous ", "votre ", "vos ")
    if (
        question is None
        or question.startswith("Et ")
        or not any(f" {word}" in f" {question.lower()}" for word in you)
    ):
        return question
    return talk.framed("and_you", only=uncapitalised(question)) or question


def _why(talk: Talk, move: Move) -> str | None:
    if not move.why or move.why in " ".join(move.sentences):
        return None
    return talk.framed("why", only=move.why)


def _about_kind(talk: Talk, move: Move) -> str | None:
    questions = phrases().questions.get(move.kind)
    return talk.question(questions, move.kind) if questions else None


def _oldest(talk: Talk, questions: Iterable[str]) -> str:
    """Return a question that was not asked lately, when every one was asked before."""
    questions = [render(question, formal=talk.formal) for question in questions]
    fresh = [q for q in questions if not talk.said(q) and talk.allowed(q)]
    return fresh[talk.draw("oldest", len(fresh))] if fresh else questions[0]
