"""The French lexicon: what a written form can be, and how a word is inflected.

Made of the Lefff (paradigms), Lexique 3.83 (frequencies) and a list of words with aspirated h;
scripts/build_french_lexicon.py builds the files. Each licence has a folder of its own under
`data`, with its notice.
"""

import json
import math
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import marisa_trie

from tutoring.french.words.readings import Reading
from tutoring.french.words.verb_classes import ETRE_VERBS

DATA: Final = Path(__file__).parents[1] / "data"

# No elision before these either: they lack an aspirated h, or the list lacks them.
_UNELIDED: Final = frozenset(
    """onze onzième onzièmes oui ouistiti ouistitis uhlan uhlans ululer ululement
    harnais hautbois hold-up hot-dog hot-dogs huguenot huguenots hors-d'œuvre hit hits""".split()
)
# All words that begin so have it; of their forms, the list has some.
_ASPIRATED: Final = (
    "hach", "handicap", "hant", "harcel", "harcèl", "hasard", "hauss", "haïr", "haïs", "heurt", "hiss",
    "hoch", "hurla", "hurle", "hurlé", "hurlo", "hât", "hériss",
)  # fmt: skip
_FREQUENCY_STEPS: Final = 36  # per power of ten: a step is 6.6 %

_BOTH: Final = frozenset("mf")
# Nouns that one or both of the sources leave open or narrow, decided by the usual sense.
DECIDED_GENDERS: Final = {
    **dict.fromkeys(
        """main fin page poche radio ombre vague crème ordonnance remarque vapeur mousse orange
        jupe malle rencontre période vidéo cave plume marine flèche paille chèvre bulle estime
        gueule part barbe finale foudre auto claque œuvre somme cartouche crêpe enseigne
        gauche""".split(),
        "f",
    ),
    **dict.fromkeys(
        """geste couple vase litre malaise squelette trombone espace pied million arrière manque
        champagne trouble prétexte légume liquide triomphe alentour parasite plastique hymne coca
        office classique inverse aigle""".split(),
        "m",
    ),
    **dict.fromkeys(
        """professeur ministre malade saint chef prof major militaire agent flic pote officier poète
        expert pompier leader supporter pirate pub""".split(),
        "mf",
    ),
}

Features = tuple[str, str, int, str, str]
_Row = tuple[str, str, list[Features], float]  # lemma, part of speech, analyses, frequency


def frequency_step(per_million: float) -> int:
    """Return the frequency as one byte, on a logarithmic scale."""
    return min(255, round(_FREQUENCY_STEPS * math.log10(1 + 100 * per_million)))


_FREQUENCIES: Final = tuple(
    round((10 ** (step / _FREQUENCY_STEPS) - 1) / 100, 3) for step in range(256)
)


