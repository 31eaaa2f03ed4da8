"""Mends one error of the learner's by saying the sentence back as it should be."""

import re
from typing import Final

from tutoring.brief import Finding, Style
from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.tokens import tokenize
from tutoring.offline.echoing import echo, is_sound
from tutoring.offline.hearing import Heard, certain
from tutoring.offline.mirror import lexical
from tutoring.offline.scenarios import fold
from tutoring.offline.talk import Talk, capitalised

_LONGEST_EXPLANATION: Final = 110  # characters
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")


def correction(talk: Talk, heard: Heard) -> tuple[str, ...] | None:
    """Return the recast of a faulty sentence, with a word of explanation from a tutor."""
    wrong = [f for f in certain(talk.brief.findings) if _worth_saying(f)]
    if not wrong:
        return None
    sentence = _sentence_of(heard, wrong[0])
    turned = echo(sentence, formal=talk.formal)
    if turned and _keeps(turned, wrong[0]):
        recast = talk.framed("echo_corrected", only=turned)
    elif is_sound(sentence) and _is_spelt(sentence):
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


def _is_spelt(sentence: str) -> bool:
    """Whether every word is known or a name: what is shown as right has to be right."""
    words = [token for token in tokenize(sentence) if token.is_word]
    return all(w.is_capitalised or lexicon().knows(lexical(w.norm)) for w in words)


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
