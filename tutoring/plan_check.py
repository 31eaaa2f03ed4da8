"""Did the tutor keep to the plan? Checks a reply against its brief. Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from tutoring.brief import Brief, TargetWord
from tutoring.language import FoundWord, Language, SoughtWord
from vocabulary.languages import LEVELS, gloss_key

_PARENTHESES: Final = re.compile(r"\s*[»\"”]?\s*\(\s*\w")

# The dictionary form and the CEFR level of each content word of a text whose level is known.
LevelsIn = Callable[[str], Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class PlanCheck:
    """What a reply did with the plan. Words are given by id."""

    introduced: tuple[int, ...]  # to introduce, and in the reply
    glossed: tuple[int, ...]  # of these, those whose meaning is given too
    absent: tuple[int, ...]  # to introduce, but not in the reply
    given_away: tuple[int, ...]  # to elicit, but said by the tutor
    beyond_level_share: float | None  # of the words whose level is known, 0 to 1; None: unknown
    looks_right: bool  # the reply is in the language learned, as far as can be told

    @property
    def missed(self) -> tuple[int, ...]:
        return self.absent + self.given_away

    @property
    def kept(self) -> bool:
        return not self.missed and self.looks_right


def check_reply(
    text: str, brief: Brief, language: Language, *, levels_in: LevelsIn | None = None
) -> PlanCheck:
    """Compare a reply with its brief.

    Args:
        levels_in: without it no share of words beyond the level is given. Words one level above
            the learner's do not count: they are what is being learned. Nor do planned words, and
            those that the learner has just said.
    """
    planned = brief.introduced + brief.elicited
    found = language.find(text, _sought(planned))
    said = {word.word_id: word for word in found if not word.near}
    introduced = tuple(t for t in brief.introduced if t.word_id in said)
    return PlanCheck(
        introduced=tuple(t.word_id for t in introduced),
        glossed=tuple(t.word_id for t in introduced if _is_glossed(t, said[t.word_id], text)),
        absent=tuple(t.word_id for t in brief.introduced if t.word_id not in said),
        given_away=tuple(t.word_id for t in brief.elicited if t.word_id in said),
        beyond_level_share=_share_beyond(text, brief, levels_in),
        looks_right=language.looks_right(text),
    )


def clause_for(check: PlanCheck, brief: Brief, language: Language) -> str:
    """Return a sentence with the words the reply did not introduce or explain; perhaps none."""
    forgotten = [t for t in brief.introduced if t.word_id not in check.glossed and t.gloss]
    return language.introduction(forgotten) if forgotten else ""


def _sought(targets: tuple[TargetWord, ...]) -> list[SoughtWord]:
    return [SoughtWord(t.word_id, t.lemma, t.part_of_speech, t.gender) for t in targets]


def _is_glossed(target: TargetWord, said: FoundWord, text: str) -> bool:
    """Say whether the meaning stands somewhere, or parentheses after the word.

    What is in them cannot be checked when the learner's own language is not English.
    """
    meanings = gloss_key(text)
    senses = (gloss_key(sense).strip().removeprefix("to ") for sense in target.gloss.split(";"))
    in_english = any(sense and f" {sense} " in meanings for sense in senses)
    return in_english or bool(_PARENTHESES.match(text, said.end))


def _share_beyond(text: str, brief: Brief, levels_in: LevelsIn | None) -> float | None:
    if levels_in is None:
        return None
    free = {target.lemma for target in brief.targets}
    free |= {lemma for lemma, _ in levels_in(brief.learner_text)}
    highest = LEVELS.index(brief.level) + 1
    words = levels_in(text)
    beyond = [w for w, level in words if w not in free and LEVELS.index(level) > highest]
    return len(beyond) / len(words) if words else 0.0
