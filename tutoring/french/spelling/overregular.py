"""Forms of irregular verbs made on the pattern of regular ones: prendu, faisez, venirai.

Nobody mistypes these: who writes "j'ai prendu" knows the verb and the tense, and not the form.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from tutoring.french.words.lexicon import Features, lexicon

_VERBS: Final = tuple(
    """aller apprendre attendre avoir boire comprendre conduire connaître construire courir couvrir
    croire découvrir décrire descendre devenir devoir dire disparaître dormir écrire entendre envoyer
    être faire falloir interdire lire mettre mourir naître obtenir offrir ouvrir paraître partir
    perdre permettre plaire pouvoir prendre produire promettre recevoir rendre répondre reprendre
    retenir revenir rire savoir sentir servir sortir souffrir sourire suivre surprendre tenir traduire
    valoir vendre venir vivre voir vouloir""".split()
)
# Over-regular forms that the Lefff takes for right ones.
_LISTED: Final = {"disez": ("dites",), "redisez": ("redites",)}
_PERSONS: Final = ((1, "s"), (2, "s"), (3, "s"), (1, "p"), (2, "p"), (3, "p"))
_ENDINGS: Final = {
    ("ind", "pres"): ("e es e ons ez ent", "is is it issons issez issent", "s s t ons ez ent"),
    ("ind", "impf"): ("ais ais ait ions iez aient", "issais issais issait issions issiez issaient"),
    ("ind", "fut"): ("rai ras ra rons rez ront", "erai eras era erons erez eront"),
    ("cond", "pres"): (
        "rais rais rait rions riez raient",
        "erais erais erait erions eriez eraient",
    ),
}
_PARTICIPLES: Final = ("é", "i", "u", "is", "it")


def meant_forms(word: str) -> tuple[str, ...]:
    """Return the forms that stand for an over-regular one; empty when it is none."""
    return _LISTED.get(word) or _meant().get(word, ())


@lru_cache(maxsize=1)
def _meant() -> dict[str, tuple[str, ...]]:
    meant: dict[str, dict[str, None]] = defaultdict(dict)
    for lemma in _VERBS:
        for wrong, right in _slips(lemma):
            if not lexicon().knows(wrong):
                meant[wrong][right] = None
    return {wrong: tuple(rights) for wrong, rights in meant.items()}


def _slips(lemma: str) -> Iterator[tuple[str, str]]:
    """Yield (made by a regular pattern, right form)."""
    forms = _by_features(lemma)
    stems = _stems(lemma, forms)
    for (mood, tense), patterns in _ENDINGS.items():
        for pattern in patterns:
            for (person, number), ending in zip(_PERSONS, pattern.split(), strict=True):
                if right := forms.get(("", number, person, mood, tense)):
                    yield from ((stem + ending, right) for stem in stems)
    if participle := forms.get(("m", "s", 0, "part", "past")):
        yield from ((stem + ending, participle) for stem in stems for ending in _PARTICIPLES)


def _by_features(lemma: str) -> dict[Features, str]:
    forms: dict[Features, str] = {}
    for form, (gender, number, person, mood, tense) in lexicon().paradigm(lemma, "verb"):
        # pris and mis are not marked for number.
        forms.setdefault((gender, number or "s", person, mood, tense), form)
    return forms


def _stems(lemma: str, forms: dict[Features, str]) -> set[str]:
    """Return what endings are put on: stems of the infinitive and of the present tense."""
    we = forms.get(("", "p", 1, "ind", "pres"), "")
    one = forms.get(("", "s", 1, "ind", "pres"), "")
    stems = {lemma.removesuffix("r"), lemma.removesuffix("re"), lemma.removesuffix("oir")}
    stems |= {lemma.removesuffix("ir"), we.removesuffix("ons"), one[:-1]}
    return {stem for stem in stems if len(stem) > 1 and stem != lemma}
