"""What else a writer may have meant at a place: words that are taken for one another, other forms. Pure.

A place is a run of tokens (none, for a word that may be missing) with what could stand there. What a
candidate is to the model says its labels: its own form, where the words are a closed class, and the
grammar of the form, where it is one of a paradigm.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.readings import Reading
from tutoring.french.words.tokens import Token


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that could be written: its tokens in lower case, and its labels."""

    norms: tuple[str, ...]
    labels: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(_spaced(self.norms))


@dataclass(frozen=True, slots=True)
class Place:
    """Tokens `first` up to (not including) `end`; the first candidate is what is written."""

    kind: str
    first: int
    end: int
    candidates: tuple[Candidate, ...]
    lemma: str = ""  # of an inflected word: the same for all candidates
    is_ambiguous: bool = False  # the word has another part of speech too, which may be meant


def _spaced(norms: Sequence[str]) -> Iterator[str]:
    for at, norm in enumerate(norms):
        yield norm if norm.endswith("'") or at == len(norms) - 1 else norm + " "


# Words that sound alike or are learned as one; a word may stand in several rows.
_ALIKE: Final = """
a à as
a est
ai et est es
ai suis
as es
a ont
et est
est sont
son sont
on ont
ou où
ce se ceux
ces ses c'_est s'_est sais sait
ce_sont c'_est
se_sont ce_sont
la là l'_a l'_as
le l'_a
les l'_ai l'_est
peu peut peux
plus plu plut
que qui quoi dont où
qu' qui
ce_que que ce_qui qu'est-ce_que
ça sa
mais mes met mets m'_est
leur leurs
tout tous toute toutes
quel quelle quels quelles qu'_elle qu'_elles
sans s'_en cent sent
si s'_y
dans d'_en
ni n'_y
quand quant qu'_en
près prêt prêts prête prêtes
du dû
sur sûr
ma m'_a m'_as
ta t'_a
mon m'_ont
ton t'_ont
notre nôtre
votre vôtre
avons sommes
avez êtes
ont sont
avais étais
avait était
avaient étaient
le la les lui leur
l' lui
y en
des de
d' des du
la à_la
le au
les aux
à au
à en
en au
au aux
bon bien
bonne bien
meilleur mieux
meilleur plus_bon
mieux plus_bien
très beaucoup
parce que
il_y_a il_a
moi je
toi tu
lui il
eux ils
ils il
elles elle
mot mots
fois foie foi
vers verre vert
cette cet sept
fait fais
dit dis
sens sent
temps tant tend
voie voix vois voit
fin faim
compte conte
mère maire mer
cour cours court
peau pot
sale salle
"""

_DETERMINERS: Final = tuple(
    row.split()
    for row in """
le la les
un une des
mon ma mes
ton ta tes
son sa ses
ce cet cette ces
notre nos
votre vos
du de_la des
au à_la aux
aucun aucune
""".strip().splitlines()
)
# Before a noun that is named alone; before a clause; after a negation; before an infinitive.
_ARTICLES: Final = ("le", "la", "les", "un", "une", "des", "du", "de la", "l'", "d'", "de")
_SUBJECTS: Final = frozenset("je j' tu il elle on nous vous ils elles ce c' ça".split())


def _alternatives() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    rows = [row.split() for row in _ALIKE.strip().splitlines()] + list(_DETERMINERS)
    found: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
    for row in rows:
        members = [_split(member) for member in row]
        for member in members:
            others = found.setdefault(member, {})
            others.update(dict.fromkeys(m for m in members if m != member))
    return {written: tuple(others) for written, others in found.items()}


def _split(member: str) -> tuple[str, ...]:
    return tuple(member.split("_"))


ALTERNATIVES: Final = _alternatives()
_LONGEST: Final = max(len(written) for written in ALTERNATIVES)


