"""Load words: the shipped French list, or a list of your own."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils.timezone import now

from vocabulary.exporting import as_csv
from vocabulary.importing import import_words
from vocabulary.reading import ImportRefused
from vocabulary.shipped_rows import LANGUAGE, sample_rows, shipped_rows
from vocabulary.uploads import import_file

SAMPLE = Path("vocabulary_fr_sample.csv")
SAMPLE_WORDS = 100


class Command(BaseCommand):
    help = (
        "Load words: the shipped French list, or a list of your own. The columns are rank, word, "
        "translation and, if you like, part_of_speech, gender, level, definition, example, "
        "example_translation, more_examples (one a line: text | translation), "
        "topics (comma-separated), usage_note, forms (separated by |), status."
    )

    # Words need none of what the checks load: every view and its documentation.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--csv", type=Path, metavar="PATH", help="a CSV or XLSX file")
        parser.add_argument("--language", default=LANGUAGE, help="ISO 639-1 code of the words")
        parser.add_argument(
            "--skip-bad", action="store_true", help="load the good rows, report the others"
        )
        parser.add_argument(
            "--generate-sample",
            action="store_true",
            help=f"write {SAMPLE}, a list to try --csv with, and load nothing",
        )

    def handle(
        self,
        *args: Any,
        csv: Path | None,
        language: str,
        skip_bad: bool,
        generate_sample: bool,
        **options: Any,
    ) -> None:
        try:
            if generate_sample:
                self.write_sample()
            else:
                self.load(csv, language.lower(), skip_bad)
        except ImportRefused as error:
            raise CommandError("Nothing was loaded.\n" + "\n".join(error.problems)) from None
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}.") from None
        except DatabaseError as error:
            raise CommandError(
                f"Nothing was loaded: {error}. A new database needs manage.py migrate first."
            ) from error

    def write_sample(self) -> None:
        SAMPLE.write_bytes(as_csv(sample_rows(SAMPLE_WORDS)))
        self.stdout.write(f"Wrote {SAMPLE}. Load it with: seed_vocabulary --csv {SAMPLE}")

    def load(self, path: Path | None, language: str, skip_bad: bool) -> None:
        if path is None and language != LANGUAGE:
            raise CommandError(f"Only '{LANGUAGE}' words are shipped; bring a list with --csv.")
        if path is None:
            report = import_words(shipped_rows(), language=language, skip_bad=skip_bad)
        else:
            report = import_file(
                path.read_bytes(),
                file_name=path.name,
                language=language,
                skip_bad=skip_bad,
                now=now(),
            )
        self.stdout.write(report.summary())
