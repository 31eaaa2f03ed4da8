import json
import sys
from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tutoring.brief import Finding
from tutoring.feedback import corrected
from tutoring.languages import french
from vocabulary.languages import LEVELS

FIELDS = (
    "start", "end", "span", "suggestion", "code", "category", "severity", "confidence", "source",
)  # fmt: skip


class Command(BaseCommand):
    help = 'Check French: JSON lines {"id", "text"} on stdin, one answer a line, in their order.'

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--level", choices=LEVELS, default="B2", help="CEFR level of the writer"
        )
        parser.add_argument("--without-grammalecte", action="store_true")
        parser.add_argument(
            "--no-model",
            action="store_true",
            help="do without the spaCy model, as the rules of today do anyway",
        )

    def handle(
        self,
        *args: Any,
        level: str,
        without_grammalecte: bool,
        no_model: bool,
        **options: Any,
    ) -> None:
        checker = french(with_model=not no_model, with_grammalecte=not without_grammalecte)
        for number, line in enumerate(sys.stdin, start=1):
            if line.strip():
                row = _read(line, number)
                findings = checker.findings(row["text"], level=level)
                self.stdout.write(json.dumps(_answer(row, findings), ensure_ascii=False))


def _read(line: str, number: int) -> dict[str, Any]:
    try:
        row: dict[str, Any] = json.loads(line)
        if not isinstance(row["text"], str):
            raise TypeError
    except (ValueError, KeyError, TypeError):
        raise CommandError(f'Line {number} is not {{"id": ..., "text": "..."}}.') from None
    return row


def _answer(row: dict[str, Any], findings: Sequence[Finding]) -> dict[str, Any]:
    errors = [{field: getattr(finding, field) for field in FIELDS} for finding in findings]
    return {
        "id": row.get("id"),
        "errors": errors,
        "corrected_text": corrected(row["text"], findings),
    }
