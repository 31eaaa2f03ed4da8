"""Does the learner remember as often as was predicted, and what would more retention cost? Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from progress.scheduler import Preset, share_of_stability

RETENTIONS: Final = (0.70, 0.75, 0.80, 0.85, 0.90, 0.93, 0.95, 0.97)


@dataclass(frozen=True, slots=True)
class Bin:
    """Reviews whose predicted recall lay close together."""

    place: int
    reviews: int
    passed: int
    predicted: float  # mean, 0 to 1

    @property
    def achieved(self) -> float:
        return self.passed / self.reviews


@dataclass(frozen=True, slots=True)
class GradedBin:
    """A bin of one kind of reviews."""

    bin: Bin
    is_mature: bool
    is_spoken: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """Predicted against achieved recall, by bin, and over all."""

    bins: tuple[Bin, ...]
    reviews: int
    predicted: float | None
    achieved: float | None


def curve_of(bins: Iterable[Bin]) -> Curve:
    """Return the calibration curve of bins, of which several may share a place."""
    places: dict[int, list[Bin]] = defaultdict(list)
    for bin_ in bins:
        places[bin_.place].append(bin_)
    merged = tuple(_merged(places[place]) for place in sorted(places))
    if not merged:
        return Curve((), 0, None, None)
    whole = _merged(merged)
    return Curve(merged, whole.reviews, whole.predicted, whole.achieved)


def _merged(bins: Sequence[Bin]) -> Bin:
    reviews = sum(bin_.reviews for bin_ in bins)
    return Bin(
        place=bins[0].place,
        reviews=reviews,
        passed=sum(bin_.passed for bin_ in bins),
        predicted=sum(bin_.predicted * bin_.reviews for bin_ in bins) / reviews,
    )


def workload(stabilities: Sequence[float], *, preset: Preset) -> list[tuple[float, float]]:
    """Return (desired retention, reviews a day) for the cards as they are now.

    Each card comes once per interval; whoever forgets it, reviews it once more.
    """
    return [(retention, _reviews_a_day(stabilities, retention, preset)) for retention in RETENTIONS]


def _reviews_a_day(stabilities: Sequence[float], retention: float, preset: Preset) -> float:
    share = share_of_stability(retention, weights=preset.weights)
    return sum((2 - retention) / max(1.0, stability * share) for stability in stabilities)
