"""Chooses the one question a reply ends in: about what was said, else the scenario's next."""

import re
from collections.abc import Iterable

from tutoring.brief import Style
from tutoring.offline.answered import answered
from tutoring.offline.clauses import clauses
from tutoring.offline.echoing import echo
from tutoring.offline.following import follow_up, is_follow_up, point_of, tells_of_somebody
from tutoring.offline.hearing import Heard, hear, listen, only
from tutoring.offline.kinds import kind_of
from tutoring.offline.mentioning import BESIDE_THE_POINT, Mention, mentions
from tutoring.offline.moves import Move
from tutoring.offline.practice import concept_questions
from tutoring.offline.register import render
from tutoring.offline.scenarios import fold, phrases
from tutoring.offline.talk import Talk, uncapitalised
from tutoring.offline.topics import last_question

_OF_SOMEBODY = re.compile(r"(?:et |mais )?(?:ils?|elles?)\b")
_RELATIONS = frozenset(
    f"people.{name}"
    for name in "freres parents enfants grands_parents couple cousins famille ami".split()
)
_SHORT = 4  # words; a longer message may name things in passing
_FRAGMENT = 2  # words
_LONGEST_ON_SUBJECT = 9  # words; what a longer message is about, one noun seldom tells
_FIRST_PERSON = frozenset("je j' me m' moi mon ma mes nous notre nos".split())
_LONG = 7  # words; who says so much wants to be asked about it
_LONGEST_THREAD = 3  # questions that ask on about what was told, before the scenario's next
_OUTRIGHT = 3.5  # the weight of a pattern such as « je suis boulanger »
_MAIN = 2.5  # a weight from which a concept is what the message is about
_WORKS_AT = re.compile(r"\b(?:travaill|boss)\w* (?:\w+ )?(?:a|au|aux|dans|pour|chez) (?:\w+ |l.)?")
_WHAT_HAPPENED = re.compile(
    r"(?i)(?:et )?(?:qu'est-ce que|où est-ce que|comment est-ce que|que) (?:tu as|tu es|vous avez) "
    r"\w+(?:é|u|is?|it)e?s?\b"
)
_YOUR = re.compile(r"\b(?:ton|ta|tes|votre|vos)\b", re.IGNORECASE)
_TO_YOU = re.compile(r"\b(?:tu|t'|vous)\b", re.IGNORECASE)


def next_question(talk: Talk, move: Move) -> str:
    """Return a question that was not asked before, as close to the message as there is one."""
    if talk.plays_part:
        more = phrases().questions["part"]
        return scene_question(talk, move) or talk.question(more, "part") or _oldest(talk, more)
    return (
        _about_message(talk, move)
        or scene_question(talk, move)
        or talk.question(phrases().questions["tell_more"], "more")
        or _oldest(talk, phrases().questions["tell_more"])
    )


def _about_message(talk: Talk, move: Move) -> str | None:
    """Return a question about what was just told; None when it is time for the scenario's next."""
    if move.said is None or not move.said.tokens:
        return _about_mention(talk, move)
    said = _said_back(talk, move)
    goes_on = _tells(move) and not _went_on(talk)
    if goes_on and (another := _told_of_another(talk, move, said)):
        return follow_up(talk, another) or _about_mention(talk, move)
    on_subject = None if _strays(talk, move) else _about_mention(talk, move)
    if goes_on and point_of(talk, said).tense in ("past", "was"):
        return _about_the_past(talk, move) or follow_up(talk, said)
    if goes_on and move.mention and move.mention.carried:
        return follow_up(talk, said) or on_subject
    return on_subject or _why(talk, move) or (follow_up(talk, said) if goes_on else None)


def _told_of_another(talk: Talk, move: Move, said: Heard) -> Heard | None:
    """Return the clause that tells what one of the learner's people does, if one is answered.

    « J'attends ma fille, elle étudie à Bordeaux » makes nobody but her a student.
    """
    if move.mention and (move.mention.concept.grave or move.mention.concept.ask_other):
        return None
    if tells_of_somebody(talk, said):
        return said
    if move.mention is None or fold(move.mention.word) not in fold(" ".join(move.sentences)):
        return None
    spoken_of = fold(move.mention.word)
    for clause in clauses(hear(talk.brief).corrected):
        if re.search(rf"\b{re.escape(spoken_of)}\b", fold(clause)):
            part = only(hear(talk.brief), clause)
            return part if tells_of_somebody(talk, part) else None
    return None


def _about_the_past(talk: Talk, move: Move) -> str | None:
    if move.mention is None or _strays(talk, move):
        return None
    return _unanswered(talk, move, move.mention.concept.ask_past)


def _said_back(talk: Talk, move: Move) -> Heard:
    """Return the sentence of the message that the reply gives back, which may be a corrected one."""
    heard, answer = hear(talk.brief), " ".join(move.sentences)
    for sentence in heard.sentences:
        turned = echo(sentence, formal=talk.formal)
        if turned and turned in answer:
            return only(heard, sentence)
    return move.said or heard


