"""How well each candidate fits its place: a log-linear model whose weights are hashed into one table.

    P(candidate | context) = softmax over candidates of the sum over features of w[feature, label]

The table is made by scripts/train_french_evidence.py; its notice lies beside it.
"""

import json
import math
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tutoring.french.evidence.alternatives import Place
from tutoring.french.evidence.contexts import Kinds, features

WEIGHTS: Final = Path(__file__).parents[1] / "data" / "evidence" / "weights.npz"
BITS: Final = 22
_MIX: Final = np.uint32(2654435761)  # Knuth's multiplicative hash
_SHIFT: Final = np.uint32(32 - BITS)


def hashes(names: Iterable[str]) -> NDArray[np.uint32]:
    return np.fromiter((zlib.crc32(name.encode()) for name in names), dtype=np.uint32)


def cells(contexts: NDArray[np.uint32], labels: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return the cell of each pair of a feature (last axis of `contexts`) and a label."""
    return ((contexts + labels) * _MIX) >> _SHIFT


class Evidence:
    """The trained weights. Thread-safe: nothing changes after loading."""

    def __init__(
        self, weights: NDArray[np.int8], scale: float, thresholds: Mapping[str, float]
    ) -> None:
        self._weights = weights
        self._scale = scale
        self._thresholds = thresholds
        self._labels = lru_cache(maxsize=65536)(_label_hash)

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> "Evidence":
        thresholds = json.loads(path.with_name("thresholds.json").read_text(encoding="utf-8"))
        with np.load(path) as stored:
            return cls(stored["weights"], float(stored["scale"]), thresholds)

    def threshold(self, slip: str) -> float:
        """Return the log of the odds from which a slip is reported; infinite where never."""
        return self._thresholds.get(slip, math.inf)

    def log_odds(self, around: Sequence[Kinds], place: Place) -> NDArray[np.float32]:
        """Return, for each candidate, the log of its odds against what is written (0 for that)."""
        contexts = hashes(features(around, place))
        labels = np.fromiter(
            (self._labels(c.labels[0]) for c in place.candidates), dtype=np.uint32
        )  # fmt: skip
        chosen = self._weights[cells(contexts[None, :], labels[:, None])]
        scores = chosen.sum(axis=1, dtype=np.int32).astype(np.float32) * np.float32(self._scale)
        odds: NDArray[np.float32] = scores - scores[0]
        return odds


def _label_hash(label: str) -> int:
    return zlib.crc32(label.encode()) * 31 & 0xFFFFFFFF


@lru_cache(maxsize=1)
def evidence() -> Evidence:
    """Return the model, loaded once a process."""
    return Evidence.load()


def label_hashes(place: Place) -> list[int]:
    return [_label_hash(candidate.labels[0]) for candidate in place.candidates]
