"""`python -m bench [turns|coverage|french|memory|queue] [options]`; without a name: turns."""

import runpy
import sys

NAMES = ("turns", "coverage", "french", "memory", "queue")


def main(arguments: list[str]) -> None:
    name = "turns"
    if arguments and not arguments[0].startswith("-"):
        name, *arguments = arguments
    if name not in NAMES:
        sys.exit(f"There is no bench '{name}': {', '.join(NAMES)}.")
    sys.argv = [f"bench.{name}", *arguments]
    runpy.run_module(f"bench.{name}", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1:])
