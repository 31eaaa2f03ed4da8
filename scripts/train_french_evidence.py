"""Train the weights and the thresholds of tutoring/french/evidence on right sentences.

    python scripts/train_french_evidence.py SENTENCES [--epochs 4] [--seed 1]

SENTENCES has one French sentence a line (.xz too): the weights that come along were made of 123,805
everyday sentences of Tatoeba (tatoeba.org, CC BY 2.0 FR). Only the part that bench/french/real.py calls
"seen" is read. Thresholds are chosen by cross-fitting: each half is weighed by a model trained on
the other. Two idle cores take about ten minutes; numpy is all it needs.
"""

import argparse
import json
import lzma
import multiprocessing
import sys
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.french.real import drawn  # noqa: E402
from scripts.french_evidence_margins import Margins, margins, thresholds  # noqa: E402
from tutoring.french.evidence.alternatives import places, written_gaps  # noqa: E402
from tutoring.french.evidence.contexts import features, seen  # noqa: E402
from tutoring.french.evidence.model import (  # noqa: E402
    BITS,
    WEIGHTS,
    Evidence,
    cells,
    hashes,
    label_hashes,
)
from tutoring.french.words.tokens import tokenize  # noqa: E402

Weights = NDArray[np.float32]
Hashes = NDArray[np.uint32]
Counts = NDArray[np.int64]

WIDTH = 66  # the most features that a place has
BATCH = 4096
FOLDS = 2
PROCESSES = 2
RATE = 0.1
SOFTENING = 64  # gradients are divided by it, so that a step of a batch is that of a few places


def main() -> None:
    options = arguments()
    sentences = drawn(lines(options.sentences), part="seen")
    found = Margins()
    for fold in range(FOLDS):
        found.add(fold_margins(sentences, fold, options))
    weights = trained(sentences, options)
    store(weights, options.out)
    chosen = thresholds(found, price=options.price)
    path = options.out.with_name("thresholds.json")
    path.write_text(json.dumps(chosen, ensure_ascii=False, indent=0, sort_keys=True) + "\n")
    print(f"{len(chosen)} thresholds; {found.summary(chosen)}")


def lines(path: Path) -> list[str]:
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip()]


def fold_margins(sentences: list[str], fold: int, options: argparse.Namespace) -> Margins:
    """Weigh one fold with a model that was trained on the others."""
    weights = trained([s for n, s in enumerate(sentences) if n % FOLDS != fold], options)
    small, scale = quantised(weights)
    parts = chunked([s for n, s in enumerate(sentences) if n % FOLDS == fold], 1000)
    found = Margins()
    with multiprocessing.Pool(PROCESSES) as pool:
        for part in pool.starmap(fold_part, [(small, scale, part) for part in parts]):
            found.add(part)
    return found


def fold_part(weights: NDArray[np.int8], scale: float, sentences: list[str]) -> Margins:
    return margins(Evidence(weights, scale, {}), sentences)


def trained(sentences: list[str], options: argparse.Namespace) -> Weights:
    began = time.monotonic()
    with multiprocessing.Pool(PROCESSES) as pool:
        parts = pool.map(examples, chunked(sentences, 4000))
    contexts, labels, counts = (np.concatenate([part[n] for part in parts]) for n in range(3))
    took = time.monotonic() - began
    print(f"{len(sentences)} sentences, {len(counts)} places, {took:.0f} s", flush=True)
    return descend(contexts, labels, counts, options)


def chunked(rows: list[str], size: int) -> list[list[str]]:
    return [rows[n : n + size] for n in range(0, len(rows), size)]


def examples(sentences: list[str]) -> tuple[Hashes, Hashes, Counts]:
    """Return the features of all places, the labels of their candidates, and how many each has.

    The first candidate of each is what stands in the sentence, and so is right.
    """
    contexts: list[Hashes] = []
    labels: list[int] = []
    counts: list[int] = []
    for sentence in sentences:
        tokens = tokenize(sentence)
        around = seen(tokens)
        for place in [*places(tokens), *written_gaps(tokens)]:
            row = np.zeros(WIDTH, dtype=np.uint32)
            found = hashes(features(around, place))
            row[: len(found)] = found
            contexts.append(row)
            labels += label_hashes(place)
            counts.append(len(place.candidates))
    return np.array(contexts), np.array(labels, dtype=np.uint32), np.array(counts)


def descend(
    contexts: Hashes, labels: Hashes, counts: Counts, options: argparse.Namespace
) -> Weights:
    """Return the weights after stochastic gradient descent with AdaGrad's steps.

    AdaGrad: Duchi, Hazan and Singer, Journal of Machine Learning Research 12 (2011).
    """
    weights = np.zeros(1 << BITS, dtype=np.float32)
    squares = np.full(1 << BITS, 1e-4, dtype=np.float32)
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    random = np.random.default_rng(options.seed)
    for epoch in range(options.epochs):
        loss, began = 0.0, time.monotonic()
        order = random.permutation(len(counts))
        for batch in np.array_split(order, max(1, len(order) // BATCH)):
            rows = contexts[batch], starts[batch], counts[batch]
            loss += step(weights, squares, labels, *rows, l2=options.l2)
        took = time.monotonic() - began
        print(f"  epoch {epoch + 1}: loss {loss / len(counts):.4f}, {took:.0f} s", flush=True)
    return weights


def step(
    weights: Weights,
    squares: Weights,
    labels: Hashes,
    contexts: Hashes,
    starts: Counts,
    counts: Counts,
    *,
    l2: float,
) -> float:
    """Take one step for a batch of places, and return the sum of their losses."""
    owner = np.repeat(np.arange(len(counts)), counts)
    firsts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    flat = np.arange(len(owner)) - firsts[owner] + starts[owner]
    rows = contexts[owner]
    index = cells(rows, labels[flat][:, None])
    index[rows == 0] = 0
    scores = weights[index].sum(axis=1)
    scores -= np.maximum.reduceat(scores, firsts)[owner]
    odds = np.exp(scores)
    error = odds / np.add.reduceat(odds, firsts)[owner]
    loss = -np.log(np.maximum(error[firsts], 1e-9)).sum()
    error[firsts] -= 1
    gradient = np.bincount(index.ravel(), np.repeat(error, WIDTH), len(weights))
    gradient[0] = 0
    used = np.flatnonzero(gradient)
    slope = gradient[used].astype(np.float32) / SOFTENING + l2 * weights[used]
    squares[used] += slope * slope
    weights[used] -= RATE * slope / np.sqrt(squares[used])
    return float(loss)


def quantised(weights: Weights) -> tuple[NDArray[np.int8], float]:
    scale = float(np.abs(weights).max()) / 127
    return np.round(weights / scale).astype(np.int8), scale


def store(weights: Weights, path: Path) -> None:
    small, scale = quantised(weights)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, weights=small, scale=np.float32(scale))
    print(f"{np.count_nonzero(small)} weights, {path.stat().st_size / 1e6:.1f} MB")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--l2", type=float, default=3e-4)
    parser.add_argument("--price", type=float, default=8.0, help="of a false alarm, in finds")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
