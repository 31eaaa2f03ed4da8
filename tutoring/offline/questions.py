"""Answers what the learner asks the tutor: from its own life, else by the form of the question."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from tutoring.offline.beside import taking_up, told_beside
from tutoring.offline.choosing import side_taken
from tutoring.offline.echoing import TAGS
from tutoring.offline.explaining import judged, which_is_said
from tutoring.offline.hearing import Heard, listen, only
from tutoring.offline.mentioning import Mention, mentions
from tutoring.offline.mood import grave_mention
from tutoring.offline.moves import Move
from tutoring.offline.own_answer import ours, question_text, said_of_the_world, that, yes
from tutoring.offline.reacting import part_answer
from tutoring.offline.scenarios import PersonaFact, acts, fold, persona, phrases, service
from tutoring.offline.talk import Talk

_TO_TUTOR: Final = re.compile(
    r"\b(?:tu|t.|toi|ton|ta|tes|vous|votre|vos|camille)\b|-(?:tu|vous)\b|\b[tv]ous\b|\byou(?:r)?\b"
)
_TAGGED: Final = re.compile(
    rf"\w, (?:{TAGS}|"
    r"(?:tu|vous) (?:te rends compte|vous rendez compte|imagine[sz]?|vois|voyez|sais|savez)) ?\?$"
)
_ASKS: Final = re.compile(
    r"(?:est-ce qu|qu.est-ce qu|as-tu|aimes-tu|tu .*\bquoi$|c.est quoi|(?:do|can|are|have|did) you |"
    r"(?:mais |alors |et )?(?:donne|dis|explique|conseille|recommande|montre)[sz]?-(?:moi|nous)\b)"
)
_INTERROGATIVE: Final = re.compile(
    r"\b(?:qui|que|quoi|quel(?:le)?s?|ou|comment|pourquoi|combien|quand|lequel|laquelle)\b|\bqu."
)
# « Je ne sais pas comment le consoler » asks without a question mark.
_AT_A_LOSS: Final = re.compile(
    r"\bje (?:ne )?sais (?:pas|plus|vraiment pas) (comment|quoi (?:faire|dire|lui dire|leur dire)|que faire|par ou commencer)\b"
)
_WONDERING: Final = re.compile(
    r"(?i)(?:(?:je |j')(?:voulais|voudrais|veux|souhaite|souhaitais|aimerais) (?:aussi |juste |bien )?savoir"
    r"|(?:puis-je|peut-on|on peut|je peux) (?:aussi )?savoir"
    r"|(?:peux-tu|pouvez-vous|tu peux|vous pouvez|tu pourrais|pourriez-vous) me dire) "
    r"(si|s'|combien|où|quand|comment|pourquoi|à quelle heure|quel(?:le)?s?) ?(.+)$"
)
_SAID_SO: Final = re.compile(
    r"(?i)^(?:et |alors |merci[,.] )?(?:on dit|je dis|on écrit|(?:faut-il|il faut|on doit|dois-je|je dois|doit-on) (?:dire|écrire)) (?:plutôt )?(.+ ou .+)$"
)
_IS_VIEW: Final = re.compile(r"je (?:crois|pense|trouve) ")
_BEFORE_TOPIC: Final = (
    "confirming",
    "payment",
    "dish_",
    "ask_a_question",
    "medical",
    "allergy",
    "no_doubts",
)  # of the answers at work
# What cannot be answered with yes or no, and what would answer it so.
_OPEN: Final = re.compile(
    r"(?i)^(?:(?:et|mais|alors|donc|toi|vous|à|de|d'|en|avec|chez|dans|depuis|pour|par),? ?){0,3}"
    r"(?:(?:qui|que|quoi|quel(?:le)?s?|comment|pourquoi|combien|quand|où|lequel|laquelle)\b|qu')"
    r"|\bquel(?:le)?s?\b|\b(?:quoi|qui|où|comment|combien|pourquoi|quand)$|\bou (?!non\b|pas\b)"
)
# Asks for more about a subject than that the tutor has something to do with it.
_CIRCUMSTANCE: Final = re.compile(r"(?i)\b(?:comment|où|quand|combien|pourquoi)\b")
_YES_OR_NO: Final = re.compile(r"(?:mais )?(?:oui|non|un peu|plutot|pas encore|bien sur|presque)\b")
_WHY: Final = re.compile(r"(?:mais |et |ah bon,? )?pourquoi(?: ca| donc)?$")
_REPRISE: Final = 3  # words; a shorter question before an answer repeats the tutor's own


def answer_question(talk: Talk, heard: Heard) -> Move | None:
    """Answer what is asked first, then take up what is told; None when nothing is asked."""
    asking = asked_of_tutor(heard)
    if asking is None:
        return None
    sentence, asked = asking
    if not asked.rstrip().endswith("?") and _AT_A_LOSS.search(fold(asked)) and grave_mention(heard):
        return None  # sympathy comes before advice
    question = only(heard, asked)
    if (choice := _SAID_SO.match(question_text(asked))) and (
        move := which_is_said(talk, choice[1])
    ):
        return move
    if re.search(acts()["correct_me"].pattern, question.folded):
        return judged(talk, heard, sentence)
    answer = _answer(talk, question)
    told = told_beside(heard, sentence)
    if told is None:
        return answer
    settled = replace(answer, sentences=answer.sentences[:1], question=_asked_back(answer, told))
    return taking_up(talk, settled, told)


def _asked_back(answer: Move, told: Heard) -> str | None:
    """Return no « Et toi ? » to somebody who has just spoken of themselves."""
    back = (answer.question or "").startswith("Et ")
    return None if back and told.first_person else answer.question


def asked_back(talk: Talk) -> str | None:
    """Return the tutor's answer to its own last question, which the learner has handed back."""
    last = talk.tutor_lines[-1] if talk.tutor_lines else ""
    question = re.split(r"(?<=[.!?»])\s+(?=[A-ZÀÉÊ])", last)[-1]
    if not question.endswith("?") or "«" in question:
        return None
    heard = listen(question)
    move = _choice(talk, heard) or _from(talk, heard, persona(), fallback=False)
    move = move or _on_subject(talk, heard) or _by_form(talk, heard)
    return move.sentences[0] if move else None


