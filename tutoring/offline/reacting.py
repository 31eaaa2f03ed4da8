"""Takes up what the learner told: first the meaning, with any correction inside the recast."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tutoring.french.lexicon import lexicon
from tutoring.offline.correcting import correction
from tutoring.offline.echoing import echo
from tutoring.offline.hearing import DETERMINERS, Heard, listen, only
from tutoring.offline.kinds import kind_of, of_another
from tutoring.offline.mentioning import Mention, mentions
from tutoring.offline.mirror import lexical
from tutoring.offline.moves import Move
from tutoring.offline.practice import found_word
from tutoring.offline.scenarios import Intent, Node, fold
from tutoring.offline.talk import Talk, capitalised, uncapitalised
from tutoring.offline.topics import last_asked

_SHORT: Final = 5  # words; such a message answers the question before it
_KINDS_ANSWERED: Final = ("like", "dislike", "plan", "duty", "opinion")
_TIME_WORDS: Final = frozenset(
    """lundi mardi mercredi jeudi vendredi samedi dimanche jour semaine mois an année heure minute
    fois temps moment chose monde sujet cent mille cinq six sept huit dix matin soir midi début fin façon""".split()
)
# A general remark would miss what is told.
_UNCOMMENTED: Final = ("dislike", "hypothesis", "past", "memory")
_GOES_ON: Final = re.compile(r"(?:et |mais )?(?:ils?|elles?|c.est|c.etait|ce sont|on y|j.y|j.en)\b")


def react(talk: Talk, heard: Heard) -> Move:
    """Answer a message that tells something."""
    if praise := found_word(talk):
        return Move((praise,))
    found = _first_mention(heard, talk.topic.concepts)
    if talk.plays_part:
        return _in_part(talk, heard)
    if found and found.concept.grave and not _denied_grave(heard, found):
        return _sympathy(talk, found)
    said = only(heard, _main_sentence(heard, found))
    found = found or _carried_on(talk, said)
    why = _to_be_asked_why(talk, said)
    if corrected := correction(talk, heard):
        return _moved(said, found, corrected, why)
    return _moved(said, found, _taken_up(talk, said, found), why)


def _carried_on(talk: Talk, said: Heard) -> Mention | None:
    """Return what the learner spoke of before, when « il », « elle » or « ce » goes on about it."""
    if not talk.learner_lines or not _GOES_ON.match(said.folded):
        return None
    before = listen(talk.learner_lines[-1])
    found = _first_mention(before)
    return replace(found, carried=True) if found else None


def _in_part(talk: Talk, heard: Heard) -> Move:
    """Answer as the receptionist, the waiter... would."""
    polite = re.sub(r"s'il (?:vous|te) plait", "", heard.folded)
    short = heard.word_count <= _SHORT and not heard.is_question
    brief_answer = short and not listen(polite).has_verb
    answer = part_answer(talk, heard) or _scenario_answer(talk, heard, loosely=brief_answer)
    answer = answer or talk.phrase("part")
    return Move((*(correction(talk, heard) or ())[:1], answer))


def part_answer(talk: Talk, heard: Heard) -> str | None:
    """Return what the topic's own answers say to this."""
    answers = (i for i in talk.topic.answers if means(i, heard))
    return next((line for i in answers if (line := talk.allowed_line(i.say, "part"))), None)


def _denied_grave(heard: Heard, found: Mention) -> bool:
    return heard.denies and found.place >= 0


def _sympathy(talk: Talk, found: Mention) -> Move:
    lines = _slotted(found.concept.say, found)
    line = talk.line(lines, "grave") or talk.phrase("acknowledge")
    return Move((line,), practise=False, mention=found)


def _first_mention(heard: Heard, near: Sequence[str] = ()) -> Mention | None:
    return next(iter(mentions(heard, near)), None)


def _main_sentence(heard: Heard, found: Mention | None) -> str:
    """Return the sentence to answer: the one with the mention, else the longest told."""
    told = [s for s in heard.sentences if not s.endswith("?")] or list(heard.sentences) or [""]
    if found:
        with_word = [s for s in told if fold(found.word) in fold(s)]
        told = with_word or told
    return max(told, key=len)


def _moved(said: Heard, found: Mention | None, sentences: tuple[str, ...], why: str) -> Move:
    return Move(
        sentences, mention=found, denied=said.denies, kind=kind_of(said), why=why,
        of_another=of_another(said), said=said,
    )  # fmt: skip


def _to_be_asked_why(talk: Talk, said: Heard) -> str:
    """Return « tu aimes la mer » when one can ask why; "" otherwise."""
    turned = echo(said.corrected, formal=talk.formal) or ""
    reasoned = "parce qu" in said.folded or " car " in said.folded
    if reasoned or kind_of(said) not in ("like", "dislike", "plan"):
        return ""
    return turned if turned.startswith(("tu ", "vous ")) else ""


