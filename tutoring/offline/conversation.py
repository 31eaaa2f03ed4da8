"""The offline tutor: answers what was said, mends it in passing, and asks one thing.

    the meaning first -> the correction inside the recast -> a word of the plan -> one question

It draws on scenario files alone. The same brief always gets the same reply.
"""

from dataclasses import replace
from typing import Final

from tutoring.brief import Brief, Style
from tutoring.offline.answering import answer_act, answer_danger, answer_english
from tutoring.offline.asking import next_question, scene_question
from tutoring.offline.checking import checked
from tutoring.offline.hearing import Heard, hear
from tutoring.offline.leaving import answer_leaving
from tutoring.offline.moments import challenge, gap_now
from tutoring.offline.mood import mood_of, tempered
from tutoring.offline.moves import Move
from tutoring.offline.objecting import answer_objection
from tutoring.offline.practice import introduction
from tutoring.offline.questions import answer_question
from tutoring.offline.reacting import react
from tutoring.offline.revisiting import reminder
from tutoring.offline.scenarios import phrases
from tutoring.offline.talk import Talk, joined
from tutoring.offline.topics import topic_of

_INTRODUCTIONS: Final = {Style.CASUAL: "intro_casual", Style.BUSINESS: "intro_business"}


def reply_to(brief: Brief) -> str:
    """Return the tutor's reply, or its greeting when the learner has not spoken yet.

    Always the same for the same brief, and never one of the last ten replies of its history.
    """
    if brief.gentle:
        # What was said in danger is nothing to come back to.
        brief = replace(brief, history=())
    talk = Talk(brief, topic_of(brief))
    if not brief.learner_text.strip():
        return _greeting(talk)
    verdict = checked(talk)
    talk = verdict.talk if verdict else talk
    heard = hear(talk.brief)
    move = _move(talk, heard) if heard.tokens else Move(practise=False)
    move = replace(move, practise=False) if brief.gentle else move
    if verdict:
        move = replace(
            move, sentences=(joined([verdict.sentence, *move.sentences[:1]]), *move.sentences[1:])
        )
    if move.complete:
        return joined(move.sentences)
    if move.topic_name:
        talk = talk.about(move.topic_name)
    sorrow = mood_of(talk, heard) if heard.tokens else None
    is_last = brief.turn_number == brief.planned_turns and not brief.gentle
    if is_last and not (move.leaving or sorrow):
        return _farewell(talk, move)
    return _composed(talk, move)


def _move(talk: Talk, heard: Heard) -> Move:
    move = (
        answer_danger(talk, heard)
        or answer_leaving(talk, heard)
        or answer_objection(talk, heard)
        or answer_act(talk, heard)
        or answer_english(talk, heard)
        or answer_question(talk, heard)
        or react(talk, heard)
    )
    return tempered(talk, heard, move)


def _greeting(talk: Talk) -> str:
    name = "intro_role" if talk.plays_part else _INTRODUCTIONS.get(talk.brief.style, "intro")
    opening = talk.line(talk.scene.open, "open")
    first = Move((talk.phrase(name), opening or ""))
    if question := scene_question(talk, first):
        return joined([*first.sentences, introduction(talk), question])
    return _composed(talk, first)


def _composed(talk: Talk, move: Move) -> str:
    """Return the answer, at most one word of the plan, and one question."""
    new_word = introduction(talk) if move.practise else None
    beside = new_word or reminder(talk, move)
    practises = move.practise and not beside
    if practises and not move.question and (gap := gap_now(talk, move)):
        return joined([*move.sentences, gap])
    question = move.question or next_question(talk, move)
    beside = challenge(talk, question) if practises else beside
    return joined([*move.sentences, beside, question])


def _farewell(talk: Talk, move: Move) -> str:
    """Close the talk warmly, and leave the door open."""
    closing = talk.line(talk.scene.closings, "closing") or talk.phrase("bye")
    question = move.question if move.leaving else None
    question = question or talk.question(phrases().questions["go_on"], "go_on")
    new_word = introduction(talk) if move.practise else None
    return joined([*move.sentences[:1], new_word, closing, question])