def _went_on(talk: Talk) -> bool:
    """Whether the last questions all asked on, so that the scenario has to move."""
    if listen(talk.brief.learner_text).word_count >= _LONG:
        return False
    asked = [last_question(line) for line in talk.tutor_lines[-_LONGEST_THREAD:]]
    return len(asked) == _LONGEST_THREAD and all(is_follow_up(q, formal=talk.formal) for q in asked)


def _tells(move: Move) -> bool:
    """Whether the message is a sentence, and not « le matin » or « rouge »."""
    return move.said is not None and move.said.has_verb and move.said.word_count > _FRAGMENT


def _strays(talk: Talk, move: Move) -> bool:
    """Whether a question about the concept would leave the thread.

    A long message names things in passing: « un poste bien payé » is not about money.
    """
    mention = move.mention
    if mention is None or move.said is None or talk.brief.style is Style.BUSINESS:
        return True
    heard = listen(talk.brief.learner_text)
    if mention.name in _RELATIONS and not mention.carried and not _speaks_of_own(heard):
        return True  # « certains parents » are not the learner's
    limit = _LONGEST_ON_SUBJECT if _speaks_of_own(heard) else _LONG
    said_outright = mention.place < 0 and mention.weight >= _OUTRIGHT and _speaks_of_own(heard)
    if heard.word_count <= limit or said_outright:
        return False
    file = mention.name.partition(".")[0]
    spoken_of = {m.name for line in talk.learner_lines[-3:] for m in mentions(listen(line))}
    of_topic = bool(talk.brief.topic) and file in talk.topic.concepts
    return not (of_topic or mention.name in spoken_of) or mention.weight < _MAIN


def _speaks_of_own(heard: Heard) -> bool:
    return any(token.norm in _FIRST_PERSON for token in heard.tokens)


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
    asked = _unanswered(talk, move, special.get(move.kind, ())) or _unanswered(
        talk, move, questions
    )
    told_of_others = move.said is not None and move.said.has_verb and not _speaks_of_own(move.said)
    return _and_you(talk, asked) if told_of_others and asked and _YOUR.search(asked) else asked


def _plainly_asked(move: Move, mention: Mention) -> str:
    """Return the kind of question that fits better than one about the concept; "" for none."""
    if mention.concept.grave:
        return "third" if move.of_another or mention.carried else ""
    return move.kind if move.kind in ("opinion", "plan") else ""


def _in_passing(move: Move, mention: Mention) -> bool:
    """Whether the message names the concept without being about it."""
    long = move.said is not None and move.said.word_count > _SHORT
    if move.said is not None and _is_workplace(move.said, mention):
        return True
    return (move.denied and not mention.carried) or (long and mention.weight < BESIDE_THE_POINT)


def _is_workplace(said: Heard, mention: Mention) -> bool:
    """Whether « un hôpital » is where somebody works, and no matter of health."""
    at_work = rf"{_WORKS_AT.pattern}{re.escape(fold(mention.word))}"
    return not mention.name.startswith("work_study.") and bool(re.search(at_work, said.folded))


def _of_kind(talk: Talk, kind: str) -> list[str]:
    return talk.shuffled(phrases().questions.get(kind, ()), kind)


def _unanswered(talk: Talk, move: Move, questions: Iterable[str]) -> str | None:
    """Return the first question that was never asked and that the message does not answer."""
    heard = [move.said] if move.said else []
    heard += [listen(line) for line in (talk.brief.learner_text, *talk.learner_lines[-2:])]
    fitting = (q for q in questions if _happened(q, heard))
    return talk.question(q for q in fitting if not any(answered(q, said) for said in heard))


def _happened(question: str, heard: Iterable[Heard]) -> bool:
    """Whether « Qu'est-ce que tu as vu là-bas ? » is asked of somebody who has been there."""
    return not _WHAT_HAPPENED.match(question) or any(
        said.past or (said.remembers and kind_of(said) != "hypothesis") for said in heard
    )


def _and_you(talk: Talk, question: str | None) -> str | None:
    if question is None or question.startswith("Et ") or not _TO_YOU.search(question):
        return question
    return talk.framed("and_you", only=uncapitalised(question)) or question


def _why(talk: Talk, move: Move) -> str | None:
    if not move.why or move.why in " ".join(move.sentences):
        return None
    return talk.framed("why", only=move.why)


def _oldest(talk: Talk, questions: Iterable[str]) -> str:
    """Return a question that was not asked lately, when every one was asked before."""
    questions = [render(question, formal=talk.formal) for question in questions]
    fresh = [q for q in questions if not talk.said(q) and talk.allowed(q)]
    return fresh[talk.draw("oldest", len(fresh))] if fresh else questions[0]
