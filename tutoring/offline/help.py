"""Help inside a turn: a hint for a word, replies to choose from, simpler words, a translation."""

import re
from functools import lru_cache
from typing import Final

from tutoring.brief import Brief, TargetWord
from tutoring.offline.practice import gapped
from tutoring.offline.register import render
from tutoring.offline.scenarios import (
    acts,
    concepts,
    fold,
    pairs,
    persona,
    phrases,
    topic,
    topic_names,
)
from tutoring.offline.talk import Talk, bare_lemma, capitalised, first_sense
from tutoring.offline.topics import last_asked, topic_of

MEANING, FIRST_LETTER, EXAMPLE = 1, 2, 3
_LAST_SENTENCE_WORDS: Final = 10  # a sentence longer than this is cut at its joints
# A word in quotation marks may be explained in brackets, which is no new sentence.
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…»)])\s+(?=[«A-ZÀÂÉÈÊÎÔŒ])|(?<=[.!?…)])\s+(?=\()")
_ASIDE: Final = re.compile(r"(?<!») \([^)]*\)| – [^–]* –")
_JOINT: Final = re.compile(
    r",? (?:mais|alors|donc|puis|parce que|car|tandis que|alors que)\s|, et\s| ;\s|, (?:qui|dont)\s"
)
_USUAL_REPLIES: Final = {
    "A": ("Oui, j'aime bien ça.", "Non, pas vraiment.", "Je ne sais pas encore."),
    "B": (
        "Oui, et c'est important pour moi.",
        "Pas vraiment, parce que je manque de temps.",
        "Je dois y réfléchir, c'est une bonne question.",
    ),
}
_OPENING_SKIPPED: Final = re.compile(
    r"^(?:Au fait|Au passage|Bon|Tiens|Alors|Et|Ah oui|Ah|D'accord|Petit exercice)\s?[,:]\s"
)


def hint(target: TargetWord, step: int) -> str:
    """Return a little more help each time: the meaning, the first letter, a sentence with a hole.

    `step` counts from 1; beyond the last the hints stay at the last.
    """
    meaning = f"Meaning: {target.gloss}"
    if step <= MEANING:
        return meaning
    lemma = bare_lemma(target.lemma)
    letters = f"{lemma[0]}{' _' * (len(lemma) - 1)}"
    if step == FIRST_LETTER:
        return f"{first_sense(target.gloss)}: {letters}"
    gap = gapped(target)
    return f"{gap} ({letters})" if gap else f"{first_sense(target.gloss)}: {letters}"


def suggestions(brief: Brief) -> tuple[str, str, str]:
    """Return three replies, at the learner's level, to the tutor's last question."""
    talk = Talk(brief, topic_of(brief))
    last = talk.tutor_lines[-1] if talk.tutor_lines else ""
    asked = last_asked(last, talk.topic_name, formal=talk.formal)
    if asked and asked.node:
        first, second, third = asked.node.replies
        return first, second, third
    first, second, third = _USUAL_REPLIES["B" if talk.advanced else "A"]
    return first, second, third


def simplify(text: str, level: str) -> str:
    """Return the text in shorter sentences, without asides.

    A known question becomes the easiest one of its kind when the level is A1 or A2.
    """
    easy = level in ("A1", "A2")
    sentences = [_ASIDE.sub("", s) for s in _SENTENCE_END.split(text.strip())]
    shorter = [part for sentence in sentences for part in _parts(sentence, easy=easy)]
    return " ".join(shorter)


def _parts(sentence: str, *, easy: bool) -> list[str]:
    sentence = capitalised(_OPENING_SKIPPED.sub("", sentence))
    if "«" in sentence or sentence.endswith("?") or len(sentence.split()) <= _LAST_SENTENCE_WORDS:
        return [sentence]
    joint = _JOINT.search(sentence)
    if not easy or joint is None or joint[0].strip(" ,;") in ("qui", "dont"):
        return [sentence]
    linked = joint[0].strip(" ,;")
    rest = sentence[joint.end() :]
    link = "" if linked == "et" else f"{capitalised(linked)} "
    return [f"{sentence[: joint.start()]}.", *_parts(link + rest, easy=False)]


def translate(text: str) -> str | None:
    """Return the English of a tutor's line; None when it has no sentence of the scenario files.

    Sentences that were made for the occasion stay in French, between quotation marks.
    """
    sentences = _SENTENCE_END.split(text.strip())
    english = [_known().get(_key(sentence)) for sentence in sentences]
    if not any(english):
        return None
    both = zip(sentences, english, strict=True)
    return " ".join(known or _quoted(sentence) for sentence, known in both)


def _quoted(sentence: str) -> str:
    return f"“{sentence}”" if "«" in sentence else f"« {sentence} »"


def _key(sentence: str) -> str:
    return re.sub(r"^(?:et toi|et vous|alors), ", "", fold(sentence)).rstrip(" .!?")


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    """Return the English of every line of the scenario files, in both registers."""
    entries = [*acts().values(), *persona().values(), *concepts().values()]
    entries += [topic(name) for name in topic_names()]
    lines = [pair for entry in entries for pair in pairs(entry)]
    for group in (phrases().lines, phrases().questions):
        lines += [pair for lines_of_kind in group.values() for pair in lines_of_kind.items()]
    return {
        _key(render(french, formal=formal)): english
        for french, english in lines
        for formal in (False, True)
    }
