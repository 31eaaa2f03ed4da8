"""What the learner's message says, as far as it can be told: its words, its tense, its subject."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from tutoring.brief import Brief, Finding
from tutoring.french.spelling.proposals import forms_of
from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.readings import Reading
from tutoring.french.words.tokens import Token, tokenize
from tutoring.offline.accents import accented
from tutoring.offline.mirror import lexical
from tutoring.offline.scenarios import fold

CERTAIN: Final = 0.9
_NEGATIONS: Final = frozenset("pas jamais plus rien personne aucun aucune sans".split())
_SUBJECTS: Final = frozenset("je j' tu il elle on nous vous ils elles".split())
_BETWEEN: Final = frozenset("ne n' me m' te t' se s' le la l' les lui leur y en nous vous".split())
DETERMINERS: Final = frozenset(
    """le la l' les un une des du de d' mon ma mes ton ta tes son sa ses notre nos votre vos leur
    leurs ce cet cette ces au aux quel quelle quels quelles deux trois quatre cinq six""".split()
)
_OWNERS: Final = frozenset(
    "le la les mon ma mes ton ta tes son sa ses notre nos leur leurs".split()
)
_CONTENT: Final = ("noun", "verb", "adjective", "name")
_EMPTY: Final = frozenset(
    """suivre être avoir faire aller pouvoir vouloir devoir falloir dire mettre très bien bon petit grand
    beaucoup chose oui non bonjour merci salut autre même tout plus peu fois an""".split()
)
_ENGLISH: Final = frozenset(
    """i i'm im i've i'd the is are am you your my me we they he she it it's what how do does don't
    dont know understand want can could would like love have has had was were in to of and but with
    this that for not because please sorry yes hello hi thanks thank help say mean english word
    french think speak where why when who which there here go went did an be on at from about
    can't isn't doesn't good really very a""".split()
)
_FRENCH: Final = frozenset(
    """je j' tu il elle nous vous ils elles le la les un une des du de d' et mais est c' dans avec
    pour pas ne n' qui que qu' mon ma mes ton ta au aux en ai suis fait très ce oui merci bonjour à
    comment pourquoi quoi dit on a hier""".split()
)
_HAVING: Final = frozenset("ai as a avons avez ont avais avait avions aviez avaient".split())
_INTERROGATIVE: Final = re.compile(
    r"(?:est-ce que|qu.est-ce|c.est quoi|quel(?:le)?s? |comment |pourquoi |combien |quand est|"
    r"ou (?:est|habit|viv|vas|trav)|qui est|as-tu|aimes-tu|es-tu|avez-vous|aimez-vous|tu veux dire)"
)


@dataclass(frozen=True, slots=True)
class Heard:
    """One message, corrected where the fault is certain."""

    written: str
    corrected: str
    folded: str  # of the corrected text, without punctuation at its ends
    tokens: tuple[Token, ...]  # of the corrected text
    lemmas: tuple[tuple[str, str, int], ...]  # (lemma, part of speech, place of the token)
    is_question: bool
    is_english: bool

    @property
    def content(self) -> tuple[tuple[str, str, int], ...]:
        """Lemmas with a meaning of their own, in text order."""
        return tuple(
            entry for entry in self.lemmas if entry[1] in _CONTENT and entry[0] not in _EMPTY
        )

    @property
    def word_count(self) -> int:
        return sum(token.is_word for token in self.tokens)

    @property
    def denies(self) -> bool:
        words = {t.norm for t in self.tokens}
        return bool(
            words & {"pas", "jamais", "aucun", "aucune"}
            or (words & {"ne", "n'"} and words & _NEGATIONS)
        )

    @property
    def first_person(self) -> bool:
        return any(t.norm in ("je", "j'", "nous", "on") for t in self.tokens)

    @property
    def past(self) -> bool:
        return _tells_past(self.tokens)

    @property
    def remembers(self) -> bool:
        """Whether it tells how things used to be."""
        return any(r.tense == "impf" and r.mood == "ind" for r in _verbs(self.tokens))

    @property
    def has_verb(self) -> bool:
        return any(True for _ in _verbs(self.tokens))

    @property
    def future(self) -> bool:
        return any(r.mood == "ind" and r.tense == "fut" for r in _verbs(self.tokens))

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(_sentences(self.corrected, self.tokens))


_ADVERBS_INSIDE: Final = frozenset(
    "pas déjà bien beaucoup aussi tous toutes jamais trop mal même encore vraiment enfin".split()
)


def _verbs(tokens: Sequence[Token]) -> Iterator[Reading]:
    """Yield the likeliest finite reading of every word that can be a verb."""
    for token in tokens:
        readings = lexicon().readings(lexical(token.norm)) if token.is_word else ()
        if readings and readings[0].pos == "verb" and readings[0].person:
            yield readings[0]


def _tells_past(tokens: Sequence[Token]) -> bool:
    return any(_is_compound(tokens, place) for place in range(1, len(tokens)))


