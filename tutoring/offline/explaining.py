"""Answers questions about the language: a word for a meaning, a meaning for a word, a phrase judged,
and the tutor's own question asked again."""

import re
from typing import Final

from tutoring.brief import Brief
from tutoring.french.rules import check
from tutoring.french.words.lexicon import lexicon
from tutoring.offline.glossary import french_for, gloss_of
from tutoring.offline.hearing import Heard, certain, corrected
from tutoring.offline.mirror import lexical
from tutoring.offline.moves import Move
from tutoring.offline.practice import GAP, exercise, with_article
from tutoring.offline.register import render
from tutoring.offline.scenarios import english, fold
from tutoring.offline.talk import Talk, capitalised, first_sense, uncapitalised
from tutoring.offline.topics import Asked, last_asked
from tutoring.offline.translating import sentence_for

_SENTENCE: Final = re.compile(r"(?<=[.!?»])\s+(?=[A-ZÀÉÊ])")
_LAST_WORD: Final = r"[«\"'“”‘’»\s?!.,]"
_NOT_A_WORD: Final = re.compile(
    r"(?:ton|ta|tes|votre|vos|your|le plus|la plus|ca|cela|this|that)\b|(?:le|la|les|l') ?"
    r"(?:difference|probleme|rapport|interet|mieux|suite|but|programme|plan|prix|regle|histoire)s?$"
)
POINTERS: Final = ("it", "this", "that", "ca", "ce", "cela", "c")
QUOTED: Final = re.compile(r"[«\"“]\s*([^»\"”]+?)\s*[»\"”]")


def how_to_say(talk: Talk, wanted: str) -> Move | None:
    """Return the French for an English word or clause, unless the learner has to find it."""
    wanted = _bare(re.sub(r"^(?:the|a|an|to|le mot|that) ", "", _bare(wanted)))
    if any(fold(first_sense(t.gloss)) in (wanted, f"to {wanted}") for t in talk.brief.elicited):
        return Move((talk.phrase("elicited_word"),), question=exercise(talk), practise=False)
    if sentence := sentence_for(wanted):
        return Move((said_in_french(talk, sentence) or "",), practise=False)
    if french := _french(talk.brief, wanted):
        said = talk.framed("word_is", word=french, gloss=wanted)
        return Move((said or talk.phrase("unknown_word"),), practise=False)
    if " " not in wanted and (meaning := what_means(talk, wanted)):
        return meaning
    return Move(
        (talk.phrase("unknown_phrase" if " " in wanted else "unknown_word"),), practise=False
    )


def said_in_french(talk: Talk, french: str) -> str | None:
    said = talk.framed("say_in_french", only=french)
    return f"{said}." if said and french[-1] not in ".!?…" else said


def what_means(talk: Talk, written: str) -> Move | None:
    """Return the English of a word: one of the plan, else of the shipped list."""
    wanted = _bare(written)
    if fold(wanted) in POINTERS or not wanted or _NOT_A_WORD.match(fold(wanted)):
        return None
    found = _of_plan(talk.brief, wanted) or gloss_of(wanted) or _of_english(wanted)
    if found:
        said = talk.framed("means", word=found[0], gloss=found[1])
        said = said or talk.framed("means_it", gloss=found[1])
        return Move((said,), practise=False) if said else None
    if french := _french(
        talk.brief, fold(wanted)
    ):  # an English word, asked for the wrong way round
        said = talk.framed("word_is", word=french, gloss=wanted)
        return Move((said,), practise=False) if said else None
    return None


def gender(talk: Talk, noun: str) -> Move | None:
    genders = lexicon().genders(lexical(noun))
    if len(genders) != 1:
        return None
    article = "la" if genders == {"f"} else "le"
    said = talk.framed("gender", word=f"{article} {noun}")
    return Move((said,), practise=False) if said else None


