"""Answers messages that do something other than tell: questions, thanks, English, confusion."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from tutoring.brief import Brief
from tutoring.french.lexicon import lexicon
from tutoring.offline.echoing import echo
from tutoring.offline.hearing import Heard, listen, only
from tutoring.offline.mentioning import Mention, mentions
from tutoring.offline.mirror import lexical
from tutoring.offline.moves import Move
from tutoring.offline.practice import exercise, with_article
from tutoring.offline.reacting import part_answer
from tutoring.offline.register import render
from tutoring.offline.scenarios import Act, acts, concepts, english, fold, persona, phrases
from tutoring.offline.talk import Talk, first_sense, uncapitalised
from tutoring.offline.topics import Asked, asked_topic, last_asked
from tutoring.offline.translating import sentence_for

_TO_TUTOR: Final = re.compile(
    r"\b(?:tu|t.|toi|ton|ta|tes|vous|votre|vos|camille)\b|-(?:tu|vous)\b|\b[tv]ous\b|\byou(?:r)?\b"
)
_TAGGED: Final = re.compile(r"\w, (?:non|n'est-ce pas|hein|pas vrai) ?\?$")


def answer_act(talk: Talk, heard: Heard) -> Move | None:
    """Answer a message that is an act of its own; None when it tells or asks something."""
    for name, act in acts().items():
        if found := re.search(act.pattern, heard.folded):
            answer = _ANSWERS.get(name) or _plainly
            if move := answer(talk, heard, act, found):
                return move
    return None


def _plainly(talk: Talk, heard: Heard, act: Act, _found: re.Match[str]) -> Move:
    line = _said(talk, act)
    if act.then == "repeat":
        return _repeated(talk, line)
    if act.then == "resume":
        return Move((line,), question=_resumed(talk))
    if act.then == "model":
        return Move(
            tuple(filter(None, (line, _model(talk) or talk.line(talk.scene.hints, "hint"))))
        )
    if act.then == "repair":
        back = talk.line(talk.scene.repairs, "repair")
        return Move(tuple(filter(None, (line, back))), practise=False)
    return Move((line,), practise=act.then != "stop", complete=act.then == "stop")


def _said(talk: Talk, act: Act) -> str:
    if fresh := talk.line(act.say, "act"):
        return fresh
    return (
        render(next(iter(act.say)), formal=talk.formal)
        if len(act.say) == 1
        else talk.phrase("acknowledge")
    )


def _repeated(talk: Talk, line: str) -> Move:
    """Ask the last question again, with its English; another way of asking it when there is one."""
    asked = _last(talk)
    if asked is None:
        return Move((line,), question=_last_question(talk), practise=False)
    others = [q for q in (asked.node.ask if asked.node else ()) if not talk.asked(q)]
    question = render(others[0] if others else asked.question, formal=talk.formal)
    said = asked.node.ask[others[0]] if asked.node and others else asked.english
    return Move((line, f"En anglais : « {said} »"), question=question, practise=False)


def _last_question(talk: Talk) -> str | None:
    """Return the question the tutor ended in, word for word."""
    last = talk.tutor_lines[-1] if talk.tutor_lines else ""
    question = re.split(r"(?<=[.!?»])\s+(?=[A-ZÀÉÊ])", last)[-1]
    return question if question.endswith("?") and talk.allowed(question) else None


def _resumed(talk: Talk) -> str | None:
    """Return the last question again, for a learner who has not come to it yet."""
    asked = _last(talk)
    if asked is None:
        return None
    return f"Alors, {uncapitalised(render(asked.question, formal=talk.formal))}"


def _model(talk: Talk) -> str | None:
    """Return a sentence the learner could have said."""
    asked = _last(talk)
    if asked is None or asked.node is None:
        return None
    replies = [r for r in asked.node.replies if r.endswith(".") and talk.allowed(r)]
    return talk.framed("model", only=replies[talk.draw("model", len(replies))]) if replies else None


def _last(talk: Talk) -> Asked | None:
    if not talk.tutor_lines:
        return None
    return last_asked(talk.tutor_lines[-1], talk.topic_name, formal=talk.formal)


def _how_to_say(talk: Talk, _heard: Heard, _act: Act, found: re.Match[str]) -> Move | None:
    wanted = re.sub(r"^(?:the|a|an|to|le mot) ", "", found[1].strip("\"'«» "))
    if any(fold(first_sense(t.gloss)) in (wanted, f"to {wanted}") for t in talk.brief.elicited):
        return Move((talk.phrase("elicited_word"),), question=exercise(talk), practise=False)
    if sentence := sentence_for(wanted):
        return Move((talk.framed("say_in_french", only=sentence) or "",))
    french = _french_for(talk.brief, wanted)
    said = french and talk.framed("word_is", word=french, gloss=wanted)
    return Move((said or talk.phrase("unknown_word"),), practise=bool(said))


def _french_for(brief: Brief, wanted: str) -> str | None:
    for target in brief.targets:
        if fold(first_sense(target.gloss)) in (wanted, f"to {wanted}"):
            return with_article(target)
    words = english().words
    return words.get(wanted) or words.get(wanted.removesuffix("s"))


def _gender(talk: Talk, heard: Heard, _act: Act, found: re.Match[str]) -> Move | None:
    noun = next((t.norm for t in heard.tokens if fold(t.norm) == found[1]), "")
    genders = lexicon().genders(lexical(noun))
    if len(genders) != 1:
        return None
    article = "la" if genders == {"f"} else "le"
    said = talk.framed("gender", word=f"{article} {noun}")
    return Move((said,), practise=False) if said else None


def _what_means(talk: Talk, heard: Heard, _act: Act, found: re.Match[str]) -> Move | None:
    wanted = found[1].strip("\"'«» ?")
    if len(wanted.split()) > 3 or re.match(
        r"(?:ton|ta|tes|votre|vos|your|le plus|la plus)\b", wanted
    ):
        return None
    for target in talk.brief.targets:
        if wanted in (fold(target.lemma), fold(with_article(target))):
            return _meaning(talk, target.lemma, first_sense(target.gloss))
    if gloss := _glosses().get(re.sub(r"^(?:le|la|les|un|une|l') ?", "", wanted)):
        return _meaning(talk, wanted, gloss)
    if heard.is_question:
        return Move((talk.phrase("tap_word"),), practise=False)
    return None


def _meaning(talk: Talk, word: str, gloss: str) -> Move | None:
    said = talk.framed("means", word=word, gloss=gloss)
    return Move((said,), practise=False) if said else None


@lru_cache(maxsize=1)
def _glosses() -> dict[str, str]:
    found: dict[str, str] = {}
    for gloss, french in english().words.items():
        found.setdefault(fold(re.sub(r"^(?:le |la |les |l')", "", french)), gloss)
    return found


def _bored(talk: Talk, _heard: Heard, _act: Act, _found: re.Match[str]) -> Move:
    question = talk.question(phrases().questions["choose_topic"], "choose")
    return Move((talk.phrase("new_topic"),), question=question, practise=False)


def _new_topic(talk: Talk, heard: Heard, _act: Act, _found: re.Match[str]) -> Move | None:
    name = asked_topic(heard.corrected, talk.brief.style)
    if name is None or heard.word_count > 12:
        return None
    mention = next(iter(mentions(heard)), None)
    subject = re.search(r"(?i)parl(?:er|ons) ((?:de |d'|du |des ).+?)[ .!?]*$", heard.corrected)
    line = talk.framed("lets_talk", only=subject[1]) if subject else talk.phrase("new_topic")
    return Move(
        (line or talk.phrase("new_topic"),), practise=False, topic_name=name, mention=mention
    )


def _bye(talk: Talk, _heard: Heard, _act: Act, _found: re.Match[str]) -> Move:
    question = talk.question(phrases().questions["bye"], "bye")
    return Move((talk.phrase("bye"),), question=question, practise=False, leaving=True)


def _and_you(talk: Talk, heard: Heard, _act: Act, _found: re.Match[str]) -> Move | None:
    told = re.sub(
        r"(?i)[\s,.!]*\b(?:et )?(?:toi|vous|pour toi|and you)\s*\??$", "", heard.corrected
    )
    said = only(heard, told)
    back = echo(told, formal=talk.formal)
    first = talk.framed("echo", only=back) if back else None
    mention = next(iter(mentions(said)), None)
    own = _own_life(talk, mention) or talk.phrase("unknown_question")
    return Move(tuple(filter(None, (first, own))), mention=mention)


def _own_life(talk: Talk, mention: Mention | None) -> str | None:
    """Return what the tutor tells of itself on the subject of the message or the last question."""
    if mention and (line := talk.line(mention.concept.me, "me")):
        return line
    asked = _last(talk)
    if asked and asked.concept and (line := talk.line(concepts()[asked.concept].me, "me")):
        return line
    last = talk.tutor_lines[-1] if talk.tutor_lines else ""
    before = mentions(listen(talk.learner_lines[-1])) if talk.learner_lines else ()
    if before and (line := talk.line(before[0].concept.me, "me")):
        return line
    for fact in persona().values():
        if last and re.search(fact.pattern, fold(last).rstrip(" ?")):
            return talk.line(fact.say, "fact")
    return None


_Answer = Callable[[Talk, Heard, Act, re.Match[str]], Move | None]
_ANSWERS: Final[dict[str, _Answer]] = {
    "gender": _gender,
    "how_to_say": _how_to_say,
    "what_means": _what_means,
    "bored": _bored,
    "new_topic": _new_topic,
    "bye": _bye,
    "and_you": _and_you,
}


def answer_question(talk: Talk, heard: Heard) -> Move | None:
    """Answer what the learner asks the tutor; None when nothing is asked."""
    asked = _asked_of_tutor(heard)
    if asked is None:
        return None
    question = only(heard, asked)
    if line := part_answer(talk, question):
        return Move((line,))
    mention = next(iter(mentions(question)), None)
    if talk.plays_part:
        return Move((talk.phrase("part_unknown"),))
    if move := _from_persona(talk, question, fallback=False):
        return move
    if (
        mention
        and _TO_TUTOR.search(question.folded)
        and (line := talk.line(mention.concept.me, "me"))
    ):
        return Move((line,), mention=mention)
    if move := _from_persona(talk, question, fallback=True):
        return move
    return _not_known(talk, mention)


def _asked_of_tutor(heard: Heard) -> str | None:
    """Return the question of a message, if it isn't « Mon défaut ? Je suis impatient. »"""
    asked = next((s for s in heard.sentences if _is_asked(s)), None)
    if asked is None or (asked != heard.sentences[-1] and not listen(asked).has_verb):
        return None
    return asked


