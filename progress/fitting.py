"""Which weights of FSRS fit one learner, and are they worth changing to? Values in, a decision out.

A raw fit of a small log often predicts worse than the defaults, and a good fit may stop being good
when the learner changes. Hence four safeguards: a minimum of reviews, a pull toward the defaults
that fades as reviews grow, a test on reviews that the fit has not seen, and a second look later.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import Final

import fsrs_rs_python as fsrs_rs

from progress.scheduler import DEFAULT_WEIGHTS, LOWER_BOUNDS, UPPER_BOUNDS, forgetting_curve

MIN_SCORED: Final = 400
# As many scored reviews as the defaults are worth.
PRIOR_REVIEWS: Final = 1000
TRAINING_SHARE: Final = 0.8
# A gain has to be larger than this many standard errors.
MIN_GAIN: Final = 0.5

_EPOCHS: Final = 8
_LOGARITHMIC: Final = 4  # the first weights are stabilities, whose ratios matter
_CERTAIN: Final = 1e-6

Weights = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One review as the fit sees it; a learner's answers come oldest first."""

    card_id: int
    rating: int  # 0 to 3
    elapsed_days: int | None  # None for a card's first review
    is_explicit: bool = True

    @property
    def is_scored(self) -> bool:
        """Whether the prediction of this answer can be right or wrong.

        An answer in conversation shapes the memory but is not scored: silence is never counted as
        forgetting, so conversation alone would make memory look better than it is.
        """
        return bool(self.elapsed_days) and self.is_explicit


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two sets of weights predict the same reviews; losses are means of log loss."""

    loss_in_use: float
    loss_of_candidate: float
    standard_error: float
    reviews: int

    @property
    def gain(self) -> float:
        return self.loss_in_use - self.loss_of_candidate

    @property
    def is_better(self) -> bool:
        return self.gain > MIN_GAIN * self.standard_error


@dataclass(frozen=True, slots=True)
class Proposal:
    """What came of one attempt to fit a learner."""

    weights: Weights
    adopt: bool
    scored_reviews: int
    comparison: Comparison


def propose(answers: Sequence[Answer], *, in_use: Weights) -> Proposal | None:
    """Return what a fit has to offer; None with fewer than `MIN_SCORED` scored reviews.

    The candidate must predict the last fifth better than the weights in use, and than the
    defaults. What is adopted then is fitted to everything.
    """
    scored = [place for place, answer in enumerate(answers) if answer.is_scored]
    if len(scored) < MIN_SCORED:
        return None
    cut = scored[int(len(scored) * TRAINING_SHARE)]
    candidate = fit(answers[:cut])
    against_use = compare(answers, candidate, in_use, since=cut)
    against_defaults = compare(answers, candidate, DEFAULT_WEIGHTS, since=cut)
    adopt = against_use.is_better and against_defaults.is_better
    return Proposal(
        weights=fit(answers) if adopt else candidate,
        adopt=adopt,
        scored_reviews=len(scored),
        comparison=against_use,
    )


def fit(answers: Sequence[Answer]) -> Weights:
    """Return weights fitted to a learner's answers, drawn toward the defaults."""
    items, card_ids = _training_items(answers)
    fitted = fsrs_rs.FSRS(list(DEFAULT_WEIGHTS)).compute_parameters(
        items, card_ids=card_ids, training_config=fsrs_rs.TrainingConfig(num_epochs=_EPOCHS)
    )
    return shrink(fitted, reviews=len(items))


def shrink(fitted: Sequence[float], *, reviews: int) -> Weights:
    """Return weights between the defaults and a fit: the more reviews, the nearer the fit."""
    trust = reviews / (reviews + PRIOR_REVIEWS)
    return tuple(
        min(max(_between(default, value, trust, logarithmic=place < _LOGARITHMIC), low), high)
        for place, (default, value, low, high) in enumerate(
            zip(DEFAULT_WEIGHTS, fitted, LOWER_BOUNDS, UPPER_BOUNDS, strict=True)
        )
    )


def _between(default: float, value: float, trust: float, *, logarithmic: bool) -> float:
    if logarithmic:
        return default * math.pow(value / default, trust)
    return default + trust * (value - default)


def compare(
    answers: Sequence[Answer], candidate: Weights, in_use: Weights, *, since: int
) -> Comparison:
    """Compare two sets of weights on the scored answers from place `since` on."""
    old = losses(answers, in_use, since=since)
    new = losses(answers, candidate, since=since)
    gains = [before - after for before, after in zip(old, new, strict=True)]
    return Comparison(
        loss_in_use=fmean(old),
        loss_of_candidate=fmean(new),
        standard_error=stdev(gains) / math.sqrt(len(gains)) if len(gains) > 1 else math.inf,
        reviews=len(gains),
    )


def losses(answers: Sequence[Answer], weights: Weights, *, since: int = 0) -> list[float]:
    """Return the log loss of each scored answer from place `since` on, in order."""
    stabilities = _stabilities_before(answers, weights)
    decay, factor = forgetting_curve(weights)
    return [
        _loss(answer.rating, math.pow(1 + factor * days / stabilities[place], decay))
        for place, answer in enumerate(answers[since:], start=since)
        if answer.is_scored and (days := answer.elapsed_days)
    ]


def _loss(rating: int, recall: float) -> float:
    certain = min(max(recall, _CERTAIN), 1 - _CERTAIN)
    return -math.log(certain if rating > 0 else 1 - certain)


def _stabilities_before(answers: Sequence[Answer], weights: Weights) -> Mapping[int, float]:
    """Return the stability right before each answer but a card's first, by its place."""
    places = _places_by_card(answers)
    items = [fsrs_rs.FSRSItem(_reviews(answers, of_card)) for of_card in places]
    histories = fsrs_rs.FSRS(list(weights)).historical_memory_state_batch(items)
    return {
        place: max(memory.stability, 0.001)
        for of_card, history in zip(places, histories, strict=True)
        for place, memory in zip(of_card[1:], history, strict=False)
    }


def _places_by_card(answers: Sequence[Answer]) -> list[list[int]]:
    places: dict[int, list[int]] = defaultdict(list)
    for place, answer in enumerate(answers):
        places[answer.card_id].append(place)
    return list(places.values())


def _reviews(answers: Sequence[Answer], places: Iterable[int]) -> list[fsrs_rs.FSRSReview]:
    return [
        fsrs_rs.FSRSReview(answers[place].rating + 1, answers[place].elapsed_days or 0)
        for place in places
    ]


def _training_items(answers: Sequence[Answer]) -> tuple[list[fsrs_rs.FSRSItem], list[int]]:
    """Return one item per scored answer, holding everything of its card up to it, and its card."""
    histories: dict[int, list[fsrs_rs.FSRSReview]] = defaultdict(list)
    items, card_ids = [], []
    for answer in answers:
        history = histories[answer.card_id]
        history.append(fsrs_rs.FSRSReview(answer.rating + 1, answer.elapsed_days or 0))
        if answer.is_scored:
            items.append(fsrs_rs.FSRSItem(history))
            card_ids.append(answer.card_id)
    return items, card_ids