def judged(talk: Talk, heard: Heard, asking: str) -> Move:
    """Say whether the learner's sentence is right; that of the message before when it has none."""
    told = [s for s in heard.sentences if s != asking]
    before = talk.learner_lines[-1] if talk.learner_lines else ""
    text = heard.written.partition(asking)[0].strip() if told else before
    if quoted := QUOTED.findall(heard.written):
        text = quoted[-1]
    wrong = certain(check(text, level=talk.brief.level)) if text else ()
    if not wrong:
        return Move((talk.phrase("is_correct"),), practise=False)
    mended = capitalised(corrected(text, wrong).strip())
    mended += "" if mended[-1:] in ".!?…" else "."
    said = talk.framed("corrects_to", only=mended)
    return Move((said or talk.phrase("is_correct"),), practise=False)


def which_is_said(talk: Talk, question: str) -> Move | None:
    """Return the right one of « on dit … ou … », or both."""
    sides = [_bare(side) for side in re.split(r"(?i),? ou (?:bien )?", question)]
    if len(sides) != 2:
        return None
    sound = [s for s in sides if not check(s, level="C2")]
    if len(sound) == 1:
        said = said_in_french(talk, sound[0])
        return Move((said,), practise=False) if said else None
    return Move((talk.phrase("both_said"),), practise=False)


def asked_again(talk: Talk, line: str) -> Move:
    """Ask the last question again: in other words where there are some, else with its English."""
    last = talk.tutor_lines[-1] if talk.tutor_lines else ""
    if GAP in last:
        return Move((line, talk.phrase("gap_explained")), _last_question(talk), practise=False)
    asked = last_question_asked(talk)
    if asked is None:
        return Move((line,), question=_last_question(talk), practise=False)
    others = [q for q in (asked.node.ask if asked.node else ()) if not talk.asked(q)]
    question = render(others[0] if others else asked.question, formal=talk.formal)
    meant = asked.node.ask[others[0]] if asked.node and others else asked.english
    said = talk.framed("asked_in_english", only=meant)
    return Move(tuple(filter(None, (line, said))), question=question, practise=False)


def resumed(talk: Talk) -> str | None:
    """Return the last question again, for a learner who has not come to it yet."""
    asked = last_question_asked(talk)
    if asked is None:
        return None
    question = render(asked.question, formal=talk.formal).removeprefix("Et ")
    return f"Alors, {uncapitalised(question)}"


def last_question_asked(talk: Talk) -> Asked | None:
    if not talk.tutor_lines:
        return None
    return last_asked(talk.tutor_lines[-1], talk.topic_name, formal=talk.formal)


def _last_question(talk: Talk) -> str | None:
    """Return the question the tutor ended in, word for word."""
    last = talk.tutor_lines[-1] if talk.tutor_lines else ""
    question = _SENTENCE.split(last)[-1]
    return question if question.endswith("?") and talk.allowed(question) else None


def _bare(text: str) -> str:
    return re.sub(rf"^{_LAST_WORD}+|{_LAST_WORD}+$", "", text)


def _of_plan(brief: Brief, wanted: str) -> tuple[str, str] | None:
    for target in (*brief.targets, *brief.previous_targets):
        if fold(wanted) in (fold(target.lemma), fold(with_article(target))):
            return with_article(target), first_sense(target.gloss)
    return None


def _of_english(wanted: str) -> tuple[str, str] | None:
    """Return a word of the curators' own English list."""
    for gloss, french in english().words.items():
        if fold(re.sub(r"^(?:le |la |les |l')", "", french)) == fold(wanted):
            return french, gloss
    return None


def _french(brief: Brief, wanted: str) -> str | None:
    for target in brief.targets:
        if fold(first_sense(target.gloss)) in (wanted, f"to {wanted}"):
            return with_article(target)
    words = english().words
    found = words.get(wanted) or french_for(wanted)
    if found is None and wanted.endswith("s"):
        single = words.get(wanted[:-1]) or french_for(wanted[:-1])
        return _plural(single) if single else None
    return found


def _plural(noun: str) -> str:
    """Return « les jumeaux » for « le jumeau »; anything but a noun as it is."""
    bare = re.match(r"(?:le |la |l')(.+)", noun)
    forms = lexicon().inflect(lexical(bare[1]), "noun", number="p") if bare else ()
    return f"les {forms[0]}" if forms else noun