class Lexicon:
    """Look-ups in the lexicon. Thread-safe: nothing changes after loading."""

    def __init__(self, folder: Path = DATA) -> None:
        self._lefff = _record_trie("<H", folder / "lefff" / "forms.marisa")
        self._paradigms = _record_trie("<H", folder / "lefff" / "paradigms.marisa")
        self._lexique = _record_trie("<HB", folder / "lexique" / "forms.marisa")
        tables = _json(folder / "lefff" / "tables.json")
        self._lefff_analyses = tables["analyses"]
        self._classes = tables["paradigms"]
        self._lexique_analyses = _json(folder / "lexique" / "tables.json")["analyses"]
        self._aspirated = _aspirated(folder / "wiktionary" / "h_aspire.txt")
        # Conversation repeats itself: a bounded cache saves most of the building of readings.
        self._cached = lru_cache(maxsize=8192)(self._look_up)

    def readings(self, form: str) -> tuple[Reading, ...]:
        """Return what `form` can be, most frequent reading first; empty when it is unknown.

        A capitalised form has the readings of its lower case, and those as a name.
        """
        return self._cached(form)

    def knows(self, form: str) -> bool:
        return bool(self._cached(form))

    def frequency(self, form: str) -> float:
        """Return how often the form comes, per million words of talk and books."""
        by_reading = {(r.lemma, r.pos): r.frequency for r in self._cached(form)}
        return sum(by_reading.values())

    def inflect(
        self,
        lemma: str,
        pos: str,
        *,
        gender: str = "",
        number: str = "",
        person: int = 0,
        mood: str = "",
        tense: str = "",
    ) -> tuple[str, ...]:
        """Return the forms of `lemma` that fit, most usual first; empty when there are none.

        A feature that is not given fits all; a form that is not marked for one fits any value.
        """
        wanted = (gender, number, person, mood, tense)
        forms = {form for form, features in self.paradigm(lemma, pos) if _fits(features, wanted)}
        return tuple(sorted(forms, key=lambda form: (-self.frequency(form), form)))

    def paradigm(self, lemma: str, pos: str) -> Iterator[tuple[str, Features]]:
        """Yield every form with its (gender, number, person, mood, tense), one pair for each."""
        for (paradigm,) in self._paradigms.get(f"{lemma}\t{pos}", ()):
            for cut, added, analyses in self._classes[paradigm]:
                for features in analyses:
                    yield lemma[: len(lemma) - cut] + added, features

    def genders(self, form: str) -> frozenset[str]:
        """Return the genders of a noun, where both sources give the same; empty in doubt."""
        form = form.lower()
        if gender := DECIDED_GENDERS.get(form):
            return frozenset(gender)
        lefff = self._raw(form, self._lefff, self._lefff_analyses)
        lexique = self._raw(form, self._lexique, self._lexique_analyses)
        genders = _noun_genders(lefff)
        # Lexique leaves the gender of some 1,500 nouns open (maison, voiture).
        agreed = _noun_genders(lexique) in (genders, _BOTH)
        return genders if agreed else frozenset()

    def aspirated_h(self, form: str) -> bool:
        """Whether le, de, je... keep their vowel before the form, though it sounds as one."""
        form = form.lower()
        return form in self._aspirated or form.startswith(_ASPIRATED)

    def auxiliary(self, lemma: str) -> str:
        """Return the auxiliary of the compound tenses: "être" or "avoir"."""
        pronominal = lemma.startswith(("se ", "s'"))
        return "être" if pronominal or lemma in ETRE_VERBS else "avoir"

    def _look_up(self, form: str) -> tuple[Reading, ...]:
        if not form or not form.isprintable():  # the tries take neither
            return ()
        if not form.isascii():
            form = unicodedata.normalize("NFC", form).replace("’", "'")
        if form.startswith("-"):  # a pronoun after its verb: -tu, -t-il
            form = form.removeprefix("-t-").removeprefix("-")
        found = self._analyse(form)
        if (lower := form.lower()) != form:
            found = list(dict.fromkeys([*self._analyse(lower), *found]))
        if not found and "oe" in lower:  # typed on a keyboard without œ
            found = self._analyse(lower.replace("oe", "œ"))
        return tuple(found)

    def _analyse(self, form: str) -> list[Reading]:
        rows = self._raw(form, self._lefff, self._lefff_analyses)
        lexique = self._raw(form, self._lexique, self._lexique_analyses)
        frequencies = _frequencies(rows, lexique)
        if not rows or len(lexique) > 1:
            known = {row[1] for row in rows}
            rows += [row for row in lexique if row[1] not in known]
        found = [
            Reading(lemma, pos, *features, frequencies.get((lemma, pos), 0.0))
            for lemma, pos, analyses, _ in rows
            for features in analyses
        ]
        if len(rows) > 1:
            found.sort(key=_rarity)
        return found

    def _raw(self, form: str, trie: marisa_trie.RecordTrie, analyses: list[Any]) -> list[_Row]:
        rows = []
        for number, *step in trie.get(form, ()):
            cut, added, pos, features = analyses[number]
            lemma = form[: len(form) - cut] + added
            rows.append((lemma, pos, features, _FREQUENCIES[step[0]] if step else 0.0))
        return rows


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lexicon, loaded once a process."""
    return Lexicon()


def _frequencies(lefff: list[_Row], lexique: list[_Row]) -> dict[tuple[str, str], float]:
    """Return the frequency of each word (lemma, part of speech).

    The Lefff decides which words a form can be. Where Lexique names another dictionary form (bel
    for beau, mon for my and son), its figure goes to the Lefff's first of that part of speech.
    """
    counted: dict[tuple[str, str], float] = {row[:2]: 0.0 for row in lefff}
    for row in lexique:
        word = row[:2]
        if word not in counted:
            word = next((known[:2] for known in lefff if known[1] == row[1]), word)
        counted[word] = counted.get(word, 0.0) + row[3]
    return counted


def _rarity(reading: Reading) -> float:
    return -reading.frequency


def _fits(features: Features, wanted: Features) -> bool:
    return all(
        not want or not have or have == want for have, want in zip(features, wanted, strict=True)
    )


def _noun_genders(rows: list[_Row]) -> frozenset[str]:
    nouns = [features[0][0] for _, pos, features, _ in rows if pos == "noun"]
    return frozenset("".join(gender or "mf" for gender in nouns))


def _aspirated(path: Path) -> frozenset[str]:
    return _UNELIDED.union(path.read_text(encoding="utf-8").split())


def _record_trie(layout: str, path: Path) -> marisa_trie.RecordTrie:
    # Mapped, not read: the pages are shared by all processes of the machine.
    return marisa_trie.RecordTrie(layout).mmap(str(path))


def _json(path: Path) -> dict[str, Any]:
    table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return table
