"""Score the French checker: on real sentences with errors put in, or on files of pairs.

    python -m bench.french [--sentences FILE] [--part unseen] [--each 100] [--clean 3000]
    python -m bench.french PAIRS.jsonl [CORRECT.jsonl ...]

Without files the sentences are the examples of the shipped word list; FILE has one a line (.xz too).
"""

import argparse
import json
import lzma
import os
import sys
from pathlib import Path

import django

from bench.french import pairs, real
from bench.french.injecting import KINDS


def main() -> None:
    options = _arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from tutoring.languages import french  # noqa: PLC0415 (needs the settings)

    checker = french(with_model=not options.no_model, with_grammalecte=options.with_grammalecte)
    checker.findings("Il fait beau.", level=options.level)  # what loads late, loads now

    def check(text: str):
        return checker.findings(text, level=options.level)

    if options.files:
        rows = [json.loads(line) for path in options.files for line in _lines(path)]
        score = pairs.measure(rows, check)
        print("\n".join(score.notes if options.verbose else []))
        print(pairs.report(score))
    else:
        _measure_real(options, check)


def _measure_real(options: argparse.Namespace, check: real.type_of_checker) -> None:
    sentences = _lines(options.sentences) if options.sentences else real.own_sentences()
    drawn = real.drawn(sentences, part=options.part, seed=options.seed)
    print(f"{len(drawn)} sentences ({options.part}, seed {options.seed})\n")
    kinds = options.kinds.split(",") if options.kinds else KINDS
    score = real.measure(drawn, check, each=options.each, clean=options.clean, kinds=kinds)
    print("\n".join(score.notes if options.verbose else []))
    print(real.report(score))


def _lines(path: Path) -> list[str]:
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [line.strip() for line in lines if line.strip()]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, help="pairs to score instead")
    parser.add_argument("--sentences", type=Path, help="real sentences, one a line")
    parser.add_argument("--part", choices=("seen", "unseen", "all"), default="unseen")
    parser.add_argument("--seed", default="1", help="decides the order of the sentences")
    parser.add_argument("--each", type=int, default=100, help="errors of each kind")
    parser.add_argument("--clean", type=int, default=3000, help="sentences checked as they are")
    parser.add_argument("--kinds", help="names with commas; all without it")
    parser.add_argument("--level", default="B2", help="CEFR level of the writer")
    parser.add_argument("--with-grammalecte", action="store_true")
    parser.add_argument("--no-model", action="store_true")
    parser.add_argument("--verbose", action="store_true", help="list what was missed or wrong")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
