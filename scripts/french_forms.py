"""Correct the inflected forms that the lexica give the words of the French list."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

Key = tuple[str, str, str]  # lemma, part of speech, gender


class CorrectionOutdated(Exception):
    """A correction of a word that the list lacks, or of forms that are right without it."""


@dataclass(frozen=True, slots=True)
class Correction:
    wrong: frozenset[str]
    missing: frozenset[str]
    reason: str = ""

    def apply(self, forms: frozenset[str]) -> frozenset[str]:
        if needless := (self.wrong - forms) | (self.missing & forms):
            raise CorrectionOutdated(f"needless: {', '.join(sorted(needless))}")
        return (forms - self.wrong) | self.missing


def read_corrections(path: Path) -> dict[Key, Correction]:
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (row["lemma"], row["part_of_speech"], row["gender"]): Correction(
                wrong=_forms(row["wrong"]),
                missing=_forms(row["missing"]),
                reason=row["reason"],
            )
            for row in csv.DictReader(file)
        }


def _forms(cell: str) -> frozenset[str]:
    return frozenset(cell.split("|")) - {""}


def corrected(
    words: Mapping[Key, frozenset[str]], corrections: Mapping[Key, Correction]
) -> dict[Key, frozenset[str]]:
    """Return the forms of each word, corrected.

    Raises:
        CorrectionOutdated: a correction has nothing to correct.
    """
    if strangers := corrections.keys() - words.keys():
        raise CorrectionOutdated(f"not in the list: {sorted(strangers)}")
    return {**words, **{key: one.apply(words[key]) for key, one in corrections.items()}}
