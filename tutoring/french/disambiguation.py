"""Which of its readings a word has in its sentence: neighbours first, the spaCy model second.

Every reading gets a weight: how usual it is (a power of ten is one point), what the words beside it
ask for, and what the model says. Learners err exactly where a tagger would look, so no single sign
decides alone.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from tutoring.french.lexicon import lexicon
from tutoring.french.parsing import Parsed
from tutoring.french.readings import Reading
from tutoring.french.tokens import Token
from vocabulary.languages import search_key

SUBJECTS: Final = {
    "je": (1, "s"), "j'": (1, "s"), "tu": (2, "s"), "t'": (2, "s"), "il": (3, "s"),
    "elle": (3, "s"), "on": (3, "s"), "ce": (3, "s"), "c'": (3, "s"), "ça": (3, "s"),
    "cela": (3, "s"), "nous": (1, "p"), "vous": (2, "p"), "ils": (3, "p"), "elles": (3, "p"),
    "qui": (0, ""),
}  # fmt: skip
DETERMINERS: Final = frozenset(
    """un une des du au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos
    leurs quel quelle quels quelles chaque quelques plusieurs aucun aucune deux trois quatre cinq
    six sept huit neuf dix vingt cent mille premier première""".split()
)
# Determiners before a noun, but objects before a verb.
OBJECTS_OR_DETERMINERS: Final = frozenset("le la les l' leur".split())
OBJECTS: Final = frozenset("me m' te se s' y lui ne n'".split())
PREPOSITIONS: Final = frozenset(
    """à de d' pour sans avec en par chez sur sous dans vers contre entre dès depuis pendant
    avant après""".split()
)
DEGREES: Final = frozenset("très trop si assez aussi tellement plutôt vraiment hyper super".split())
# What may stand between a pronoun or an auxiliary and its verb.
_BETWEEN: Final = frozenset(
    """ne n' pas plus jamais rien me m' te t' se s' le la les l' lui leur y en nous vous bien déjà très
    trop si assez tellement plutôt toujours encore souvent vraiment beaucoup trop tout aussi même presque enfin peut-être""".split()
)
_MODALS: Final = frozenset(
    """pouvoir vouloir devoir aller savoir falloir faire laisser aimer adorer détester préférer
    espérer venir penser compter oser sembler désirer souhaiter""".split()
)
_NE: Final = frozenset({"ne", "n'"})
_COMPARED: Final = frozenset(
    "plus moins mieux peu plutôt tout très trop".split()
)  # le plus, un peu
_QUANTITIES: Final = frozenset("beaucoup peu trop plus assez moins tant autant combien pas".split())
_NOTABLE: Final = 0.15
_COPULAS: Final = frozenset("être sembler paraître devenir rester sentir".split())
# Objects that one follows: with them, "je suis" is no form of être.
_FOLLOWED: Final = frozenset(
    """cours formation régime conseil conseils exemple consigne consignes instruction instructions
    piste match chemin route actualité actualités actu mode série séries règles stage traitement
    études voiture émission émissions histoire compte comptes""".split()
)

_MY: Final = frozenset({"mon", "ton", "son"})  # ma, ta, sa before consonants
_EITHER: Final = frozenset("l' les des leur leurs".split())

_MODEL_SAYS_POS: Final = 0.5
_MODEL_SAYS_LEMMA: Final = 0.6

type_of_weights = dict[Reading, float]


class Context:
    """The words of a text, to choose readings in. Weights are computed once a word."""

    def __init__(self, tokens: Sequence[Token], parse: Callable[[], Mapping[int, Parsed]]) -> None:
        """`parse` asks the model, once and only when a word is ambiguous."""
        self.tokens = tokens
        self._parse = parse
        self._chosen: list[Reading | None] = []

    def norm(self, at: int) -> str:
        """Return the word at a place of the same sentence, "" beyond its ends."""
        return self.tokens[at].norm if 0 <= at < len(self.tokens) else ""

    @cached_property
    def _parsed(self) -> Mapping[int, Parsed]:
        return self._parse()

    def chosen(self, at: int) -> Reading | None:
        """Return the likeliest reading of the word, None for a mark or an unknown word."""
        while len(self._chosen) <= at:  # from the left: a choice leans on the one before
            weights = self.weights(len(self._chosen))
            self._chosen.append(max(weights, key=weights.__getitem__) if weights else None)
        return self._chosen[at]

    def is_before(self, at: int, pos: str) -> bool:
        """Whether the word before has been read as that part of speech."""
        reading = self.chosen(at - 1) if at > 0 else None
        return reading is not None and reading.pos == pos

    def weights(self, at: int) -> type_of_weights:
        token = self.tokens[at]
        if not token.is_word:
            return {}
        readings = lexicon().readings(token.text if token.is_capitalised else token.norm)
        if token.is_capitalised and not token.initial:
            readings = tuple(r for r in readings if r.pos == "name") or readings
        if len({(r.lemma, r.pos) for r in readings}) < 2:
            return dict.fromkeys(readings, 0.0)
        said = self._parsed.get(token.start)
        fits = self.fit(at, readings)
        return {
            reading: _prior(reading) + fits[reading] + _said(reading, said) for reading in readings
        }

    def fit(self, at: int, readings: Iterable[Reading]) -> type_of_weights:
        """Return how well the words beside a place would suit these readings there."""
        signs = _signs(self, at)
        return {r: _fit(r, signs) + _follows(self, at, r) for r in readings}

    def gender_shown(self, at: int) -> str:
        """Return the gender that article and adjectives give a noun; "" when they do not."""
        before = at - 1
        while before >= 0:
            genders = _genders(self.norm(before), before_vowel=_is_vowel(self.norm(before + 1)))
            if len(genders) == 1:
                return next(iter(genders))
            if not _mostly(self.norm(before), "adjective"):
                break
            before -= 1
        after = (
            _genders(self.norm(at + 1), before_vowel=False)
            if _mostly(self.norm(at + 1), "adjective")
            else ()
        )
        return next(iter(after)) if len(after) == 1 else ""


def _prior(reading: Reading) -> float:
    bookish = (reading.mood, reading.tense) in {("ind", "past"), ("sub", "impf")}
    return math.log10(reading.frequency + 0.05) - 2.0 * bookish


def _said(reading: Reading, said: Parsed | None) -> float:
    if said is None or not said.pos:
        return 0.0
    same_pos = said.pos == reading.pos or (said.pos == "name" and reading.pos == "noun")
    return _MODEL_SAYS_POS * same_pos + _MODEL_SAYS_LEMMA * (said.lemma == reading.lemma)


@dataclass(frozen=True, slots=True)
class _Signs:
    """What the words beside a word say of it."""

    determined: bool  # an article or the like stands before, adjectives between
    subject: tuple[int, str] | None  # person and number of the pronoun before or after
    governed: bool  # a pronoun or negation that only verbs have stands before
    auxiliary: bool
    copula: bool
    modal: bool
    other_verb: bool  # some other verb is completed by the word
    preposition: bool
    gerund: bool  # en stands before
    degree: bool
    noun_before: bool
    noun_after: bool
    object_after: bool
    negation_after: bool
    que_before: bool
    clitic_after: bool  # what only a verb has bound to it: -moi, -le
    misfit: bool  # the noun before has another gender than the word as an adjective
    like_before: bool  # et or ou joins it to an adjective
    clause_lacks_verb: bool
    starts: bool


def _signs(context: "Context", at: int) -> _Signs:
    before, verb_at = context.norm(at - 1), _verb_before(context, at)
    after = context.norm(at + 1)
    before_all = {context.norm(place) for place in range(max(0, at - 8), at)}
    lemmas = _lemmas(context.norm(verb_at)) if verb_at >= 0 else frozenset()
    auxiliary = not lemmas.isdisjoint({"avoir", "être"})
    copula, modal = not lemmas.isdisjoint(_COPULAS), not lemmas.isdisjoint(_MODALS)
    return _Signs(
        determined=_is_determined(context, at),
        subject=_subject(context, at),
        governed=_is_governed(context, at),
        auxiliary=auxiliary,
        copula=copula,
        modal=modal,
        other_verb=verb_at >= 0
        and _mostly(context.norm(verb_at), "verb")
        and not (auxiliary or copula or modal),
        preposition=before in PREPOSITIONS,
        gerund=before == "en",
        degree=before in DEGREES,
        noun_before=context.is_before(at, "noun"),
        noun_after=_share(after, "noun") > _NOTABLE,
        que_before="que" in before_all or "qu'" in before_all,
        object_after=after in DETERMINERS | OBJECTS_OR_DETERMINERS | PREPOSITIONS,
        negation_after=after in {"ne", "n'"},
        clitic_after=after.startswith("-") and after not in {"-là", "-ci"},
        misfit=_misfits(context, at),
        like_before=before in {"et", "ou"} and context.is_before(at - 1, "adjective"),
        clause_lacks_verb=_lacks_verb(context, at),
        starts=at == 0 or not context.tokens[at - 1].is_word,
    )


def _lacks_verb(context: "Context", at: int) -> bool:
    """Whether nothing else between the marks around the word is likely to be its clause's verb."""
    for step in (-1, 1):
        place = at + step
        while 0 <= place < len(context.tokens) and context.tokens[place].is_word:
            if _is_mostly_finite(context.norm(place)):
                return False
            place += step
    return True


