"""Takes up what the learner told: first the meaning, with any correction inside the recast."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tutoring.french.words.lexicon import lexicon
from tutoring.offline.correcting import correction
from tutoring.offline.echoing import echo, is_sound
from tutoring.offline.hearing import Heard, listen, only
from tutoring.offline.kinds import kind_of, of_another
from tutoring.offline.mentioning import BESIDE_THE_POINT, Mention, mentions
from tutoring.offline.mirror import lexical
from tutoring.offline.mood import Mood, mood_of
from tutoring.offline.moves import Move
from tutoring.offline.scenarios import Intent, Node, fold
from tutoring.offline.talk import Talk, capitalised, uncapitalised
from tutoring.offline.topics import last_asked

_SHORT: Final = 6  # words; of a longer message the concept is seldom the point
# What goes wrong is not to be answered with the charms of its subject.
_TROUBLE: Final = re.compile(
    r"\b(?:refus|probleme|souci|dur\b|dure\b|durs\b|difficil|compliqu|trist|desagreabl|brul|catastroph|perdu|"
    r"rate|mal\b|malad|peur|inquie|trop|cass|volé|vole\b|vol[eé]e\b|panne|seul|echou|manque|stress|fatigu|bruy|"
    r"nul\b|horribl|terribl|ennuy|allergi|cher\b|chere\b|crie|dispute|licenci|divorc|accident|bless|aucun|mais\b)"
)
_FIRST_SAID: Final = 4  # priority of a concept whose line goes before the echo
_KINDS_ANSWERED: Final = ("like", "dislike", "plan", "duty", "opinion")
_PRAISE: Final = re.compile(
    r"\b(?:etai(?:t|ent)|est|c'est|sont|c'etait) (?:\w+ ){0,2}(?:bon|bonne|delicieu|parfait|excellent|superbe?|"
    r"geni(?:al|aux)|agreable|magnifique|joli|belle|beau|sympa)\w*"
)
_WANTS: Final = re.compile(r",? et (?=\S+ \S|l')")
_BOTH: Final = 2
_OWN: Final = {"mon": ("ton", "votre"), "ma": ("ta", "votre"), "mes": ("tes", "vos")}
_NAMING: Final = frozenset("le la l' les un une des ce cet cette ces deux trois quatre".split())
_TIME_WORDS: Final = frozenset(
    """lundi mardi mercredi jeudi vendredi samedi dimanche jour semaine mois an année heure minute
    fois temps moment chose monde sujet cent mille cinq six sept huit dix matin soir midi début fin façon""".split()
)
# A general remark would miss what is told.
_UNCOMMENTED: Final = ("dislike", "hypothesis", "past", "memory")
_HESITATION: Final = re.compile(r"^(?:(?:euh|hum|ben|bah)[ ,.…]+)+", re.IGNORECASE)
_GOES_ON: Final = re.compile(r"(?:et |mais )?(?:ils?|elles?|c.est|c.etait|ce sont|on y|j.y|j.en)\b")


def react(talk: Talk, heard: Heard) -> Move:
    """Answer a message that tells something."""
    found = _first_mention(heard, talk.topic.concepts)
    if talk.plays_part:
        return _in_part(talk, heard)
    mood = mood_of(talk, heard)
    if mood and (mood.age == 0 or mood.is_heavy):
        return _gently(talk, heard, mood)
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
    if wants := _each_want(talk, heard):
        return Move((*(correction(talk, heard) or ())[:1], *wants))
    answer = part_answer(talk, heard) or _scenario_answer(talk, heard)
    praised = not heard.denies and _PRAISE.search(heard.folded)
    thanked = talk.phrase("part_praised") if praised else None
    answer = answer or thanked or talk.phrase("part_unknown" if heard.is_question else "part")
    return Move((*(correction(talk, heard) or ())[:1], answer))


def _each_want(talk: Talk, heard: Heard) -> tuple[str, ...]:
    """Return an answer to both wants of « Encore un jus, et l'addition »; () unless there are two."""
    pieces = [] if heard.is_question or heard.denies else _WANTS.split(heard.corrected)
    meant: dict[str, str] = {}
    for said in (only(heard, piece) for piece in pieces if len(piece.split()) > 1):
        intent = next((i for i in talk.topic.answers if means(i, said)), None)
        if intent and intent.pattern not in meant:
            meant[intent.pattern] = talk.line(intent.say, "part") or talk.phrase("part")
    return tuple(meant.values()) if len(meant) == _BOTH else ()


def part_answer(talk: Talk, heard: Heard) -> str | None:
    """Return what the topic's own answers say to this."""
    answers = (i for i in talk.topic.answers if means(i, heard))
    say = talk.allowed_line if heard.is_question else talk.line
    return next((line for i in answers if (line := say(i.say, "part"))), None)


def _gently(talk: Talk, heard: Heard, mood: Mood) -> Move:
    """Answer what weighs on the learner with sympathy, and what follows in the same tone."""
    sentence = _main_sentence(heard, mood.found) if mood.age == 0 else _last_told(heard)
    said = only(heard, sentence)
    lines = (_sympathy(talk, mood),) if mood.age == 0 else _said_gently(talk, said)
    return Move(
        lines, practise=False, mention=mood.found if mood.age == 0 else None, denied=said.denies,
        kind=kind_of(said), of_another=of_another(said), said=said,
    )  # fmt: skip


