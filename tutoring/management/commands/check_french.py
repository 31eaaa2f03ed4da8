import json
import sys
from collections.abc import Iterator, Sequence
from textwrap import fill
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tutoring.brief import Finding
from tutoring.feedback import corrected
from tutoring.french.rules.explaining import Verdict, explain, misfits
from tutoring.french.spelling import checking as spelling
from tutoring.languages import french
from tutoring.revision import SURE, Revision
from vocabulary.languages import LEVELS

FIELDS = (
    "start", "end", "span", "suggestion", "code", "category", "severity", "confidence", "source",
)  # fmt: skip


class Command(BaseCommand):
    help = """Check French: JSON lines {"id", "text"} on stdin, one answer a line, in their order.
With --explain, say instead which rules looked at one text, what they saw and why they are silent."""

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
        parser.add_argument("--explain", metavar="TEXT", help="what each rule makes of this text")
        parser.add_argument(
            "--rule",
            metavar="ID",
            help="with --explain: only this rule, and where it stops fitting",
        )

    def handle(
        self,
        *args: Any,
        level: str,
        without_grammalecte: bool,
        no_model: bool,
        explain: str | None,
        rule: str | None,
        **options: Any,
    ) -> None:
        if explain is not None:
            self.stdout.write("\n".join(_explained(explain, level, rule)))
            return
        checker = french(with_model=not no_model, with_grammalecte=not without_grammalecte)
        for number, line in enumerate(sys.stdin, start=1):
            if line.strip():
                row = _read(line, number)
                findings = checker.findings(row["text"], level=level)
                self.stdout.write(json.dumps(_answer(row, findings), ensure_ascii=False))


def _explained(text: str, level: str, rule: str | None) -> Iterator[str]:
    """Yield lines: what the rules read, what is told, what is silent and who saw nothing."""
    read = Revision.of(text, [f for f in spelling.check(text) if f.confidence >= SURE]).text
    yield read if read == text else f"{read}   (once its spelling is right)"
    explained = explain(read, level=level)
    verdicts = [v for v in explained.verdicts if rule in (None, v.rule.id)]
    for verdict in sorted(verdicts, key=lambda v: bool(v.silent)):
        yield from _told(verdict)
    if rule is None:
        nothing = ", ".join(r.id for r in explained.found_nothing)
        yield ""
        yield fill(f"Looked and saw nothing: {nothing}.", width=100, break_on_hyphens=False)
    elif not verdicts:
        yield from _misfits(read, rule)


def _told(verdict: Verdict) -> Iterator[str]:
    yield ""
    finding = verdict.finding
    if finding is None:
        yield f"{verdict.rule.id} sees « {verdict.span} »"
    else:
        yield f"{verdict.rule.id}: « {finding.span} » → « {finding.suggestion} »"
    yield f"    by       {verdict.by}"
    if verdict.silent:
        yield f"    silent   {verdict.silent}"
    elif finding is not None:
        yield f"    told     {finding.message}"


def _misfits(text: str, rule: str) -> Iterator[str]:
    try:
        patterns = list(misfits(text, rule))
    except KeyError:
        raise CommandError(f"There is no rule {rule}.") from None
    yield ""
    yield f"{rule} sees nothing."
    for pattern, reason in patterns:
        yield f"    {pattern}"
        yield f"        {reason}"


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