def places(tokens: Sequence[Token]) -> Iterator[Place]:
    """Yield every place of a sentence where something else could have been meant."""
    norms = tuple(token.norm for token in tokens)
    for at, token in enumerate(tokens):
        yield from _gaps(tokens, norms, at)
        if not token.is_word:
            continue
        closed = list(_closed(tokens, norms, at))
        yield from closed
        if not closed or norms[at] in _ALSO_INFLECTED:
            yield from _inflected(token, at)


_ALSO_INFLECTED: Final = frozenset(
    "fait fais dit dis sens sent met mets sais sait peut peux".split()
)


def _closed(tokens: Sequence[Token], norms: tuple[str, ...], at: int) -> Iterator[Place]:
    for size in range(_LONGEST, 0, -1):
        written = norms[at : at + size]
        others = ALTERNATIVES.get(written)
        if others and all(token.is_word for token in tokens[at : at + size]):
            following = norms[at + size] if at + size < len(norms) else ""
            yield _closed_place(written, others, at, following)
            return


def _closed_place(
    written: tuple[str, ...], others: tuple[tuple[str, ...], ...], at: int, following: str
) -> Place:
    is_vowel = begins_with_vowel(following)
    fitting = [written] + [
        o for o in (elided(other, is_vowel) for other in others) if o and o != written
    ]
    candidates = tuple(Candidate(norms, ("_".join(norms),)) for norms in dict.fromkeys(fitting))
    return Place("alike", at, at + len(written), candidates)


_ELIDING: Final = {
    "le": "l'", "la": "l'", "de": "d'", "que": "qu'", "je": "j'", "ne": "n'", "se": "s'", "me": "m'", "te": "t'",
    "ce": "ce", "ma": "mon", "ta": "ton", "sa": "son", "cette": "cette",
}  # fmt: skip
_FULL: Final = {"l'": "", "d'": "de", "qu'": "que"}


def elided(norms: tuple[str, ...], is_vowel: bool) -> tuple[str, ...]:
    """Return the words as they are written before a vowel or before a consonant; () if never."""
    last = norms[-1]
    if is_vowel:
        if norms in {("du",), ("au",)}:
            return ("de", "l'") if norms == ("du",) else ("à", "l'")
        return (
            (*norms[:-1], _ELIDING.get(last, last))
            if last not in {"ce", "sa", "se"} or len(norms) > 1
            else norms
        )
    if last in _FULL:
        return (*norms[:-1], _FULL[last]) if _FULL[last] else ()
    if norms == ("cet",):
        return ()
    return norms


@lru_cache(maxsize=4096)
def begins_with_vowel(norm: str) -> bool:
    """Whether le, de, que... are elided before the word."""
    if not norm or norm in {"y", "yeux"}:
        return norm != ""
    return (
        norm[0] in "aeiouàâäéèêëîïôöûùœh"
        and not lexicon().aspirated_h(norm)
        and (norm[0] != "h" or lexicon().knows(norm))
    )


# Words of a paradigm


def _inflected(token: Token, at: int) -> Iterator[Place]:
    if token.joined or (token.text[0].isupper() and not token.initial):
        return
    for paradigm in paradigms_of(token.norm):
        yield Place(
            paradigm.kind, at, at + 1, paradigm.candidates, paradigm.lemma, paradigm.is_ambiguous
        )


@dataclass(frozen=True, slots=True)
class Paradigm:
    """The forms of a word that may be meant by one of them, itself first."""

    kind: str
    lemma: str
    candidates: tuple[Candidate, ...]
    is_ambiguous: bool


@lru_cache(maxsize=16384)
def paradigms_of(norm: str) -> tuple[Paradigm, ...]:
    """Return the paradigms of a form: two where it is a verb and a noun (porte)."""
    readings = lexicon().readings(norm)
    if not readings or readings[0].pos not in _INFLECTED:
        return ()
    least = readings[0].frequency / 20
    usual = [r for r in readings if r.pos in _INFLECTED and r.frequency >= least]
    verbs = [r for r in usual if r.pos == "verb"]
    nominals = [r for r in usual if r.pos != "verb"]
    of_verb, of_nominal = (
        any((r.pos == "verb") is is_verb for r in readings) for is_verb in (True, False)
    )
    found = (
        _paradigm(norm, group, is_ambiguous=of_verb and of_nominal)
        for group in (verbs, nominals)
        if group
    )
    return tuple(paradigm for paradigm in found if paradigm)


