#!/usr/bin/env python
import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415
    from django.db import DatabaseError  # noqa: PLC0415

    from config.environment import CannotStart  # noqa: PLC0415

    try:
        execute_from_command_line(sys.argv)
    except CannotStart as problem:
        sys.exit(str(problem))
    except DatabaseError as error:
        from config.health import what_to_do  # noqa: PLC0415  # there are no settings before

        if advice := what_to_do(error):
            sys.exit(advice)
        raise


if __name__ == "__main__":
    main()