def _not_known(talk: Talk, mention: Mention | None) -> Move:
    """Admit it, and ask what the learner thinks."""
    if talk.formal:
        return Move((talk.phrase("part_unknown"),))
    returned = talk.question(phrases().questions["returned"], "returned")
    return Move((talk.phrase("unknown_question"),), question=returned, mention=mention)


def _from_persona(talk: Talk, question: Heard, *, fallback: bool) -> Move | None:
    for fact in persona().values():
        if fact.fallback is not fallback or not re.search(fact.pattern, question.folded):
            continue
        if line := talk.line(fact.say, "fact"):
            back = None if talk.told(fact.told) else talk.question(fact.ask)
            return Move((line,), question=back)
    return None


def _is_asked(sentence: str) -> bool:
    folded = fold(sentence)
    if _TAGGED.search(folded):
        return False
    return folded.rstrip().endswith("?") or bool(
        re.match(r"(?:est-ce que|qu.est-ce qu|as-tu|aimes-tu|tu .*\bquoi$|c.est quoi)", folded)
    )


def answer_english(talk: Talk, heard: Heard) -> Move | None:
    """Help a learner who wrote in English back into French."""
    if not heard.is_english:
        return None
    french = sentence_for(heard.folded)
    said = french and talk.framed("say_in_french", only=french)
    question = None if said else _resumed(talk)
    kind_words = talk.line(english().encouragement, "english")
    return Move(tuple(filter(None, (kind_words, said))), question, practise=False)
