"""Answers messages that do something other than tell: they greet, thank, ask for words or help."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from tutoring.offline.beside import taking_up, told_beside
from tutoring.offline.choosing import two_sides
from tutoring.offline.echoing import echo
from tutoring.offline.explaining import (
    POINTERS,
    QUOTED,
    asked_again,
    gender,
    how_to_say,
    last_question_asked,
    resumed,
    said_in_french,
    what_means,
)
from tutoring.offline.hearing import Heard, listen, only
from tutoring.offline.mentioning import Mention, mentions
from tutoring.offline.mood import grave_mention
from tutoring.offline.moves import Move
from tutoring.offline.objecting import OBJECTIONS
from tutoring.offline.questions import asked_back, asked_of_tutor, served
from tutoring.offline.register import render
from tutoring.offline.scenarios import Act, acts, concepts, english, fold, phrases
from tutoring.offline.subjects import subject_of
from tutoring.offline.talk import Talk
from tutoring.offline.topics import asked_topic
from tutoring.offline.translating import sentence_for

# Said in passing where a question follows.
_SOCIAL: Final = (
    "thanks", "sorry", "greeting", "agree", "praise", "laugh", "yes", "no", "maybe", "fine", "really",
    "me_too", "exclamation", "done", "offer", "advice", "wish_me",
)  # fmt: skip
_SHORT: Final = 3  # words; « c'est vrai ? » asks no more than a sign
_EXPLAINED: Final = ("how_to_say", "what_means", "gender", "explain_grammar", "mend_me")
_NAMED: Final = 2  # words; more after « autre chose : » are a subject
_LONGEST_WISH: Final = 16  # words
_FIRST: Final = ("self_harm", "threat", "insult", "sexual")
_ELSEWHERE: Final = (
    *_FIRST,
    *OBJECTIONS,
    "bye",
    "correct_me",
)  # acts that modules of their own answer


def answer_act(talk: Talk, heard: Heard) -> Move | None:
    """Answer a message that is an act of its own, or has a sentence that is one.

    None when it tells or asks something, and no more.
    """
    for name, act in acts().items():
        if name in _ELSEWHERE:
            continue
        if name in _SOCIAL and _asks_more(heard, name):
            continue
        for said in (*_parts(heard, act), heard):
            if (found := _does(said, act)) and (move := _answered(talk, heard, said, name, found)):
                return move
    return None


def answer_danger(talk: Talk, heard: Heard) -> Move | None:
    """Send a learner in danger to people, and meet threats and insults calmly, before all else."""
    for name in _FIRST:
        if found := _does(heard, acts()[name]):
            return _plainly(talk, heard, acts()[name], found)
    return None


def _answered(
    talk: Talk, heard: Heard, said: Heard, name: str, found: re.Match[str]
) -> Move | None:
    move = (_ANSWERS.get(name) or _plainly)(talk, said, acts()[name], found)
    if move is None or move.complete:
        return move
    told = told_beside(heard, said.corrected) if said is not heard else None
    alone = said is heard or len(heard.sentences) == 1
    if told is None and name in _EXPLAINED and move.question is None and alone:
        return replace(move, question=resumed(talk))
    return taking_up(talk, move, told)


def _asks_more(heard: Heard, name: str) -> bool:
    """Whether a question follows the sign, or « Tu es forte ? » only looks like one."""
    long = heard.word_count > _SHORT or name == "praise"
    return long and asked_of_tutor(heard) is not None


def _parts(heard: Heard, act: Act) -> tuple[Heard, ...]:
    """Return the sentences of a longer message, for an act that one of them can be."""
    if not act.anywhere or len(heard.sentences) < 2:
        return ()
    return tuple(only(heard, sentence) for sentence in reversed(heard.sentences))


def _does(said: Heard, act: Act) -> re.Match[str] | None:
    asks = said.corrected.rstrip(' "»').endswith("?")
    if act.asked and not asks:
        return None
    return re.search(act.pattern, said.folded)


def _plainly(talk: Talk, heard: Heard, act: Act, _found: re.Match[str]) -> Move | None:
    line = _said(talk, act)
    if line is None:
        return None
    if act.then == "repeat":
        return asked_again(talk, line)
    if act.then == "resume":
        return Move((line,), question=resumed(talk))
    if act.then == "model":
        return Move(
            tuple(filter(None, (line, _model(talk) or talk.line(talk.scene.hints, "hint"))))
        )
    if act.then == "repair":
        back = talk.line(talk.scene.repairs, "repair")
        return Move(tuple(filter(None, (line, back))), practise=False)
    return Move((line,), practise=act.then != "stop", complete=act.then == "stop")


def _said(talk: Talk, act: Act) -> str | None:
    if fresh := talk.line(act.say, "act"):
        return fresh
    if not act.again:
        return None
    only_line = len(act.say) == 1
    return (
        render(next(iter(act.say)), formal=talk.formal) if only_line else talk.phrase("acknowledge")
    )


def _model(talk: Talk) -> str | None:
    """Return a sentence the learner could have said."""
    asked = last_question_asked(talk)
    if asked is None or asked.node is None:
        return None
    replies = [r for r in asked.node.replies if r.endswith(".") and talk.allowed(r)]
    return talk.framed("model", only=replies[talk.draw("model", len(replies))]) if replies else None


def _group(found: re.Match[str]) -> str:
    return next((group for group in found.groups() if group), "")


def _how_to_say(talk: Talk, _heard: Heard, _act: Act, found: re.Match[str]) -> Move | None:
    return how_to_say(talk, _group(found))


def _gender(talk: Talk, heard: Heard, _act: Act, found: re.Match[str]) -> Move | None:
    return gender(talk, _as_written(heard, found[1]))


def _what_means(talk: Talk, heard: Heard, _act: Act, found: re.Match[str]) -> Move | None:
    if talk.plays_part and (move := served(talk, heard)):
        return move
    quoted = QUOTED.search(heard.corrected)
    wanted = quoted[1] if quoted else _group(found)
    if move := what_means(talk, _as_written(heard, wanted)):
        return move
    one_word = len(wanted.split()) == 1 and wanted not in POINTERS
    return Move((talk.phrase("tap_word"),), practise=False) if one_word else None


def _as_written(heard: Heard, folded: str) -> str:
    """Return the words of the message that fold to `folded`, with their accents."""
    place = fold(heard.corrected).find(folded)
    same_length = len(fold(heard.corrected)) == len(heard.corrected)
    return heard.corrected[place : place + len(folded)] if place >= 0 and same_length else folded


def _agreed(talk: Talk, heard: Heard, act: Act, found: re.Match[str]) -> Move | None:
    """Ask which, when « oui » answers « au marché ou au supermarché ? »."""
    asked = last_question_asked(talk)
    sides = two_sides(render(asked.question, formal=talk.formal)) if asked else None
    which = sides and talk.framed("which", left=sides[0], right=sides[1])
    return Move((), question=which, practise=False) if which else _plainly(talk, heard, act, found)


def _bored(talk: Talk, heard: Heard, _act: Act, found: re.Match[str]) -> Move | None:
    """Change the subject: to the one that is named, else to one of the learner's choice."""
    named = re.split(r"autre (?:chose|sujet) ?[:?.!] ?", heard.corrected)[1:]
    if named and len(named[-1].split()) > _NAMED:
        return None
    question = talk.question(phrases().questions["choose_topic"], "choose")
    return Move((talk.phrase("new_topic"),), question=question, practise=False)


