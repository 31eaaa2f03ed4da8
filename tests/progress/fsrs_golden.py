"""Write down what the reference implementation of FSRS-6 answers, for the tests to hold on to.

    python -m tests.progress.fsrs_golden

The `fsrs` package is asked directly, with moments, not through our wrapper. Run it again only to
adopt a new version of FSRS on purpose.
"""

import importlib.metadata
import itertools
import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import fsrs

GOLDEN = Path(__file__).with_suffix(".json")
START = datetime(2026, 1, 5, 9, tzinfo=UTC)
STEPS = {"learning_steps": [60, 600], "relearning_steps": [600]}
OURS = {"learning_steps": [600], "relearning_steps": [600]}
NO_STEPS = {"learning_steps": [], "relearning_steps": []}
OTHER_WEIGHTS = [
    0.4, 0.9, 3.1, 12.0, 5.9, 0.7, 2.6, 0.02, 1.6, 0.3, 1.1, 1.9, 0.09, 0.31, 1.9, 0.5, 2.4,
    0.6, 0.2, 0.11, 0.22,
]  # fmt: skip

CONFIGS = {
    "two steps": STEPS,
    "our steps": OURS,
    "no steps": NO_STEPS,
    "retention 0.70": {**NO_STEPS, "desired_retention": 0.70},
    "retention 0.97": {**NO_STEPS, "desired_retention": 0.97},
    "a year at most": {**NO_STEPS, "maximum_interval": 365},
    "other weights": {**OURS, "parameters": OTHER_WEIGHTS},
}


def main() -> None:
    sequences = [json.dumps(sequence(*case)) for case in _cases()]
    GOLDEN.write_text(
        f'{{"fsrs": "{importlib.metadata.version("fsrs")}",\n'
        f'"configs": {json.dumps(CONFIGS)},\n'
        '"sequences": [\n' + ",\n".join(sequences) + "\n]}\n"
    )
    print(f"{len(sequences)} sequences written to {GOLDEN.name}")


def sequence(config: str, ratings, when) -> dict:
    """Return one card's life; `when` gives the days to wait from the days until due."""
    scheduler = _scheduler(CONFIGS[config])
    card, now, steps = fsrs.Card(card_id=1, due=START), START, []
    for rating in ratings:
        elapsed = (now - card.last_review).days if card.last_review else 0
        recall = scheduler.get_card_retrievability(card, now)
        card, _ = scheduler.review_card(card, fsrs.Rating(rating + 1), now)
        steps.append(_step(rating, elapsed, recall, card, now))
        now = now + when(card.due - now)
    return {"config": config, "steps": steps}


def _step(rating, elapsed, recall, card, now) -> list:
    interval = int((card.due - now).total_seconds())
    state = card.state.name
    return [rating, elapsed, recall, state, card.step, card.stability, card.difficulty, interval]


def _scheduler(config: dict) -> fsrs.Scheduler:
    options = {name: value for name, value in config.items() if not name.endswith("steps")}
    for name in ("learning_steps", "relearning_steps"):
        options[name] = tuple(timedelta(seconds=seconds) for seconds in config[name])
    return fsrs.Scheduler(**options, enable_fuzzing=False)


def _cases():
    rng = random.Random(2026)
    for config in CONFIGS:
        for ratings in itertools.product(range(4), repeat=2):
            yield config, [*ratings, 2, 2], on_time
        for wait in (on_time, early, late):
            yield config, [rng.randrange(4) for _ in range(8)], wait
            yield config, [2, 2, 0, 0, 1, 2, 3, 2, 2, 0, 2, 2], wait


def on_time(interval: timedelta) -> timedelta:
    return interval


def early(interval: timedelta) -> timedelta:
    return timedelta(days=interval.days // 3)


def late(interval: timedelta) -> timedelta:
    return interval * 2 + timedelta(days=1)


if __name__ == "__main__":
    main()
