"""What stands around a place, as the features that the model weighs. Pure.

Features never look at the words of the place itself: only so can they tell what should stand there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tutoring.french.evidence.alternatives import Place, tag_of_reading
from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.tokens import Token

_CLOSED_POS: Final = frozenset("determiner pronoun preposition conjunction".split())
_BOUNDARIES: Final = frozenset(
    ". , ; : ! ? … ( ) « » \" que qu' qui où si quand lorsque mais car donc et ou comme dont parce".split()
)
_SUBJECTS: Final = frozenset("je j' tu il elle on nous vous ils elles ce c' ça cela qui".split())
_AVOIR: Final = frozenset(
    "ai as a avons avez ont avais avait avions aviez avaient aurai aura aurait aurais auront auraient avoir ayant eu".split()
)
_ETRE: Final = frozenset(
    "suis es est sommes êtes sont étais était étions étiez étaient sera serai serait serais seront seraient être été soit soient fus fut".split()
)
_TIMES: Final = frozenset(
    "hier demain maintenant aujourd'hui toujours souvent jamais déjà bientôt prochain prochaine dernier dernière depuis pendant quand si".split()
)


@dataclass(frozen=True, slots=True)
class Kinds:
    """A word as its neighbours see it."""

    norm: str
    tag: str  # its usual grammar, "x" for a word nobody knows
    lemma: str
    gender: str
    number: str


@lru_cache(maxsize=32768)
def kinds_of(norm: str, kind: str, is_name: bool) -> Kinds:
    """Return what a token is to its neighbours."""
    if kind != "word":
        return Kinds(norm if kind == "punctuation" else kind, kind[0], norm, "", "")
    readings = lexicon().readings(norm)
    if is_name or not readings:
        return Kinds(
            "Name" if is_name else norm, "Name" if is_name else f"?{norm[-3:]}", norm, "", ""
        )
    top = readings[0]
    if top.pos in _CLOSED_POS or norm in _AVOIR or norm in _ETRE:
        return Kinds(norm, norm, top.lemma, top.gender, top.number)
    tags = dict.fromkeys(
        tag_of_reading(r)
        for r in readings
        if r.frequency >= top.frequency / 8 or r.lemma == top.lemma
    )
    genders = {r.gender for r in readings if r.pos == top.pos and r.lemma == top.lemma}
    numbers = {r.number for r in readings if r.pos == top.pos and r.lemma == top.lemma}
    return Kinds(
        norm,
        "|".join(list(tags)[:3]),
        top.lemma,
        genders.pop() if len(genders) == 1 else "",
        numbers.pop() if len(numbers) == 1 else "",
    )


_EDGE: Final = Kinds("#", "#", "#", "", "")


def seen(tokens: Sequence[Token]) -> list[Kinds]:
    """Return what each token of a sentence is to its neighbours."""
    return [
        kinds_of(t.norm, t.kind, t.is_word and t.text[:1].isupper() and not t.initial)
        for t in tokens
    ]  # fmt: skip


def features(around: Sequence[Kinds], place: Place) -> Iterator[str]:
    """Yield the features of a place, each a string of its own."""
    first, end = place.first, place.end
    l1, l2, l3 = (around[first - n] if first >= n else _EDGE for n in (1, 2, 3))
    r1, r2, r3 = (around[end + n] if end + n < len(around) else _EDGE for n in (0, 1, 2))
    yield place.kind
    yield f"m{place.lemma}"
    yield from _near(l1, l2, l3, r1, r2, r3)
    yield from _far(around, first, end)
    if place.lemma:
        for name, value in (
            ("l1", l1.norm), ("r1", r1.norm), ("L1", l1.tag), ("l2", l2.norm), ("R1", r1.tag),
        ):  # fmt: skip
            yield f"M{name}{place.lemma}={value}"


def _near(l1: Kinds, l2: Kinds, l3: Kinds, r1: Kinds, r2: Kinds, r3: Kinds) -> Iterator[str]:
    for name, word in (("a", l1), ("b", l2), ("c", l3), ("x", r1), ("y", r2), ("z", r3)):
        yield f"w{name}{word.norm}"
        yield f"t{name}{word.tag}"
    yield f"ma{l1.lemma}"
    yield f"mx{r1.lemma}"
    yield f"mb{l2.lemma}"
    yield f"my{r2.lemma}"
    yield f"wab{l2.norm} {l1.norm}"
    yield f"wxy{r1.norm} {r2.norm}"
    yield f"wax{l1.norm} {r1.norm}"
    yield f"tab{l2.tag} {l1.tag}"
    yield f"txy{r1.tag} {r2.tag}"
    yield f"tax{l1.tag} {r1.tag}"
    yield f"tabx{l2.tag} {l1.tag} {r1.tag}"
    yield f"taxy{l1.tag} {r1.tag} {r2.tag}"
    yield f"tabc{l3.tag} {l2.tag} {l1.tag}"
    yield f"txyz{r1.tag} {r2.tag} {r3.tag}"
    yield f"watx{l1.norm} {r1.tag}"
    yield f"tawx{l1.tag} {r1.norm}"
    yield f"wabtx{l2.norm} {l1.norm} {r1.tag}"
    yield f"maTx{l1.lemma} {r1.tag}"
    yield f"max{l1.lemma} {r1.lemma}"
    yield f"wabx{l2.norm} {l1.norm} {r1.norm}"
    yield f"waxy{l1.norm} {r1.norm} {r2.norm}"
    yield f"mbta{l2.lemma} {l1.tag}"


def _far(around: Sequence[Kinds], first: int, end: int) -> Iterator[str]:
    left = _clause_left(around, first)
    subject = next((w.norm for w in reversed(left) if w.norm in _SUBJECTS), "")
    nouns = [w for w in reversed(left) if w.tag.startswith(("N.", "Name"))][:2]
    noun = nouns[0] if nouns else _EDGE
    head = nouns[-1] if nouns else _EDGE
    determined = _determiner_of(around, first)
    following = next((w for w in around[end : end + 4] if w.tag.startswith("N.")), _EDGE)
    helper = next((w.norm for w in reversed(left[-4:]) if w.norm in _AVOIR or w.norm in _ETRE), "")
    verb = next((w for w in reversed(left) if w.tag.startswith("V.")), _EDGE)
    opener = around[first - len(left) - 1].norm if first - len(left) - 1 >= 0 else "#"
    negated = "n" if any(w.norm in {"ne", "n'"} for w in left) else ""
    verbs_right = sum(
        "V.pres" in w.tag or "V.impf" in w.tag or w.norm in _ETRE or w.norm in _AVOIR
        for w in around[end:]
    )
    time = next((w.norm for w in around if w.norm in _TIMES), "")
    plural = "p" if "et" in {w.norm for w in around[max(0, first - 5) : first]} else ""
    yield f"S{subject}"
    yield f"S{subject} {helper}"
    yield f"S{subject} v{verb.tag}"
    yield f"S{subject} r{around[end].tag if end < len(around) else '#'}"
    yield f"N{noun.gender}{noun.number} {subject}"
    yield f"N{noun.gender}{noun.number} {determined} {plural}"
    yield f"H{head.gender}{head.number} {helper} {subject}"
    yield f"D{determined}"
    yield f"D{determined} {around[first - 1].tag if first else '#'}"
    yield f"F{following.gender}{following.number}"
    yield f"F{following.gender}{following.number} {around[first - 1].norm if first else '#'}"
    yield f"F{following.lemma}"
    yield f"A{helper} {around[first - 1].norm if first else '#'}"
    yield f"A{helper} {subject} {noun.gender}{noun.number}"
    yield f"V{verb.lemma}"
    yield f"V{verb.lemma} {around[first - 1].norm if first else '#'}"
    yield f"O{opener}"
    yield f"O{opener} {subject}"
    yield f"n{negated}{around[first - 1].tag if first else '#'}"
    yield f"n{negated} {around[first - 1].norm if first else '#'}"
    yield f"R{min(verbs_right, 3)} {verb.tag != '#'}"
    yield f"R{min(verbs_right, 3)} {around[first - 1].tag if first else '#'}"
    yield f"T{time}"
    yield f"?{around[-1].norm} {len(left) == 0}"


def _clause_left(around: Sequence[Kinds], first: int) -> list[Kinds]:
    start = first
    while start and first - start < 10 and around[start - 1].norm not in _BOUNDARIES:
        start -= 1
    return list(around[start:first])


_DETERMINERS: Final = frozenset(
    "le la les l' un une des du mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce cet "
    "cette ces au aux quelques plusieurs deux trois quatre cinq six sept huit neuf dix chaque quel quelle "
    "quels quelles tous toutes tout toute aucun aucune".split()
)


def _determiner_of(around: Sequence[Kinds], first: int) -> str:
    for back in range(1, 6):
        if first - back < 0 or around[first - back].norm in _BOUNDARIES:
            return ""
        if around[first - back].norm in _DETERMINERS:
            return f"{around[first - back].norm}{min(back, 3)}"
    return ""


def shown_by(around: Sequence[Kinds], place: Place) -> str:
    """Return what shows the form that an inflected word should have.

    "p" is a pronoun that shows gender and number (il), "s" one that shows less (je, vous), "n" a noun
    of one gender, "o" one of both, a name or nothing known, and "" nothing before it in the clause.
    "a" stands behind it after avoir: there a participle agrees with an object that may be far off.
    """
    left = _clause_left(around, place.first)
    helper = "a" if any(w.norm in _AVOIR for w in left[-4:]) else ""
    for word in reversed(left):
        if shown := _shows(word):
            return shown + helper
    return helper


def _shows(word: Kinds) -> str:
    pronoun = word.norm.removeprefix("-t").removeprefix("-")
    if pronoun in {"il", "elle", "ils", "elles"}:
        return "p"
    if pronoun in _SUBJECTS or pronoun in _OBJECTS:
        return "s"
    if word.tag.startswith("N."):
        return "n" if word.gender else "o"
    return "o" if word.tag == "Name" else ""


_OBJECTS: Final = frozenset("me m' te t' se s' l' les".split())