def _last_told(heard: Heard) -> str:
    """Return the last sentence that tells something: what weighs is said at the end."""
    told = [s for s in heard.sentences if listen(s).has_verb and not s.endswith("?")]
    return told[-1] if told else heard.corrected


def _sympathy(talk: Talk, mood: Mood) -> str:
    lines = _slotted(mood.found.concept.say, mood.found)
    return talk.line(lines, "grave") or talk.phrase("comfort")


def _said_gently(talk: Talk, said: Heard) -> tuple[str, ...]:
    turned = echo(said.corrected, formal=talk.formal)
    back = talk.framed("echo_gentle", only=turned) if turned else None
    hopeful = kind_of(said) in ("plan", "wish")
    if back and not hopeful:
        return (back,)
    return tuple(filter(None, (back, talk.phrase("hope" if hopeful else "comfort"))))


def _first_mention(heard: Heard, near: Sequence[str] = ()) -> Mention | None:
    return next(iter(mentions(heard, near)), None)


def _main_sentence(heard: Heard, found: Mention | None) -> str:
    """Return the sentence to answer: the one with the mention, else the longest told."""
    told = [s for s in heard.sentences if not s.endswith("?")] or list(heard.sentences) or [""]
    told = [s for s in told if listen(s).has_verb] or told
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
    if found and found.concept.priority >= _FIRST_SAID and found.place < 0:
        lines = _slotted(found.concept.say, found)
        if not said.denies and (line := talk.line(lines, found.name)):
            return (line,)
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
        troubled = _TROUBLE.search(fold(said.written))
        return talk.framed("echo_gentle" if troubled else "echo", only=turned)
    fragment = _HESITATION.sub("", uncapitalised(said.corrected.strip(" .!?,")))
    if 0 < said.word_count <= 3 and _is_title(said):
        return talk.framed("echo_fragment", only=said.corrected.strip(" .!?,"))
    if 0 < said.word_count <= 4 and _is_noun_phrase(said):
        return talk.framed("echo_fragment", only=fragment)
    return None


def _is_title(said: Heard) -> bool:
    """Whether the message is a name alone, « Harry Potter »."""
    words = [t for t in said.tokens if t.is_word]
    return all(t.is_capitalised and not lexicon().knows(lexical(t.norm)) for t in words)


def _noun_back(talk: Talk, said: Heard) -> str | None:
    """Name what a message is about that could be neither given back nor answered."""
    if talk.brief.findings or said.denies or said.word_count > _SHORT:
        return None
    owned = [
        _with_owner(said, place, formal=talk.formal)
        for _, pos, place in said.content
        if pos == "noun" and place and _is_subject_matter(said.tokens[place].norm)
    ]
    named = [words for words in owned if words and is_sound(words)]
    return talk.framed("echo_noun", only=named[-1]) if named else None


def _with_owner(said: Heard, place: int, *, formal: bool) -> str | None:
    """Return « ton chat » for « mon chat », « les devoirs » as it is; None without determiner."""
    owner = said.tokens[place - 1]
    if owner.norm in _OWN:
        return f"{_OWN[owner.norm][formal]} {said.tokens[place].text}"
    if owner.norm not in _NAMING:
        return None
    space = "" if owner.norm.endswith("'") else " "
    return f"{owner.norm}{space}{said.tokens[place].text}"


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
    if found and _is_the_point(talk, said, found) and kind not in _UNCOMMENTED:
        return talk.line(_slotted(found.concept.say, found), found.name)
    if kind in _KINDS_ANSWERED and not _TROUBLE.search(fold(said.written)):
        return talk.phrase(kind)
    if "parce qu" in said.folded:
        return talk.phrase("reason")
    return None


def _is_the_point(talk: Talk, said: Heard, found: Mention) -> bool:
    """Whether a remark on the concept in general would answer the message."""
    last = fold(talk.tutor_lines[-1]) if talk.tutor_lines else ""
    asked_for_dislikes = bool(re.search(r"n.aime[sz] pas|deteste|gene|peur|enerve", last))
    if (
        said.denies
        or found.carried
        or asked_for_dislikes
        or found.weight < BESIDE_THE_POINT
        or _TROUBLE.search(fold(said.written))
    ):
        return False
    short = len(said.written.split()) <= _SHORT  # a longer message says more than its concept
    about_me = short and (said.first_person or not said.has_verb)
    return about_me or kind_of(said) == "like"


def _scenario_answer(talk: Talk, said: Heard) -> str | None:
    """Return what the node asked last says to this."""
    last = talk.tutor_lines[-1] if talk.tutor_lines else ""
    asked = last_asked(last, talk.topic_name, formal=talk.formal) if last else None
    if asked is None or asked.node is None:
        return None
    for intent in asked.node.intents:
        if means(intent, said) and (line := talk.line(intent.say, "intent")):
            return line
    if asked.node.any and _answers(said, asked.node):
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
    return bool(intent.pattern and re.search(rf"\b(?:{intent.pattern})", said.folded))


def _answers(said: Heard, node: Node) -> bool:
    """Whether the message is about what the node asked, as far as words can tell."""
    lemmas = {lemma for lemma, pos, _ in said.content if pos != "verb"}
    return not said.denies and bool(lemmas & set(node.elicits))


def _slotted(lines: Mapping[str, str], found: Mention) -> Iterable[str]:
    return [line.replace("{}", capitalised(found.slot)) for line in lines]
