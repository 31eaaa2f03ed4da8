"""Takes up what the learner told: first the meaning, with any correction inside the recast."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from tutoring.brief import Finding, Style
from tutoring.french.lexicon import lexicon
from tutoring.french.rules import check
from tutoring.offline.hearing import DETERMINERS, Heard, certain, listen, only
from tutoring.offline.kinds import kind_of, of_another
from tutoring.offline.mentioning import Mention, mentions
from tutoring.offline.mirror import lexical, mirror
from tutoring.offline.moves import Move
from tutoring.offline.practice import found_word
from tutoring.offline.scenarios import Intent, Node, fold
from tutoring.offline.talk import Talk, capitalised, uncapitalised
from tutoring.offline.topics import last_asked

_SHORT: Final = 5  # words; such a message answers the question before it
_LONGEST_ECHO: Final = 13  # words
_LONGEST_EXPLANATION: Final = 110  # characters
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")
_CONNECTIVE: Final = re.compile(
    r"^(?:parce que |parce qu'|car |mais |et |puis |(?:cependant|pourtant|par contre|au final|en fait"
    r"|d'ailleurs|heureusement|malheureusement|du coup|bref|alors|bien sûr|après tout|cela dit), )",
    re.IGNORECASE,
)
_KINDS_ANSWERED: Final = ("like", "dislike", "plan", "duty", "opinion")
_TIME_WORDS: Final = frozenset(
    """lundi mardi mercredi jeudi vendredi samedi dimanche jour semaine mois an année heure minute
    fois temps moment chose monde sujet cent mille cinq six sept huit dix matin soir midi début fin façon""".split()
)
_UNCOMMENTED: Final = (
    "dislike",
    "hypothesis",
    "past",
    "memory",
)  # a general remark would miss them
_GOES_ON: Final = re.compile(r"(?:et |mais )?(?:ils?|elles?|c.est|c.etait|ce sont|on y|j.y|j.en)\b")
_CUT: Final = re.compile(
    r",? (?:mais|parce qu|car|puis|alors|donc|où|et (?=j|il|elle|nous|c'))|, |(?<=\w) ; "
)


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
    if corrected := _correction(talk, heard):
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
    return Move((*(_correction(talk, heard) or ())[:1], answer))


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


def echo(sentence: str, *, formal: bool) -> str | None:
    """Return the sentence, or its first clause, said back to the learner; None in doubt."""
    whole = _CONNECTIVE.sub("", sentence.strip(" .!…"))
    pieces = [whole, *_CUT.split(whole)[:1]]
    for piece in pieces:
        if len(piece.split()) > _LONGEST_ECHO:
            continue
        if (turned := mirror(piece, formal=formal)) and is_sound(turned):
            return turned
    return None


@lru_cache(maxsize=256)
def is_sound(text: str) -> bool:
    """Whether our own rules have nothing to say of it: an error must not come back unmended."""
    return not check(text, level="C2")


def _correction(talk: Talk, heard: Heard) -> tuple[str, ...] | None:
    """Return the recast of a faulty sentence, with a word of explanation from a tutor."""
    wrong = [f for f in certain(talk.brief.findings) if _worth_saying(f)]
    if not wrong:
        return None
    sentence = _sentence_of(heard, wrong[0])
    turned = echo(sentence, formal=talk.formal)
    if turned and _keeps(turned, wrong[0]):
        recast = talk.framed("echo_corrected", only=turned)
    elif is_sound(sentence):
        recast = talk.framed("quote_corrected", only=_ended(sentence))
    else:
        return None
    if recast is None:
        return None
    return tuple(filter(None, (recast, _explanation(talk, wrong[0]))))


def _worth_saying(finding: Finding) -> bool:
    changed = (finding.suggestion or "").lower() != finding.span.lower()
    return changed and finding.category not in ("punctuation", "style")


def _sentence_of(heard: Heard, finding: Finding) -> str:
    """Return the corrected sentence in which the finding lies."""
    place = len(_SENTENCE_END.findall(heard.written, 0, finding.start))
    mended = _SENTENCE_END.split(heard.corrected)
    return mended[min(place, len(mended) - 1)]


def _keeps(turned: str, finding: Finding) -> bool:
    """Whether the recast still shows what was mended, though it says « tu »."""
    mended = fold(finding.suggestion or "").split()
    return not mended or fold(mended[-1]).strip(".,")[:3] in fold(turned) or _is_verb_of_je(mended)


def _is_verb_of_je(mended: list[str]) -> bool:
    return len(mended) == 1 or mended[0] in ("je", "j'")


def _explanation(talk: Talk, finding: Finding) -> str | None:
    if talk.brief.style is not Style.TUTOR or len(finding.message_fr) > _LONGEST_EXPLANATION:
        return None
    # The recast has just shown the form; the rule alone is left to say.
    text = re.sub(r" ?: « [^»]* »\.?$", ".", finding.message_fr.strip())
    if (
        "«" in text
        or not text.endswith(".")
        or talk.level == "A1"
        or not talk.allowed(text)
        or talk.said(text)
    ):
        return None
    return text


def _ended(sentence: str) -> str:
    return capitalised(sentence.strip()) + ("" if sentence.strip()[-1:] in ".!?…" else ".")


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
