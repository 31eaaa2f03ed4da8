"""Did the tutor keep to the plan? Checks a reply against its brief. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tutoring.brief import Brief, TargetWord
from tutoring.language import Language, Lemma, SoughtWord
from vocabulary.languages import LEVELS, gloss_key, search_key

# Enough to tell the languages apart in a reply of two sentences.
_FUNCTION_WORDS: Final = {
    "fr": frozenset(
        "le la les un une des du de et est es suis sont ai as a ont je tu il elle on nous vous ils "
        "que qui quoi quel quelle dans pour avec sur pas ne mais ou où au aux ce ça cette ton ta tes "
        "mon ma mes son sa ses c'est qu'est j'ai d'accord oui non très bien plus aussi comment "
        "pourquoi quand alors si en y par chez".split()
    ),
    "en": frozenset(
        "the a an and is are was were be been have has had i you he she it we they that this which "
        "what who where when why how in on at for with to of not but or my your his her our their "
        "do does did can could would will there here very well so if by from about yes no".split()
    ),
}

_ARTICLES: Final = {"masculine": ("le", "un"), "feminine": ("la", "une")}

LevelOf = Callable[[Lemma], str | None]


@dataclass(frozen=True, slots=True)
class PlanCheck:
    """What a reply did with the plan. Words are given by id."""

    introduced: tuple[int, ...]  # to introduce, and in the reply
    glossed: tuple[int, ...]  # of these, those whose meaning is given too
    absent: tuple[int, ...]  # to introduce, but not in the reply
    given_away: tuple[int, ...]  # to elicit, but said by the tutor
    beyond_level_share: float  # of the content words whose level is known, 0 to 1
    looks_right: bool  # the reply is in the language learned, as far as can be told

    @property
    def missed(self) -> tuple[int, ...]:
        return self.absent + self.given_away

    @property
    def kept(self) -> bool:
        return not self.missed and self.looks_right


def check_reply(
    text: str, brief: Brief, language: Language, *, level_of: LevelOf | None = None
) -> PlanCheck:
    """Compare a reply with its brief.

    Args:
        level_of: CEFR level of a dictionary form, or None where it is unknown. Words one level
            above the learner's do not count as beyond it: they are what is being learned.
    """
    planned = brief.introduced + brief.elicited
    said = {word.word_id for word in language.find(text, _sought(planned)) if not word.near}
    introduced = tuple(t for t in brief.introduced if t.word_id in said)
    meanings = gloss_key(text)
    return PlanCheck(
        introduced=tuple(t.word_id for t in introduced),
        glossed=tuple(t.word_id for t in introduced if _is_glossed(t, meanings)),
        absent=tuple(t.word_id for t in brief.introduced if t.word_id not in said),
        given_away=tuple(t.word_id for t in brief.elicited if t.word_id in said),
        beyond_level_share=_share_beyond(text, brief.level, language, level_of),
        looks_right=looks_like(text, brief.language),
    )


def clause_for(check: PlanCheck, brief: Brief) -> str:
    """Return a sentence that introduces the words the reply forgot; empty if there are none."""
    forgotten = [t for t in brief.introduced if t.word_id in check.absent and t.gloss]
    if not forgotten or brief.language != "fr":
        return ""
    words = ", ".join(f"{_with_article(t)} ({_first_sense(t.gloss)})" for t in forgotten)
    return f"{'Un mot nouveau' if len(forgotten) == 1 else 'Des mots nouveaux'} : {words}."


def looks_like(text: str, language: str) -> bool:
    """Say whether a text is in a language; True as well when it cannot be told."""
    if language not in _FUNCTION_WORDS:
        return True
    tokens = text.lower().replace("’", "'").replace("'", "' ").split()
    counts = {
        code: sum(_bare(token) in words for token in tokens)
        for code, words in _FUNCTION_WORDS.items()
    }
    return counts[language] >= max(counts.values())


def _bare(token: str) -> str:
    return token.strip(".,;:!?…«»\"()'")


def _sought(targets: tuple[TargetWord, ...]) -> list[SoughtWord]:
    return [SoughtWord(t.word_id, t.lemma, t.part_of_speech, t.gender) for t in targets]


def _is_glossed(target: TargetWord, meanings: str) -> bool:
    senses = (gloss_key(sense).strip().removeprefix("to ") for sense in target.gloss.split(";"))
    return any(sense and f" {sense} " in meanings for sense in senses)


def _share_beyond(text: str, level: str, language: Language, level_of: LevelOf | None) -> float:
    if level_of is None:
        return 0.0
    highest = LEVELS.index(level) + 1
    known = [at for lemma in language.lemmas(text) if (at := level_of(lemma)) in LEVELS]
    return sum(LEVELS.index(at) > highest for at in known) / len(known) if known else 0.0


def _first_sense(gloss: str) -> str:
    return gloss.split(";")[0].strip()


def _with_article(target: TargetWord) -> str:
    """Return a French noun as one learns it, wherever the article is certain from its letters."""
    first, last = target.lemma[:1].lower(), target.lemma[-1:]
    # A noun in s, x or z may have no singular, as in « vacances ».
    if target.part_of_speech != "noun" or target.gender not in _ARTICLES or last in "sxz":
        return target.lemma
    if search_key(first) in "aeiou":
        return f"l'{target.lemma}"
    definite, indefinite = _ARTICLES[target.gender]
    # Some h elide and some do not.
    return f"{indefinite if first == 'h' else definite} {target.lemma}"