def _is_compound(tokens: Sequence[Token], place: int) -> bool:
    """Whether the word is the participle of a compound past: « ai mangé », « suis bien allé »."""
    participles = [
        r
        for r in lexicon().readings(lexical(tokens[place].norm))
        if r.pos == "verb" and (r.mood, r.tense) == ("part", "past")
    ]
    before = place - 1
    while before > 0 and tokens[before].norm in _ADVERBS_INSIDE:
        before -= 1
    auxiliaries = {r.lemma for r in lexicon().readings(tokens[before].norm) if r.person}
    if not participles or not auxiliaries & {"être", "avoir"}:
        return False
    if "avoir" in auxiliaries:
        return True
    reflexive = before > 0 and tokens[before - 1].norm in ("me", "m'", "se", "s'", "nous", "te")
    return reflexive or lexicon().auxiliary(participles[0].lemma) == "être"


def hear(brief: Brief) -> Heard:
    """Return what the learner said in the message that the brief is about."""
    return _listen(brief.learner_text, accented(corrected(brief.learner_text, brief.findings)))


def listen(text: str) -> Heard:
    """Return what a text says as it stands."""
    return _listen(text, text)


def corrected(text: str, findings: Sequence[Finding]) -> str:
    """Return the text with every certain finding mended."""
    last = len(text)
    for finding in sorted(certain(findings), key=lambda f: -f.start):
        if finding.end <= last:
            text = text[: finding.start] + (finding.suggestion or "") + text[finding.end :]
            last = finding.start
    return re.sub(r"  +", " ", text).strip()


def certain(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings that can be mended without asking."""
    return tuple(f for f in findings if f.confidence >= CERTAIN and f.suggestion is not None)


@lru_cache(maxsize=64)
def _listen(written: str, mended: str) -> Heard:
    tokens = tokenize(mended)
    folded = fold(mended).strip(" .!…")
    return Heard(
        written=written,
        corrected=mended,
        folded=folded.rstrip("? "),
        tokens=tokens,
        lemmas=tuple(_lemmas(tokens)),
        is_question="?" in mended or bool(_INTERROGATIVE.match(folded)),
        is_english=_is_english(tokens),
    )


def _sentences(text: str, tokens: Sequence[Token]) -> Iterator[str]:
    for number in range(tokens[-1].sentence + 1 if tokens else 0):
        inside = [t for t in tokens if t.sentence == number]
        if inside:
            yield text[inside[0].start : inside[-1].end]


def _lemmas(tokens: Sequence[Token]) -> Iterator[tuple[str, str, int]]:
    for place, token in enumerate(tokens):
        if not token.is_word:
            continue
        for reading in _likely(tokens, place):
            yield reading.lemma, reading.pos, place


def _likely(tokens: Sequence[Token], place: int) -> tuple[Reading, ...]:
    """Return the readings that the words before leave open, one for each lemma."""
    readings = lexicon().readings(lexical(tokens[place].norm))
    before = next((t.norm for t in reversed(tokens[:place]) if t.norm not in _BETWEEN), "")
    if place and tokens[place - 1].norm in DETERMINERS and tokens[place - 1].norm not in ("de",):
        readings = _only(readings, ("noun", "adjective", "name")) or readings
    elif before in _HAVING and any((r.mood, r.tense) == ("part", "past") for r in readings):
        readings = _only(readings, ("verb",))
    elif before in _SUBJECTS or _follows_noun_group(tokens, place):
        readings = _only(readings, ("verb",)) or readings
    by_lemma = {(r.lemma, r.pos): r for r in reversed(readings)}
    strongest = max((r.frequency for r in readings), default=0.0)
    return tuple(r for r in by_lemma.values() if r.frequency * 20 >= strongest)


def _follows_noun_group(tokens: Sequence[Token], place: int) -> bool:
    """Whether « livre » comes after « notre concurrent », and is a verb if it can be."""
    if place < 2 or tokens[place - 2].norm not in _OWNERS or tokens[place].norm in ("a", "est"):
        return False
    before = lexicon().readings(lexical(tokens[place - 1].norm))
    itself = lexicon().readings(lexical(tokens[place].norm))
    is_noun = bool(before) and before[0].pos == "noun"
    return is_noun and any(r.pos == "verb" and r.person == 3 for r in itself)


def _only(readings: Sequence[Reading], parts: tuple[str, ...]) -> tuple[Reading, ...]:
    return tuple(r for r in readings if r.pos in parts)


def _is_english(tokens: Sequence[Token]) -> bool:
    words = [t.norm for t in tokens if t.is_word]
    unknown = sum(
        t.norm.isascii() and not t.is_capitalised and not _is_french(t.norm)
        for t in tokens
        if t.is_word
    )
    english = sum(word in _ENGLISH for word in words) + unknown / 2
    french = sum(word in _FRENCH for word in words)
    return bool(words) and english > french and english * 2 >= len(words)


def _is_french(form: str) -> bool:
    """Whether it is a French word, its accents given back: « leve » is « lève »."""
    return lexicon().knows(lexical(form)) or any(True for _ in forms_of(fold(form)))


def only(heard: Heard, sentence: str) -> Heard:
    """Return what one sentence of the message says by itself."""
    return replace(_listen(sentence, sentence), written=heard.written)
