"""Two words, how they were set up, and what can be wrong with them."""

from sessions.assessment.setups import Circumstances, Setup
from sessions.assessment.uses import Uses, find_uses
from tests.rig.scripted import PlainWords
from tutoring.brief import Finding
from tutoring.language import SoughtWord

LANGUAGE = PlainWords()
BREAD = SoughtWord(1, "pain", "noun", "masculine")
KEY = SoughtWord(2, "clé", "noun", "feminine")


def setup(
    word: SoughtWord = BREAD, *, gloss: str = "bread", mode: str = "elicit", is_new: bool = False
) -> Setup:
    return Setup(
        word_id=word.word_id,
        lemma=word.lemma,
        gloss=gloss,
        part_of_speech=word.part_of_speech,
        gender=word.gender,
        is_new=is_new,
        mode=mode,
        difficulty_level=1,
    )


def finding(
    start: int,
    end: int,
    *,
    category: str = "grammar",
    confidence: float = 0.95,
    suggestion: str = "du",
    severity: str = "medium",
) -> Finding:
    return Finding(
        code="test",
        start=start,
        end=end,
        span="x" * (end - start),
        suggestion=suggestion,
        category=category,
        severity=severity,
        confidence=confidence,
        message="because",
    )


def uses(text: str, *, setups: tuple[Setup, ...] = (), recent: tuple[str, ...] = ()) -> Uses:
    """Find both words in a text."""
    return find_uses(LANGUAGE, text, Circumstances(setups, (BREAD, KEY), recent))
