"""Score the French checker on pairs of a wrong and a right sentence.

A row is a pair, {"wrong", "right", "start", "end", "category"} and perhaps "alternatives" (other
right words for the span), or a correct sentence, {"text"}.

An error is found when a report overlaps its span and is at most two words longer; each report counts
for one error. Precision is the share of such reports among all on wrong sentences; a fix is right
when the suggestion, put in place of the report, gives the corrected words; false alarms are reports
per 100 correct sentences.
"""

import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from tutoring.brief import Finding

MOST_WORDS_LONGER = 2
type_of_checker = Callable[[str], Sequence[Finding]]


@dataclass
class Score:
    """What was counted; the keys are error categories, or rule codes for the reports."""

    errors: Counter = field(default_factory=Counter)
    found: Counter = field(default_factory=Counter)
    fixed: Counter = field(default_factory=Counter)
    reports: Counter = field(default_factory=Counter)
    right: Counter = field(default_factory=Counter)
    right_fixes: Counter = field(default_factory=Counter)
    alarms: Counter = field(default_factory=Counter)
    correct_sentences: int = 0
    milliseconds: list[float] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def measure(rows: Iterable[dict], check: type_of_checker) -> Score:
    """Check every sentence once and count."""
    score, wrong = Score(), defaultdict(list)
    for row in rows:
        if "wrong" in row:
            wrong[row["wrong"]].append(row)
        else:
            _count_alarms(score, row["text"], check)
    for text, errors in wrong.items():
        _count_errors(score, text, errors, _timed(score, check, text))
    return score


def _timed(score: Score, check: type_of_checker, text: str) -> list[Finding]:
    began = time.perf_counter()
    findings = list(check(text))
    score.milliseconds.append((time.perf_counter() - began) * 1000)
    return findings


def _count_alarms(score: Score, text: str, check: type_of_checker) -> None:
    score.correct_sentences += 1
    for finding in _timed(score, check, text):
        score.alarms[finding.code] += 1
        score.notes.append(
            f"ALARM {finding.code}: {finding.span!r} -> {finding.suggestion!r} | {text}"
        )


def _count_errors(score: Score, text: str, errors: list[dict], findings: list[Finding]) -> None:
    score.reports.update(finding.code for finding in findings)
    free = list(findings)
    for error in errors:
        score.errors[error["category"]] += 1
        finding = next((f for f in free if finds(f, error)), None)
        if finding is None:
            score.notes.append(
                f"MISSED {error['category']}: {error['span']!r} -> {error['suggestion']!r} | {text}"
            )
            continue
        free.remove(finding)
        _count_found(score, error, finding)
    for finding in free:
        score.notes.append(
            f"BESIDE {finding.code}: {finding.span!r} -> {finding.suggestion!r} | {text}"
        )


def _count_found(score: Score, error: dict, finding: Finding) -> None:
    score.found[error["category"]] += 1
    score.right[finding.code] += 1
    if fixes(finding, error):
        score.fixed[error["category"]] += 1
        score.right_fixes[finding.code] += 1
    else:
        score.notes.append(
            f"NOT FIXED {finding.code}: {finding.span!r} -> {finding.suggestion!r}"
            f" | {error['wrong']} | {error['right']}"
        )


def finds(finding: Finding, error: dict) -> bool:
    overlaps = finding.start < error["end"] and error["start"] < finding.end
    if finding.start == finding.end:
        overlaps = error["start"] <= finding.start <= error["end"]
    words = len(error["wrong"][error["start"] : error["end"]].split())
    return overlaps and len(finding.span.split()) <= words + MOST_WORDS_LONGER


def fixes(finding: Finding, error: dict) -> bool:
    if finding.suggestion is None:
        return False
    wrong = error["wrong"]
    made = wrong[: finding.start] + finding.suggestion + wrong[finding.end :]
    wanted = [error["right"]] + [
        wrong[: error["start"]] + other + wrong[error["end"] :]
        for other in error.get("alternatives", [])
    ]
    return _words(made) in [_words(text) for text in wanted]


def _words(text: str) -> str:
    return " ".join(text.replace("’", "'").split())


def report(score: Score) -> str:
    lines = [f"{'category':28}{'n':>5}{'recall':>8}{'fix':>8}"]
    for category, n in score.errors.most_common():
        lines.append(
            f"{category:28}{n:5}{_percent(score.found[category], n)}"
            f"{_percent(score.fixed[category], n)}"
        )
    lines.append(f"\n{'rule':40}{'n':>5}{'precision':>10}{'fix':>8}{'alarms':>8}")
    for code in sorted({*score.reports, *score.alarms}, key=lambda c: (-score.reports[c], c)):
        n = score.reports[code]
        lines.append(
            f"{code:40}{n:5}{_percent(score.right[code], n):>10}"
            f"{_percent(score.right_fixes[code], n)}{score.alarms[code]:8}"
        )
    return "\n".join([*lines, "", *_totals(score)])


def _totals(score: Score) -> list[str]:
    errors, found, fixed = score.errors.total(), score.found.total(), score.fixed.total()
    reports, alarms, n = score.reports.total(), score.alarms.total(), score.correct_sentences
    lines = []
    if errors:
        lines.append(
            f"{errors} errors: recall{_percent(found, errors)}, precision{_percent(found, reports)}"
            f", right fix{_percent(fixed, errors)}"
        )
    if n:
        lines.append(f"{n} correct sentences: {100 * alarms / n:.2f} false alarms per 100")
    if len(score.milliseconds) > 1:
        steps = statistics.quantiles(score.milliseconds, n=100)
        lines.append(f"{steps[49]:.1f} ms per message p50, {steps[98]:.1f} ms p99")
    return lines


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:7.1f}%" if whole else f"{'-':>8}"