def _misfits(context: "Context", at: int) -> bool:
    """Whether the noun before has another gender than the word has as an adjective."""
    noun = lexicon().genders(context.norm(at - 1)) if context.is_before(at, "noun") else ()
    own = _genders(context.norm(at), before_vowel=False)
    return len(noun) == 1 and len(own) == 1 and set(noun) != own


def _is_determined(context: "Context", at: int) -> bool:
    """Whether an article or the like stands before, or a preposition and an adjective."""
    place = at
    while place > 0:
        place -= 1
        word = context.norm(place)
        if word in DETERMINERS:
            return True
        if word in OBJECTS_OR_DETERMINERS:
            return _subject_at(context, place) is None and context.norm(place - 1) not in _NE
        if word in {"de", "d'"} and context.norm(place - 1) in _QUANTITIES:
            return True
        if not _mostly(word, "adjective"):
            return place < at - 1 and (word in PREPOSITIONS or not context.tokens[place].is_word)
    return at > 0 and _mostly(context.norm(0), "adjective")  # Bon voyage !


def _is_governed(context: "Context", at: int) -> bool:
    """Whether a pronoun or a negation that only verbs have stands right before."""
    before = context.norm(at - 1)
    if before in OBJECTS or (before in {"y", "en"} and context.norm(at - 2) in SUBJECTS):
        return True
    if before in OBJECTS_OR_DETERMINERS:
        return _subject_at(context, at - 1) is not None or context.norm(at - 2) in _NE
    return False


