"""Takes up what the learner told: first the meaning, with any correction inside the recast."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from tutoring.brief import Finding, Style
from tutoring.offline.hearing import Heard, Mention, certain, mentions, only
from tutoring.offline.mirror import mirror
from tutoring.offline.moves import Move
from tutoring.offline.practice import found_word
from tutoring.offline.scenarios import Intent, Node, fold
from tutoring.offline.talk import Talk, capitalised, uncapitalised
from tutoring.offline.topics import last_asked

_LONGEST_ECHO: Final = 13  # words
_LONGEST_EXPLANATION: Final = 110  # characters
_LIKING: Final = frozenset("aimer adorer préférer kiffer plaire".split())
_DISLIKING: Final = frozenset("détester haïr".split())
_STATES: Final = frozenset("être avoir habiter vivre connaître savoir sembler coûter".split())
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")
_CONNECTIVE: Final = re.compile(r"^(?:parce que |parce qu'|car )", re.IGNORECASE)
_CUT: Final = re.compile(
    r",? (?:mais|parce qu|car|puis|alors|donc|où|et (?=j|il|elle|nous|c'))|, |(?<=\w) ; "
)


def react(talk: Talk, heard: Heard) -> Move:
    """Answer a message that tells something."""
    if praise := found_word(talk):
        return Move((praise,))
    found = _first_mention(heard)
    if talk.plays_part:
        return _in_part(talk, heard)
    if found and found.concept.grave and not _denied_grave(heard, found):
        return _sympathy(talk, found)
    sentence = _main_sentence(heard, found)
    said = only(heard, sentence)
    if corrected := _correction(talk, heard):
        return _moved(talk, said, found, corrected)
    return _moved(talk, said, found, _taken_up(talk, said, found))


def _in_part(talk: Talk, heard: Heard) -> Move:
    """Answer as the receptionist, the waiter... would."""
    answers = (i for i in talk.topic.answers if means(i, heard))
    answer = next((line for i in answers if (line := talk.line(i.say, "part"))), None)
    answer = answer or _scenario_answer(talk, heard, loosely=True) or talk.phrase("part")
    return Move((*(_correction(talk, heard) or ())[:1], answer))


def _denied_grave(heard: Heard, found: Mention) -> bool:
    return heard.denies and found.place >= 0


def _sympathy(talk: Talk, found: Mention) -> Move:
    lines = _slotted(found.concept.say, found)
    line = talk.line(lines, "grave") or talk.phrase("acknowledge")
    return Move((line,), practise=False, mention=found)


def _first_mention(heard: Heard) -> Mention | None:
    return next(iter(mentions(heard)), None)


def _main_sentence(heard: Heard, found: Mention | None) -> str:
    """Return the sentence to answer: the one with the mention, else the longest told."""
    told = [s for s in heard.sentences if not s.endswith("?")] or list(heard.sentences) or [""]
    if found:
        with_word = [s for s in told if fold(found.word) in fold(s)]
        told = with_word or told
    return max(told, key=len)


def _moved(talk: Talk, said: Heard, found: Mention | None, sentences: tuple[str, ...]) -> Move:
    kind = kind_of(said)
    denied = said.denies
    turned = echo(said.corrected, formal=talk.formal)
    starts = turned is not None and turned.startswith(("tu ", "vous "))
    why = turned if turned and starts and kind in ("like", "dislike", "plan") else ""
    if why and ("parce qu" in said.folded or " car " in said.folded):
        why = ""
    return Move(
        sentences, mention=found, denied=denied, kind=kind, why=why or "",
        third_person=kind in ("third", "opinion") and not said.first_person,
    )  # fmt: skip


def echo(sentence: str, *, formal: bool) -> str | None:
    """Return the sentence, or its first clause, said back to the learner; None in doubt."""
    whole = _CONNECTIVE.sub("", sentence.strip(" .!…"))
    pieces = [whole, *_CUT.split(whole)[:1]]
    for piece in pieces:
        if len(piece.split()) <= _LONGEST_ECHO and (turned := mirror(piece, formal=formal)):
            return turned
    return None


def kind_of(said: Heard) -> str:
    """Return what sort of thing is told, which decides what can be asked about it."""
    lemmas = {lemma for lemma, pos, _ in said.lemmas if pos == "verb"}
    for kind, fits in _KINDS:
        if fits(said, lemmas):
            return kind
    return "state"


def _likes(said: Heard, lemmas: set[str]) -> bool:
    return bool(lemmas & _LIKING) and not _WISH.search(said.folded)


_WISH: Final = re.compile(
    r"aimerais|voudrais|souhaite|\bveux\b|\bvoulons\b|espere|envie de|reve de"
)
_GOING_TO: Final = re.compile(r"\b(?:vais|allons|va) (?:\w+ )?\w+(?:er|ir|re|oir)\b")
_OPINION: Final = re.compile(
    r"je (?:pense|crois|trouve|suppose)|a mon avis|selon moi|pour moi|c.est (?:vrai|faux|important)"
)

_KINDS: Final = (
    ("dislike", lambda s, v: s.first_person and (bool(v & _DISLIKING) or s.denies and _likes(s, v))),
    ("lack", lambda s, v: bool(re.search(r"\bj.?n?.ai pas d|je n.ai (?:pas|plus) d", s.folded))),
    ("like", lambda s, v: s.first_person and _likes(s, v)),
    ("past", lambda s, v: s.past and s.first_person and not s.denies),
    ("plan", lambda s, v: s.first_person and not s.denies and bool(
        _WISH.search(s.folded) or _GOING_TO.search(s.folded) or s.future)),
    ("duty", lambda s, v: s.first_person and not s.denies and bool(v & {"devoir", "falloir"})),
    ("opinion", lambda s, v: bool(_OPINION.search(s.folded))),
    ("third", lambda s, v: not s.first_person and s.has_verb),
    ("present", lambda s, v: s.first_person and not s.denies and bool(v - _STATES)),
)  # fmt: skip


def _correction(talk: Talk, heard: Heard) -> tuple[str, ...] | None:
    """Return the recast of a faulty sentence, with a word of explanation from a tutor."""
    wrong = [f for f in certain(talk.brief.findings) if _worth_saying(f)]
    if not wrong:
        return None
    sentence = _sentence_of(heard, wrong[0])
    turned = echo(sentence, formal=talk.formal)
    if turned and _keeps(turned, wrong[0]):
        recast = talk.framed("echo_corrected", only=turned)
    else:
        recast = talk.framed("quote_corrected", only=_ended(sentence))
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
    text = finding.message_fr.strip()
    if not text.endswith(".") or talk.level == "A1" or not talk.allowed(text) or talk.said(text):
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
    one = parts.back or parts.answer
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
    if line := _scenario_answer(talk, said):
        return line
    kind = kind_of(said)
    if found and not said.denies and kind != "dislike":
        return talk.line(_slotted(found.concept.say, found), found.name)
    if kind in ("like", "dislike", "lack", "plan", "duty", "opinion"):
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
    if intent.denied is not None and intent.denied != said.denies:
        return False
    lemmas = {lemma for lemma, _, _ in said.lemmas}
    if lemmas & set(intent.words):
        return True
    return bool(intent.pattern and re.search(intent.pattern, said.folded))


def _answers(said: Heard, node: Node) -> bool:
    """Whether the message is about what the node asked, as far as words can tell."""
    lemmas = {lemma for lemma, _, _ in said.content}
    return not said.denies and bool(lemmas & set(node.elicits))


def _slotted(lines: Mapping[str, str], found: Mention) -> Iterable[str]:
    return [line.replace("{}", capitalised(found.slot)) for line in lines]
