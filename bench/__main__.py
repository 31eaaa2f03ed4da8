"""`python -m bench [turns|french|memory|queue] [options]`; without a name: turns."""

import runpy
import sys
from pathlib import Path

NAMES = sorted(
    path.stem
    for path in Path(__file__).parent.glob("*.py")
    if path.stem not in {"__init__", "__main__"}
)
PARTS = {"machine", "practising", "queueing"}


def main(arguments: list[str]) -> None:
    name = "turns"
    if arguments and not arguments[0].startswith("-"):
        name, *arguments = arguments
    if name not in set(NAMES) - PARTS:
        sys.exit(f"There is no bench '{name}': {', '.join(sorted(set(NAMES) - PARTS))}.")
    sys.argv = [f"bench.{name}", *arguments]
    runpy.run_module(f"bench.{name}", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1:])
