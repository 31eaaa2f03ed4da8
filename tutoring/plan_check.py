"""Did the tutor keep to the plan? Checks a reply against its brief. Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from tutoring.brief import Brief, TargetWord
from tutoring.language import FoundWord, Language, SoughtWord
from vocabulary.languages import LEVELS, gloss_key, search_key

# Enough to tell the languages apart in a reply of two sentences.
_FUNCTION_WORDS: Final = {
    "fr": frozenset(
        "le la les un une des du de et est es suis sont ai as a ont je tu il elle on nous vous ils "
        "que qui quoi quel quelle dans pour avec sur pas ne mais ou où au aux ce ça cette ton ta tes "
        "mon ma mes son sa ses c'est qu'est j'ai d'accord oui non très bien plus aussi comment "
        "pourquoi quand alors si en y par chez me te se lui leur nos vos ces moi toi".split()
    ),
    "en": frozenset(
        "the a an and is are was were be been have has had i you he she it we they that this which "
        "what who where when why how in on at for with to of not but or my your his her our their "
        "do does did can could would will there here very well so if by from about yes no me him us "
        "them am as its gave get got".split()
    ),
    "de": frozenset(
        "der die das ein eine einen und ist sind war haben hat ich du er sie es wir ihr nicht auch "
        "mit für auf von zu im am den dem dass was wie wo wann warum aber oder sehr gut ja nein mein "
        "dein möchtest kannst gerne noch schon".split()
    ),
    "es": frozenset(
        "el los las una unos y es son está eres soy hay tengo tienes yo tú él ella nosotros qué cómo "
        "cuándo dónde por para con no pero muy bien también más sí del al lo le su tu mi me te se "
        "gusta quieres puedes".split()
    ),
    "it": frozenset(
        "il lo gli i un una e è sono sei ho hai ha io tu lui lei noi che cosa come quando dove perché "
        "per con non ma molto bene anche più sì del della di da nel mi ti si piace vuoi puoi".split()
    ),
    "pt": frozenset(
        "o os as um uma e é são está eu tu você ele ela nós que como quando onde porque por para com "
        "não mas muito bem também mais sim do da dos das no na em meu teu seu gosta quer pode".split()
    ),
}
_LAST_LATIN_LETTER: Final = "\u024f"

_PARENTHESES: Final = re.compile(r"\s*[»\"”]?\s*\(\s*\w")
_ARTICLES: Final = {"masculine": ("le", "un"), "feminine": ("la", "une")}

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
        looks_right=looks_like(text, brief.language),
    )


def clause_for(check: PlanCheck, brief: Brief) -> str:
    """Return a sentence with the words the reply did not introduce or explain; perhaps none."""
    forgotten = [t for t in brief.introduced if t.word_id not in check.glossed and t.gloss]
    if not forgotten or brief.language != "fr":
        return ""
    words = ", ".join(f"{_with_article(t)} ({_first_sense(t.gloss)})" for t in forgotten)
    return f"{'Un mot nouveau' if len(forgotten) == 1 else 'Des mots nouveaux'} : {words}."


def looks_like(text: str, language: str) -> bool:
    """Say whether a text is in a language; True as well when it cannot be told."""
    if language not in _FUNCTION_WORDS:
        return True
    letters = [char for char in text if char.isalpha()]
    if sum(char > _LAST_LATIN_LETTER for char in letters) > len(letters) / 3:
        return False
    tokens = text.lower().replace("’", "'").replace("'", "' ").split()
    counts = {
        code: sum(_bare(token) in words for token in tokens)
        for code, words in _FUNCTION_WORDS.items()
    }
    return counts[language] >= max(counts.values())


def _bare(token: str) -> str:
    return token.strip(".,;:!?…«»\"()'¿¡")


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
