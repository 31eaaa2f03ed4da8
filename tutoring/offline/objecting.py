"""Admits it when the learner objects to the tutor, and goes back to what they meant.

« Mais on parlait du sac ! Il est en cuir ? » gets an excuse and the answer; « Je l'ai dit : je suis
boulanger » gets the excuse with what was said in it. No exercise comes with either.
"""

import re
from typing import Final

from tutoring.offline.beside import taking_up, told_beside
from tutoring.offline.echoing import echo
from tutoring.offline.hearing import Heard, listen, only
from tutoring.offline.kinds import kind_of, of_another
from tutoring.offline.mentioning import mentions
from tutoring.offline.moves import Move
from tutoring.offline.querying import queries_last_question
from tutoring.offline.questions import answer_question, is_reprise, served
from tutoring.offline.reacting import part_answer
from tutoring.offline.scenarios import acts, fold, phrases
from tutoring.offline.subjects import subject_of, towards
from tutoring.offline.talk import Talk

OBJECTIONS: Final = (
    "already_said", "not_listening", "off_subject", "not_my_meaning", "right_after_all", "teasing",
    "no_exercise", "not_that", "unclear_question", "drop_it",
)  # fmt: skip
_WITHOUT_EXERCISE: Final = 4  # messages after a complaint about exercises
_SAID_AGAIN: Final = re.compile(
    r"(?i)^.*?\b(?:dire|dit|répondu|expliqué|raconté)(?: que | qu'| ?[:,] | ?: ?)(.+)$"
)
_INDIRECT: Final = re.compile(
    r"(?i)\bje (?:te |vous )?demand(?:e|ais) (?:juste |seulement )?si (.+)$"
)
_SUBJECT: Final = re.compile(
    r"(?i)\bparl(?:ait|ais|ions|e|ons) ((?:de la |de l'|de |d'|du |des ).+)$"
)


def answer_objection(talk: Talk, heard: Heard) -> Move | None:
    """Return an excuse and what was meant; None when the learner does not object."""
    if not talk.tutor_lines:
        return None
    found = _objection(heard)
    if found is None:
        return _dropped(talk) if queries_last_question(talk, heard) else None
    name, sentence = found
    excuse = _excuse(talk, name, sentence)
    return _going_on(talk, heard, sentence, excuse, strayed=_strayed(talk, *found))


def _dropped(talk: Talk) -> Move:
    """Give up a question that was not understood, and go back to what the learner was saying."""
    excuse = talk.line(acts()["unclear_question"].say, "act") or talk.phrase("excuse")
    told = next((said for line in reversed(talk.learner_lines) if (said := _told(line))), None)
    turned = echo(told.corrected, formal=talk.formal) if told else None
    back = talk.framed("back_to_told", only=turned) if turned else None
    sentences = tuple(filter(None, (excuse, back)))
    if told is None or back is None:
        return Move(sentences, question=_what_then(talk), practise=False)
    return Move(
        sentences, practise=False, mention=next(iter(mentions(told)), None), kind=kind_of(told),
        of_another=of_another(told), said=told,
    )  # fmt: skip


def _told(line: str) -> Heard | None:
    return told_beside(listen(line))


def excuse_for(talk: Talk, heard: Heard) -> str | None:
    """Return the excuse alone; None when the learner does not object."""
    found = _objection(heard)
    return _excuse(talk, *found) if found else None


def _excuse(talk: Talk, name: str, sentence: str) -> str:
    subject = _subject(talk, sentence)
    return (
        _said_again(talk, name, sentence)
        or (talk.framed("back_to", only=subject) if subject else None)
        or talk.line(acts()[name].say, "act")
        or talk.phrase("excuse")
    )


def exercises_unwanted(talk: Talk) -> bool:
    """Whether the learner has complained of exercises lately."""
    pattern = acts()["no_exercise"].pattern
    return any(re.search(pattern, fold(line)) for line in talk.learner_lines[-_WITHOUT_EXERCISE:])


def _objection(heard: Heard) -> tuple[str, str] | None:
    for name in OBJECTIONS:
        if name == "unclear_question":  # which depends on what was asked
            continue
        for sentence in (*heard.sentences, heard.corrected):
            if re.search(acts()[name].pattern, fold(sentence).strip(" .!?…")):
                return name, sentence
    return None


def _going_on(talk: Talk, heard: Heard, sentence: str, excuse: str, *, strayed: bool) -> Move:
    """Answer the question that is left, or take up what is told beside the objection.

    Args:
        strayed: the subject was left; what the objection names is not to lead farther away.
    """
    asked = _asked_again(sentence) or _question_beside(heard, sentence)
    answer = answer_question(talk, only(heard, asked)) if asked else None
    if answer:
        sentences = (excuse, *answer.sentences[:1])
        return Move(sentences, answer.question, practise=False, mention=answer.mention)
    if talk.plays_part and (line := _meant(talk, heard, sentence)):
        return Move((excuse, line), practise=False)
    told = told_beside(heard, sentence)
    about = told or (None if strayed else only(heard, sentence))
    mention = next(iter(mentions(about)), None) if about else None
    open_question = None if told or mention else _what_then(talk)
    move = Move((excuse,), question=open_question, practise=False, mention=mention)
    return taking_up(talk, move, told)


def _meant(talk: Talk, heard: Heard, objection: str) -> str | None:
    """Return what a house answers to « La carte bancaire ! » after « Non non, pas le menu ! »."""
    for sentence in heard.sentences:
        meant = only(heard, sentence)
        if sentence == objection:
            continue
        if move := served(talk, meant):
            return move.sentences[0]
        if line := part_answer(talk, meant):
            return line
    return None


def _what_then(talk: Talk) -> str | None:
    """Return a question that gives the talk back to a learner whom the tutor's own has put off."""
    return None if talk.formal else talk.question(phrases().questions["what_then"], "what_then")


def _strayed(talk: Talk, name: str, sentence: str) -> bool:
    return name == "off_subject" and _subject(talk, sentence) is None


def _said_again(talk: Talk, name: str, sentence: str) -> str | None:
    """Return « Pardon, tu es boulanger, tu l'as dit. » for « Je l'ai déjà dit, je suis boulanger »."""
    if name != "already_said" or not (found := _SAID_AGAIN.search(sentence)):
        return None
    turned = echo(found[1], formal=talk.formal)
    return talk.framed("said_again", only=turned) if turned else None


def _subject(talk: Talk, sentence: str) -> str | None:
    """Return « à ta librairie » for « je parlais de ma librairie »."""
    found = _SUBJECT.search(sentence)
    subject = subject_of(found[1], formal=talk.formal) if found else None
    return towards(subject) if subject else None


def _asked_again(sentence: str) -> str | None:
    """Return « le magasin est ouvert dimanche ? » for « je demande si le magasin est ouvert »."""
    found = _INDIRECT.search(sentence.rstrip(" .!…"))
    return f"{found[1]} ?" if found else None


def _question_beside(heard: Heard, sentence: str) -> str | None:
    asked = [s for s in heard.sentences if s != sentence and s.rstrip().endswith("?")]
    return next((s for s in reversed(asked) if not is_reprise(listen(s))), None)