def asked_of_tutor(heard: Heard) -> tuple[str, str] | None:
    """Return the sentence that asks, and its question: the last real one of a message.

    « Mon défaut ? Je suis impatient. » repeats the tutor's; « Je ne sais pas comment faire » asks
    for advice without a question mark.
    """
    if wondered := next(((s, w) for s in heard.sentences if (w := _wondered(s))), None):
        return wondered
    for sentence in reversed(heard.sentences):
        if _is_asked(sentence) and (
            sentence == heard.sentences[-1] or not is_reprise(listen(sentence))
        ):
            return sentence, sentence
    return next(((s, s) for s in heard.sentences if _AT_A_LOSS.search(fold(s))), None)


def _wondered(sentence: str) -> str | None:
    """Return « les chiens sont acceptés ? » for « Je voulais savoir si les chiens sont acceptés »."""
    found = _WONDERING.search(sentence.replace("’", "'").rstrip(" .!?…"))
    if found is None:
        return None
    return f"{found[2]} ?" if found[1].lower() in ("si", "s'") else f"{found[1]} {found[2]} ?"


def _is_asked(sentence: str) -> bool:
    folded = fold(sentence)
    if _TAGGED.search(folded):
        return False
    return folded.rstrip().endswith("?") or bool(_ASKS.match(folded))


def is_reprise(said: Heard) -> bool:
    return not (said.has_verb or _INTERROGATIVE.search(said.folded)) or said.word_count < _REPRISE


def _answer(talk: Talk, question: Heard) -> Move:
    if _WHY.match(question.folded) and talk.learner_lines and "?" in talk.learner_lines[-1]:
        return Move((talk.phrase("why_view"),))
    return (
        _answer_at_work(talk, question)
        or _choice(talk, question)
        or _from(talk, question, persona(), fallback=False)
        or _on_subject(talk, question)
        or _by_form(talk, question)
        or _not_known(talk, question)
    )