_INFLECTED: Final = frozenset({"verb", "noun", "adjective"})


def _paradigm(norm: str, readings: Sequence[Reading], *, is_ambiguous: bool) -> Paradigm | None:
    top = readings[0]
    tags: dict[str, set[str]] = {}
    for lemma in dict.fromkeys(r.lemma for r in readings if r.pos == top.pos):
        for form, features in lexicon().paradigm(lemma, top.pos):
            if " " not in form and features[3] != "imp":
                tags.setdefault(form, set()).add(tag_of(top.pos, *features))
    if norm not in tags or (top.pos == "verb" and not _times(tags[norm])):
        return None
    near = sorted(f for f in tags if tags[f] != tags[norm] and _is_near(tags[norm], tags[f]))
    candidates = tuple(Candidate((f,), ("+".join(sorted(tags[f])),)) for f in (norm, *near))
    return Paradigm(top.pos, top.lemma, candidates, is_ambiguous) if near else None


def _is_near(tags: set[str], others: set[str]) -> bool:
    """Whether learners write one form for the other: not the passé simple for the future."""
    times, other = (_times(t) for t in (tags, others))
    if not times:
        return True
    return bool(times & other) or any({a, b} in _CLOSE_TIMES for a in times for b in other)


def _times(tags: Iterable[str]) -> set[str]:
    return {tag.split(".")[1] for tag in tags if tag[0] == "V"} - {"past", "subimpf"}


_CLOSE_TIMES: Final = [
    {"pres", "inf"}, {"pres", "pp"}, {"pp", "inf"}, {"impf", "pp"}, {"impf", "inf"}, {"pres", "sub"},
    {"fut", "cond"}, {"impf", "cond"}, {"sub", "inf"}, {"ger", "inf"}, {"ger", "pp"},
]  # fmt: skip


def tag_of(pos: str, gender: str, number: str, person: int, mood: str, tense: str) -> str:
    """Return the grammar of a form in one word: "N.fs", "V.pres.3s", "V.pp.mp"."""
    if pos != "verb":
        return f"{pos[0].upper()}.{gender}{number}"
    if mood == "part":
        return f"V.{'pp' if tense == 'past' else 'ger'}.{gender}{number}"
    time = {"inf": "inf", "sub": "sub", "cond": "cond", "imp": "imp"}.get(mood, tense)
    if (mood, tense) == ("sub", "impf"):
        time = "subimpf"
    return f"V.{time}.{person or ''}{number}"


def tag_of_reading(r: Reading) -> str:
    return tag_of(r.pos, r.gender, r.number, r.person, r.mood, r.tense)


# Words that may be missing, or needless


_NOTHING: Final = Candidate((), ("∅",))


def _gaps(tokens: Sequence[Token], norms: tuple[str, ...], at: int) -> Iterator[Place]:
    """Yield places before the token at `at` where a word may be missing, or is and may be needless."""
    if not tokens[at].is_word or tokens[at].joined == "clitic":
        return
    before = norms[at - 1] if at and tokens[at - 1].is_word else ""
    written = norms[at]
    yield from _missing(before, written, norms, at)
    if before == written and written not in {"nous", "vous"}:
        same = Candidate((written,), (f"2{_class(written)}",))
        yield Place("doubled", at, at + 1, (same, _NOTHING))


def _class(written: str) -> str:
    return written if len(written) < 5 else "x"