def _new_topic(talk: Talk, heard: Heard, _act: Act, found: re.Match[str]) -> Move | None:
    if grave_mention(heard) or heard.word_count > _LONGEST_WISH:
        return None
    wanted = re.search(r"(?i)parl(?:er|ons) ((?:de |d'|du |des ).+)$", heard.corrected)
    subject = subject_of(wanted[1], formal=talk.formal) if wanted else None
    if subject is None or subject.startswith("d'autre chose"):
        return None
    # What the learner got wrong is not to be said back as it was mended: « de ta vacance ».
    line = None if talk.brief.findings else talk.framed("lets_talk", only=subject)
    return Move(
        (line or talk.phrase("new_topic"),),
        practise=False,
        topic_name=asked_topic(heard.corrected, talk.brief.style) or "",
        mention=next(iter(mentions(heard)), None),
        said=heard,
    )


def _and_you(talk: Talk, heard: Heard, _act: Act, _found: re.Match[str]) -> Move | None:
    told = re.sub(
        r"(?i)[\s,.!]*\b(?:et )?(?:toi|vous|pour toi|chez toi|chez vous|and you)( aussi)?\s*\??$",
        "",
        heard.corrected,
    )
    said = only(heard, told)
    back = echo(told, formal=talk.formal)
    first = talk.framed("echo", only=back) if back else None
    mention = next(iter(mentions(said)), None)
    own = _own_life(talk, mention) or asked_back(talk) or talk.phrase("and_you")
    return Move(tuple(filter(None, (first, own))), mention=mention, said=said)