def _answer_at_work(talk: Talk, question: Heard) -> Move | None:
    """Answer as a shop, a hotel, a firm: what it does not know, it has."""
    at_work = talk.plays_part or talk.formal
    if at_work and (move := served(talk, question)):
        return move
    if at_work and (side := side_taken(talk, question.corrected)):
        return _framed(talk, "side_at_work", side)
    if at_work and (has := ours(question.corrected)):
        return _framed(talk, "yes_at_work", has)
    why = at_work and "pourquoi" in question.folded
    if not why and (line := part_answer(talk, question)):
        return Move((line,))
    if not at_work:
        return None
    counted = talk.plays_part or "combien" in question.folded
    own = None if counted else _from(talk, question, persona(), fallback=False)
    told = said_of_the_world(question.corrected)
    return (
        own
        or _from(talk, question, service(), fallback=False)
        or (_framed(talk, "yes_at_work", told) if told else None)
        or _from(talk, question, service(), fallback=True)
        or Move((talk.phrase("part_unknown"),))
    )


def served(talk: Talk, question: Heard) -> Move | None:
    """Return what any house answers, before what its own topic has to say."""
    first = {n: fact for n, fact in service().items() if n.startswith(_BEFORE_TOPIC)}
    return _from(talk, question, first, fallback=False)


def _choice(talk: Talk, question: Heard) -> Move | None:
    side = side_taken(talk, question.corrected)
    frame = "stance" if side in ("pour", "contre") else "side"
    return _framed(talk, frame, side) if side else None


def _on_subject(talk: Talk, question: Heard) -> Move | None:
    """Answer what the tutor's own life has to do with the subject."""
    mention = next(iter(mentions(question)), None)
    if mention is None or not _TO_TUTOR.search(question.folded) or question.past:
        return None
    if _CIRCUMSTANCE.search(question_text(question.corrected)):
        return None
    opinion = re.search(r"\b(?:crois|pens|trouv|sais|savez|peux|pouvez|conseil)", question.folded)
    line = None if opinion else talk.line(mention.concept.me, "me")
    return Move((line,), mention=mention) if line else None


def _by_form(talk: Talk, question: Heard) -> Move | None:
    """Answer yes in the words of the question, or what one answers to a question of that form."""
    mention = next(iter(mentions(question)), None)
    if own := yes(question.corrected, formal=talk.formal):
        move = _framed(talk, "agreed", own, mention)
        return replace(move, question=_returned(talk)) if move and _IS_VIEW.match(own) else move
    if move := _from(talk, question, persona(), fallback=True):
        return move
    if told := said_of_the_world(question.corrected):
        return _framed(talk, "yes_perhaps", told, mention, that=that(told))
    return None


def _returned(talk: Talk) -> str | None:
    return talk.question(phrases().questions["returned"], "returned")


def _framed(
    talk: Talk, frame: str, words: str, mention: Mention | None = None, **slots: str
) -> Move | None:
    line = talk.framed(frame, only=words, **slots)
    return Move((line,), mention=mention) if line else None


def _from(
    talk: Talk, question: Heard, facts: Mapping[str, PersonaFact], *, fallback: bool
) -> Move | None:
    asked = fold(question_text(question.corrected))
    wants_more = bool(_OPEN.search(question_text(question.corrected)))
    for fact in facts.values():
        if fact.fallback is not fallback or not re.search(fact.pattern, asked):
            continue
        says_what = [line for line in fact.say if not (wants_more and _YES_OR_NO.match(fold(line)))]
        if line := talk.line(says_what, "fact"):
            back = None if talk.told(fact.told) else talk.question(fact.ask)
            return Move((line,), question=back)
    return None


def _not_known(talk: Talk, question: Heard) -> Move:
    """Admit it, and ask what the learner thinks."""
    mention = next(iter(mentions(question)), None)
    return Move((talk.phrase("unknown_question"),), question=_returned(talk), mention=mention)