def _subject(context: "Context", at: int) -> tuple[int, str] | None:
    """Return person and number of the subject pronoun, before the verb or bound to it."""
    after = context.norm(at + 1)
    if after.startswith("-"):
        return SUBJECTS.get(after.removeprefix("-t-").removeprefix("-"))
    return _subject_at(context, at)


def _subject_at(context: "Context", at: int) -> tuple[int, str] | None:
    """Return the subject pronoun before a place, object pronouns and ne between."""
    at -= 1
    while at >= 0 and (
        context.norm(at) in OBJECTS | OBJECTS_OR_DETERMINERS | {"en", "nous", "vous"}
    ):
        if context.norm(at) in {"nous", "vous"} and context.norm(at - 1) not in SUBJECTS:
            break
        at -= 1
    word = context.norm(at)
    if word in {"ce", "c'"} and context.norm(at + 1) not in {"sont", "est", "était", "sera"}:
        return None
    return SUBJECTS.get(word)


def _verb_before(context: "Context", at: int) -> int:
    """Return where the verb is that this word completes; -1 without one."""
    at -= 1
    while at >= 0 and (context.norm(at) in _BETWEEN or context.norm(at).startswith("-")):
        at -= 1
    return at if "verb" in _poses(context.norm(at)) else -1


def _follows(context: "Context", at: int, reading: Reading) -> float:
    """Tell "je suis" of suivre from that of être by what is followed."""
    if reading.lemma != "suivre" or context.norm(at) != "suis":
        return 0.0
    if context.norm(at - 1) in {"te", "t'", "le", "la", "les", "vous"}:
        return 3.0
    objects = {context.norm(after) for after in range(at + 1, at + 5)}
    return 3.0 if not objects.isdisjoint(_FOLLOWED) else -2.0


def _fit(reading: Reading, signs: _Signs) -> float:
    fit = _FITS.get(reading.pos)
    return fit(reading, signs) if fit else 0.0


def _determiner_fit(_reading: Reading, signs: _Signs) -> float:
    return 2.0 * signs.noun_after - 2.0 * signs.determined


def _adverb_fit(reading: Reading, signs: _Signs) -> float:
    bound = signs.determined and reading.lemma not in _COMPARED
    return 0.5 * signs.degree - 3.0 * bound


def _conjunction_fit(_reading: Reading, signs: _Signs) -> float:
    return -3.0 * signs.determined - 1.0 * signs.preposition


def _preposition_fit(_reading: Reading, signs: _Signs) -> float:
    return -3.0 * signs.determined


def _pronoun_fit(_reading: Reading, signs: _Signs) -> float:
    return 1.0 * signs.negation_after