def _own_life(talk: Talk, mention: Mention | None) -> str | None:
    """Return what the tutor tells of itself on the subject of the message or the last question."""
    asked = last_question_asked(talk)
    before = mentions(listen(talk.learner_lines[-1])) if talk.learner_lines else ()
    near = [
        mention.concept if mention else None,
        concepts()[asked.concept] if asked and asked.concept else None,
        before[0].concept if before and mention is None else None,
    ]
    return next(
        (line for concept in near if concept and (line := talk.line(concept.me, "me"))), None
    )


def _only_at_work(talk: Talk, heard: Heard, act: Act, found: re.Match[str]) -> Move | None:
    """Apologise for the house; « la chambre est froide » is nobody's fault in another talk."""
    return _plainly(talk, heard, act, found) if talk.plays_part else None


def _about_tutor(talk: Talk, heard: Heard, act: Act, found: re.Match[str]) -> Move | None:
    """Answer « Donc tu pollues aussi. », which is said of the tutor and not asked."""
    asks = heard.corrected.rstrip().endswith("?")
    return None if asks or talk.formal else _plainly(talk, heard, act, found)


_Answer = Callable[[Talk, Heard, Act, re.Match[str]], Move | None]
_ANSWERS: Final[dict[str, _Answer]] = {
    "gender": _gender,
    "how_to_say": _how_to_say,
    "what_means": _what_means,
    "yes": _agreed,
    "about_tutor": _about_tutor,
    "kept_waiting": _only_at_work,
    "wrongly_served": _only_at_work,
    "bored": _bored,
    "new_topic": _new_topic,
    "and_you": _and_you,
}


def answer_english(talk: Talk, heard: Heard) -> Move | None:
    """Help a learner who wrote in English back into French."""
    spoken = [s for s in heard.sentences if listen(s).is_english]
    if spoken and len(spoken) < len(heard.sentences):
        return _half_english(talk, heard, spoken)
    if not heard.is_english:
        return None
    french = next((f for s in heard.sentences if (f := sentence_for(fold(s)))), None)
    said = french and said_in_french(talk, french)
    question = None if said else resumed(talk)
    kind_words = talk.line(english().encouragement, "english")
    return Move(tuple(filter(None, (kind_words, said))), question, practise=False)


def _half_english(talk: Talk, heard: Heard, spoken: list[str]) -> Move | None:
    """Give the French of what was said in English, and take up what was said in French."""
    told = told_beside(heard, *spoken)
    french = next((f for s in spoken if (f := sentence_for(fold(s)))), None)
    said = french and said_in_french(talk, french)
    if said is None or asked_of_tutor(heard):
        return None
    return taking_up(talk, Move((said,), practise=False), told)
