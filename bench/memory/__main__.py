"""Simulated learners tell how well memories are scheduled.

python -m bench.memory [weights] [due_days] [--learners 60] [--seed 2026]
"""

import argparse

from bench.memory import due_days, weights

PARTS = ("weights", "due_days")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which; else all of them")
    parser.add_argument("--learners", type=int, default=60, help="with weights of their own")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--reviews", type=int, default=100_000, help="compared with fsrs-rs")
    options = parser.parse_args()
    parts = options.parts or PARTS
    if "due_days" in parts:
        due_days.measure(seed=options.seed)
    if "weights" in parts:
        weights.measure(learners=options.learners, seed=options.seed, reviews=options.reviews)


if __name__ == "__main__":
    main()
