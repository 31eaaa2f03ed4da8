"""Brings the words of the plan into a reply: new ones are given, due ones are asked for."""

import re
from typing import Final

from tutoring.brief import TargetWord
from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.tokens import tokenize
from tutoring.offline.mirror import lexical
from tutoring.offline.scenarios import concepts
from tutoring.offline.talk import Talk, bare_lemma, first_sense, is_form, uses

GAP: Final = "___"
_LONGEST_EXAMPLE: Final = 60  # characters; a longer one drowns the conversation
_BARE: Final = frozenset(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre midi minuit "
    "lundi mardi mercredi jeudi vendredi samedi dimanche monsieur madame mademoiselle maman papa".split()
)
_ALWAYS_PLURAL: Final = frozenset({"États-Unis", "Pays-Bas", "Alpes", "Pyrénées"})
_VOWELS: Final = "aàâeéèêëiîïoôuùûyhœæ"


def introduction(talk: Talk) -> str | None:
    """Return a sentence that gives the new word of the plan and its gloss."""
    for target in talk.brief.introduced:
        slots = {"word": with_article(target), "gloss": first_sense(target.gloss)}
        example = target.example.strip()
        if 0 < len(example) <= _LONGEST_EXAMPLE and uses(example, target):
            text = talk.framed("introduce_example", example=example, **slots)
            if text:
                return text
        if text := talk.framed("introduce", **slots):
            return text
    return None


def with_article(target: TargetWord) -> str:
    """Return « le marché », « l'eau »; the bare lemma of anything but a noun."""
    lemma = target.lemma
    if target.part_of_speech != "noun" or lemma in _BARE or not (gender := _gender(target)):
        return lemma
    if _is_plural(lemma) or lemma in _ALWAYS_PLURAL:
        return f"les {lemma}"
    if lemma[0].lower() in _VOWELS and not lexicon().aspirated_h(lemma):
        return f"l'{lemma}"
    return f"{'le' if gender == 'm' else 'la'} {lemma}"


def _gender(target: TargetWord) -> str:
    if target.gender[:1] in ("m", "f") and target.gender not in ("m/f", "mf"):
        return target.gender[:1]
    genders = lexicon().genders(lexical(target.lemma))
    return next(iter(genders)) if len(genders) == 1 else ""


def _is_plural(lemma: str) -> bool:
    readings = [r for r in lexicon().readings(lexical(lemma)) if r.pos == "noun"]
    return bool(readings) and all(r.number == "p" for r in readings)


def gapped(target: TargetWord) -> str | None:
    """Return the target's example with a hole in place of the word; None when it has none."""
    lemma = bare_lemma(target.lemma)
    if " " in lemma:
        text, count = re.subn(re.escape(lemma), GAP, target.example, flags=re.IGNORECASE)
        return text if count else None
    text = target.example
    found = [t for t in tokenize(text) if t.is_word and is_form(t.norm, target)]
    if len(found) != 1:
        return None  # « Elle lit un livre au lit » would have two holes for one word
    return f"{text[: found[0].start]}{GAP}{text[found[0].end :]}".strip()


def concept_questions(talk: Talk, name: str) -> list[str]:
    concept = concepts()[name]
    easy = talk.shuffled(concept.ask, name)
    hard = talk.shuffled(concept.ask_b, name) if talk.advanced else []
    return hard if hard and talk.level == "B2" else [*hard, *easy]


def exercise(talk: Talk) -> str | None:
    """Return a question that asks for a due word by its gloss and a sentence with a hole."""
    for target in talk.brief.elicited:
        gloss = first_sense(target.gloss)
        gap = gapped(target)
        text = talk.framed("elicit_gap", gloss=gloss, gap=gap.rstrip(" .")) if gap else None
        if text := text or talk.framed("elicit_plain", gloss=gloss):
            return text
    return None