@dataclass(frozen=True)
class _Parts:
    """What may be said of a message, each possibly missing."""

    back: str | None  # the message, said back
    answer: str | None  # to its meaning


def _taken_up(talk: Talk, said: Heard, found: Mention | None) -> tuple[str, ...]:
    parts = _Parts(_said_back(talk, said, found), _answer(talk, said, found))
    if parts.back and parts.answer and parts.back[:3] != parts.answer[:3]:
        both = talk.draw("both", 3) > 0 and said.word_count <= 9
        return (parts.back, parts.answer) if both else (parts.back,)
    one = parts.back or parts.answer or _noun_back(talk, said)
    return (one,) if one else (talk.phrase("acknowledge"),)


def _said_back(talk: Talk, said: Heard, found: Mention | None) -> str | None:
    if found and found.slot:
        return talk.line(_slotted(found.concept.say, found), "slot")
    if turned := echo(said.corrected, formal=talk.formal):
        return talk.framed("echo", only=turned)
    fragment = uncapitalised(said.corrected.strip(" .!?,"))
    if 0 < said.word_count <= 4 and _is_noun_phrase(said):
        return talk.framed("echo_fragment", only=fragment)
    return None


def _noun_back(talk: Talk, said: Heard) -> str | None:
    """Quote a noun of a message that could be neither given back nor answered."""
    nouns = [
        place
        for _, pos, place in said.content
        if pos == "noun"
        and place
        and said.tokens[place - 1].norm in DETERMINERS
        and _is_subject_matter(said.tokens[place].norm)
    ]
    return talk.framed("echo_noun", only=said.tokens[nouns[-1]].text) if nouns else None


def _is_subject_matter(form: str) -> bool:
    readings = lexicon().readings(lexical(form))
    return bool(readings) and readings[0].pos == "noun" and readings[0].lemma not in _TIME_WORDS


def _is_noun_phrase(said: Heard) -> bool:
    """Whether the message is « du pain », « les chats noirs »: nothing but nouns and their train."""
    if not all(t.is_word for t in said.tokens if t.text not in ".,!"):
        return False
    parts: dict[int, set[str]] = {}
    for _, pos, place in said.lemmas:
        parts.setdefault(place, set()).add(pos)
    plain = {"noun", "determiner", "preposition", "adjective", "conjunction", "number"}
    known = all(parts.get(i, set()) & plain for i, t in enumerate(said.tokens) if t.is_word)
    addressed = {"je", "j'", "moi", "mon", "ma", "mes", "toi", "ton", "ta", "tes", "vous", "tu"}
    return (
        known
        and not addressed & {t.norm for t in said.tokens}
        and any("noun" in found for found in parts.values())
    )


def _answer(talk: Talk, said: Heard, found: Mention | None) -> str | None:
    """Return a line that answers the meaning, from the scenario or the concept."""
    if line := part_answer(talk, said) or _scenario_answer(talk, said):
        return line
    kind = kind_of(said)
    if found and found.slot:
        return None
    if found and not said.denies and not found.carried and kind not in _UNCOMMENTED:
        return talk.line(_slotted(found.concept.say, found), found.name)
    if kind in _KINDS_ANSWERED:
        return talk.phrase(kind)
    if "parce qu" in said.folded:
        return talk.phrase("reason")
    return None


def _scenario_answer(talk: Talk, said: Heard, *, loosely: bool = False) -> str | None:
    """Return what the node asked last says to this; `loosely`, whatever it is about."""
    last = talk.tutor_lines[-1] if talk.tutor_lines else ""
    asked = last_asked(last, talk.topic_name, formal=talk.formal) if last else None
    if asked is None or asked.node is None:
        return None
    for intent in asked.node.intents:
        if means(intent, said) and (line := talk.line(intent.say, "intent")):
            return line
    if asked.node.any and (loosely or _answers(said, asked.node)):
        return talk.line(asked.node.any, "any")
    return None


def means(intent: Intent, said: Heard) -> bool:
    """Whether the learner means this."""
    if intent.asked and not said.is_question:
        return False
    if intent.denied is not None and intent.denied != said.denies:
        return False
    lemmas = {lemma for lemma, _, _ in said.lemmas}
    if lemmas & set(intent.words):
        return True
    return bool(intent.pattern and re.search(intent.pattern, said.folded))


def _answers(said: Heard, node: Node) -> bool:
    """Whether the message is about what the node asked, as far as words can tell."""
    lemmas = {lemma for lemma, pos, _ in said.content if pos != "verb"}
    return not said.denies and bool(lemmas & set(node.elicits))


def _slotted(lines: Mapping[str, str], found: Mention) -> Iterable[str]:
    return [line.replace("{}", capitalised(found.slot)) for line in lines]