def _missing(before: str, written: str, norms: tuple[str, ...], at: int) -> Iterator[Place]:
    if written in {"pas", "que", "qu'", "de", "d'", "à"}:
        return
    since_ne = _since_ne(norms, at)
    if since_ne and before not in {"ne", "n'"} and "pas" not in since_ne:
        yield _gap("no_pas", at, "pas")
    if before and written in _SUBJECTS and before not in {"que", "qu'"}:
        yield _gap("no_que", at, "qu'" if begins_with_vowel(written) else "que")
    if before and _can_be(written, "inf") and _can_be(before, "V"):
        is_vowel = begins_with_vowel(written)
        yield _gap("no_preposition", at, "d'" if is_vowel else "de", "à")
    if _can_be(written, "N") and before not in _ARTICLES:
        is_vowel = begins_with_vowel(written)
        forms = [
            a
            for a in ("le", "la", "les", "un", "une", "des", "du")
            if not (is_vowel and a in {"le", "la", "du"})
        ]
        yield _gap("no_article", at, *forms, *(["l'"] if is_vowel else []))


def _since_ne(norms: tuple[str, ...], at: int) -> tuple[str, ...]:
    for back in range(1, 5):
        if at - back >= 0 and norms[at - back] in {"ne", "n'"}:
            return norms[at - back : at]
    return ()


@lru_cache(maxsize=8192)
def _can_be(norm: str, what: str) -> bool:
    readings = lexicon().readings(norm)
    if not readings:
        return False
    if what == "inf":
        return readings[0].mood == "inf"
    pos = {"V": "verb", "N": "noun"}[what]
    return readings[0].pos == pos


def _gap(kind: str, at: int, *words: str) -> Place:
    nothing = Candidate((), (f"∅{kind}",))
    return Place(kind, at, at, (nothing, *(Candidate((w,), (f"+{w}",)) for w in words)))


def written_gaps(tokens: Sequence[Token]) -> Iterator[Place]:
    """Yield, for training, the places where a word stands that a gap would offer."""
    norms = tuple(token.norm for token in tokens)
    for at in range(len(tokens) - 1):
        written = norms[at]
        if written not in _ARTICLES and written not in {"pas", "que", "qu'", "à"}:
            continue
        shorter = (*norms[:at], *norms[at + 1 :])
        if not tokens[at + 1].is_word:
            following = ""
        before = norms[at - 1] if at and tokens[at - 1].is_word else ""
        following = shorter[at]
        for place in _missing(before, following, shorter, at):
            for n, candidate in enumerate(place.candidates):
                if candidate.norms == (written,):
                    order = (candidate, *place.candidates[:n], *place.candidates[n + 1 :])
                    yield Place(place.kind, at, at + 1, order)


def slip_of(place: Place, candidate: Candidate, shown_by: str) -> str:
    """Return the kind of slip by which a writer puts what is written for the candidate.

    Args:
        shown_by: what shows the right form of an inflected word (`contexts.shown_by`).
    """
    written = place.candidates[0]
    mark = shown_by + ("~" if place.is_ambiguous else "")
    if place.kind == "verb":
        return f"verb {_shape(written)} > {_shape(candidate)} {mark}"
    if place.kind in {"noun", "adjective"}:
        return f"{place.kind} {_form(written)} > {_form(candidate)} {mark}"
    if place.kind == "alike":
        return f"{written.text} > {candidate.text}"
    return f"{place.kind} {written.text}>{candidate.text}"


def _shape(candidate: Candidate) -> str:
    """Return the times and persons that a verb form can be, in short: "pres 13s", "pp"."""
    tags = [tag.split(".") for tag in candidate.labels[0].split("+")]
    times = "/".join(sorted({time for _, time, _ in tags} - {"subimpf"}))
    persons = "".join(sorted({rest for _, time, rest in tags if time not in {"pp", "inf", "ger"}}))
    forms = "".join(sorted({rest for _, time, rest in tags if time == "pp"}))
    return f"{times} {persons}{forms}".strip()


def _form(candidate: Candidate) -> str:
    return "/".join(sorted({tag.split(".")[1] for tag in candidate.labels[0].split("+")}))
