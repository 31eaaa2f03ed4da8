"""How far right words stand from other candidates, and from which margin a slip is reported.

Right sentences say both: a word that loses against another candidate would be a false alarm; how far
it wins against a candidate is how surely that slip would be found, since the context is the same.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from tutoring.french.evidence.alternatives import Place, places, slip_of, written_gaps
from tutoring.french.evidence.contexts import Kinds, seen, shown_by
from tutoring.french.evidence.model import Evidence
from tutoring.french.words.tokens import tokenize

GRID = np.arange(1.0, 14.0, 0.25)  # margins, in natural logarithms of odds
UNMET, UNMET_SCALE = (
    0.3,
    1.5,
)  # alarms expected over the margin 1 of a slip that gave none; their tail
LEAST_SCALE = 0.8
LEAST_PLACES = 15
LEAST_RECALL = 0.1
LOST = -99.0  # another candidate still would win
SHARE_OF_SLIPS = 0.02  # of the places where a word is meant, learners write the other one
MOST_WORTH = 200


class Margins:
    """By slip: the margins of the finds, and those of the false alarms."""

    def __init__(self) -> None:
        self.finds: defaultdict[str, list[float]] = defaultdict(list)
        self.alarms: defaultdict[str, list[float]] = defaultdict(list)
        self.sentences = 0

    def add(self, other: "Margins") -> None:
        self.sentences += other.sentences
        for mine, theirs in ((self.finds, other.finds), (self.alarms, other.alarms)):
            for slip, found in theirs.items():
                mine[slip] += found

    def summary(self, chosen: Mapping[str, float]) -> str:
        alarms = sum(
            sum(margin >= chosen[slip] for margin in found)
            for slip, found in self.alarms.items()
            if slip in chosen
        )
        return (
            f"{100 * alarms / self.sentences:.3f} alarms per 100 sentences of those that chose them"
        )


def margins(model: Evidence, sentences: Sequence[str]) -> Margins:
    found = Margins()
    found.sentences = len(sentences)
    for sentence in sentences:
        tokens = tokenize(sentence)
        around = seen(tokens)
        for place in places(tokens):
            _add(found, model, around, place, may_alarm=True)
        for place in written_gaps(tokens):
            _add(found, model, around, place, may_alarm=False)
    return found


def _add(
    found: Margins, model: Evidence, around: Sequence[Kinds], place: Place, *, may_alarm: bool
) -> None:
    odds, shown = model.log_odds(around, place), shown_by(around, place)
    best = int(odds.argmax())
    if best and may_alarm:
        found.alarms[slip_of(place, place.candidates[best], shown)].append(float(odds[best]))
    right = place.candidates[0]
    for n, other in enumerate(place.candidates[1:], start=1):
        slip = slip_of(replace(place, candidates=(other, right)), right, shown)
        found.finds[slip].append(LOST if best else -float(odds[n]))


def thresholds(found: Margins, *, price: float) -> dict[str, float]:
    """Return, by slip, the margin that is worth most when an alarm costs `price` finds."""
    chosen = {}
    for slip, margins_of_finds in found.finds.items():
        count = len(margins_of_finds)
        if count < LEAST_PLACES:
            continue
        recall = _counts(margins_of_finds) / count
        worth = min(SHARE_OF_SLIPS * count, MOST_WORTH)
        value = worth * recall - price * _expected_alarms(found.alarms.get(slip, []))
        best = int(value.argmax())
        if value[best] > 0 and recall[best] >= LEAST_RECALL:
            chosen[slip] = float(GRID[best])
    return chosen


def _expected_alarms(margins_of_alarms: Sequence[float]) -> NDArray[np.float64]:
    """Return how many alarms are expected over each margin: those met, and their tail.

    The tail falls exponentially with the mean of the margins met; what was never met may be.
    """
    never_met = UNMET * np.exp(-(GRID - 1.0) / UNMET_SCALE)
    if not margins_of_alarms:
        return never_met
    scale = max(LEAST_SCALE, float(np.mean(margins_of_alarms)))
    tail = len(margins_of_alarms) * np.exp(-GRID / scale)
    expected: NDArray[np.float64] = np.maximum(_counts(margins_of_alarms), tail) + never_met
    return expected


def _counts(margins_found: Sequence[float]) -> NDArray[np.int64]:
    ordered = np.sort(np.array(margins_found, dtype=np.float32))
    return len(ordered) - np.searchsorted(ordered, GRID)