def _noun_fit(_reading: Reading, signs: _Signs) -> float:
    weight = 3.0 * signs.determined + 1.5 * signs.preposition - 3.0 * signs.clitic_after
    weight -= 4.0 * (signs.governed or signs.subject is not None)
    weight -= 2.0 * signs.degree + 1.5 * (signs.modal or (signs.auxiliary and not signs.copula))
    if signs.determined:
        return weight - 1.5 * signs.noun_after
    if not signs.preposition:
        weight -= 0.5 + 2.0 * signs.negation_after + 1.0 * (signs.starts and signs.object_after)
    return weight - 1.0 * signs.noun_before


def _adjective_fit(_reading: Reading, signs: _Signs) -> float:
    weight = 2.0 * signs.degree + 1.0 * signs.copula + 0.5 * signs.noun_before
    weight -= 3.0 * (signs.governed or signs.subject is not None) + 2.0 * signs.other_verb
    weight += 1.5 * signs.like_before - 2.0 * signs.misfit - 3.0 * signs.clitic_after
    if signs.determined and not signs.noun_before:
        weight += 2.5 if signs.noun_after else -1.0
    return weight


def _verb_fit(reading: Reading, signs: _Signs) -> float:
    if reading.mood == "inf":
        return 2.0 * (signs.preposition or signs.modal) - 1.0 * signs.determined
    if reading.mood == "part":
        if reading.tense == "pres":
            return 3.0 * signs.gerund - 1.0
        return 3.0 * signs.auxiliary - 2.0 * (signs.determined or signs.subject is not None)
    weight = 1.5 * signs.governed - 3.0 * (signs.determined or signs.degree)
    weight += 1.0 * signs.clitic_after
    weight += 1.5 * (reading.mood == "imp" and signs.starts and signs.object_after)
    weight -= 3.0 * signs.preposition + 1.5 * signs.auxiliary
    weight -= 1.5 * (reading.mood == "sub" and not signs.que_before)
    if signs.subject is not None:
        person, number = signs.subject
        fits = not person or (person == reading.person and number in ("", reading.number))
        weight += 4.0 if fits and reading.mood != "imp" else 0.5
    elif reading.person in (1, 2) and not signs.starts:
        weight -= 1.5  # je, tu, nous and vous are always said, but in commands
    elif reading.person == 3 and signs.clause_lacks_verb and not signs.starts:
        weight += 1.0 + 1.0 * signs.object_after
    return weight


@lru_cache(maxsize=4096)
def _genders(norm: str, *, before_vowel: bool) -> frozenset[str]:
    """Return the genders of an article or adjective; both where it does not show one."""
    if norm in _MY:
        return frozenset("mf" if before_vowel else "m")
    if norm in _EITHER:
        return frozenset("mf")
    marked = [r for r in lexicon().readings(norm) if r.pos in ("determiner", "adjective")]
    return frozenset("".join(r.gender or "mf" for r in marked))


_FITS: Final = {
    "verb": _verb_fit, "noun": _noun_fit, "name": _noun_fit, "adjective": _adjective_fit,
    "determiner": _determiner_fit, "adverb": _adverb_fit, "conjunction": _conjunction_fit,
    "preposition": _preposition_fit, "pronoun": _pronoun_fit,
}  # fmt: skip


def _is_vowel(norm: str) -> bool:
    return search_key(norm)[:1] in {*"aeiouyh"} and not lexicon().aspirated_h(norm)


@lru_cache(maxsize=4096)
def _is_mostly_finite(norm: str) -> bool:
    finite = any(r.mood in ("ind", "sub", "cond", "imp") for r in lexicon().readings(norm))
    return finite and _mostly(norm, "verb")


@lru_cache(maxsize=4096)
def _poses(norm: str) -> frozenset[str]:
    return frozenset(reading.pos for reading in lexicon().readings(norm))


@lru_cache(maxsize=4096)
def _lemmas(norm: str) -> frozenset[str]:
    return frozenset(r.lemma for r in lexicon().readings(norm) if r.pos == "verb")


def _mostly(norm: str, pos: str) -> bool:
    """Whether the word is used as this part of speech in at least half of its uses."""
    return pos in _poses(norm) and _share(norm, pos) >= 0.5


@lru_cache(maxsize=4096)
def _share(norm: str, pos: str) -> float:
    """Return in which part of its uses a word is of this part of speech."""
    uses = {(r.lemma, r.pos): r.frequency for r in lexicon().readings(norm)}
    wanted = sum(frequency for (_, p), frequency in uses.items() if p == pos)
    return wanted / (sum(uses.values()) or 1.0)
