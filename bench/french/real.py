"""Score the French checker on real sentences: errors put in by program, and the sentences as they are.

A kind's recall is the share of its errors that a report overlaps and that is at most two words longer;
a fix is right when the suggestion, put in place of the report, gives the sentence back. Reports on the
sentences as they are count per 100 of them; most are false alarms, some real errors of the corpus.

The parts are split by a hash of the sentence: what trains or tunes the checker reads `seen` alone
(seven tenths), and figures are told of `unseen`.
"""

import csv
import hashlib
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.french.injecting import Injected, inject
from bench.french.pairs import finds, fixes
from tutoring.brief import Finding

SHIPPED_LIST = Path(__file__).parents[2] / "vocabulary" / "lists" / "fr"
UNSEEN_TENTHS = 3
SURE = 0.9

type_of_checker = Callable[[str], Sequence[Finding]]


@dataclass
class Tally:
    """What one kind of error came to."""

    injected: int = 0
    found: int = 0
    sure: int = 0
    fixed: int = 0


@dataclass
class RealScore:
    """What was counted over all sentences of a part."""

    kinds: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    clean: int = 0
    reports: Counter[str] = field(default_factory=Counter)
    sure_reports: Counter[str] = field(default_factory=Counter)
    milliseconds: list[float] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def own_sentences() -> list[str]:
    """Return the examples of the shipped word list."""
    found = []
    for path in sorted(SHIPPED_LIST.glob("words_*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            found += [row["example"] for row in csv.DictReader(lines)]
    return [sentence for sentence in found if sentence]


def part_of(sentence: str) -> str:
    """Return "unseen" for three sentences of ten, always the same ones, else "seen"."""
    return "unseen" if _digest(sentence, "part") % 10 < UNSEEN_TENTHS else "seen"


def _digest(sentence: str, salt: str) -> int:
    return int.from_bytes(hashlib.blake2b(f"{salt}|{sentence}".encode(), digest_size=6).digest())


def drawn(sentences: Iterable[str], *, part: str, seed: str = "1") -> list[str]:
    """Return the sentences of a part ("seen", "unseen" or "all") in an order that the seed decides."""
    wanted = {s for s in sentences if part in {"all", part_of(s)}}
    return sorted(wanted, key=lambda s: _digest(s, seed))


def injections(sentences: Sequence[str], *, kind: str, most: int) -> Iterator[Injected]:
    """Yield up to `most` errors of one kind, each in a sentence of its own."""
    count = 0
    for sentence in sentences:
        if count == most:
            return
        if injected := inject(kind, sentence, choice=_digest(sentence, kind)):
            count += 1
            yield injected


def measure(
    sentences: Sequence[str], check: type_of_checker, *, each: int, clean: int, kinds: Iterable[str]
) -> RealScore:
    """Check `each` errors of each kind, and the first `clean` sentences as they are."""
    score = RealScore()
    for sentence in sentences[:clean]:
        _count_clean(score, sentence, check)
    for kind in kinds:
        for injected in injections(sentences, kind=kind, most=each):
            _count_injected(score, injected, check)
    return score


def _count_clean(score: RealScore, sentence: str, check: type_of_checker) -> None:
    began = time.perf_counter()
    findings = check(sentence)
    score.milliseconds.append((time.perf_counter() - began) * 1000)
    score.clean += 1
    for f in findings:
        score.reports[f.code] += 1
        score.sure_reports[f.code] += f.confidence >= SURE
        score.notes.append(
            f"CLEAN {f.confidence} {f.code}: {f.span!r} -> {f.suggestion!r} | {sentence}"
        )


def _count_injected(score: RealScore, injected: Injected, check: type_of_checker) -> None:
    tally = score.kinds[injected.kind]
    tally.injected += 1
    error = {
        "wrong": injected.wrong, "right": injected.right, "start": injected.start, "end": injected.end,
    }  # fmt: skip
    near = [f for f in check(injected.wrong) if finds(f, error)]
    if not near:
        score.notes.append(f"MISSED {injected.kind}: {injected.wrong} | {injected.right}")
        return
    tally.found += 1
    tally.sure += any(f.confidence >= SURE for f in near)
    if any(fixes(f, error) for f in near):
        tally.fixed += 1
    else:
        told = "; ".join(f"{f.code} {f.span!r} -> {f.suggestion!r}" for f in near)
        score.notes.append(
            f"NOT FIXED {injected.kind}: {told} | {injected.wrong} | {injected.right}"
        )


def report(score: RealScore) -> str:
    """Return the table: recall and right fix by kind, then the rules that speak on clean text."""
    lines = [f"{'kind':24}{'n':>6}{'found':>8}{'sure':>8}{'fixed':>8}"]
    for kind, tally in score.kinds.items():
        lines.append(
            f"{kind:24}{tally.injected:6}{_share(tally.found, tally.injected)}"
            f"{_share(tally.sure, tally.injected)}{_share(tally.fixed, tally.injected)}"
        )
    if score.kinds:
        lines += ["", _means(score)]
    if score.clean:
        lines += ["", *_clean_lines(score)]
    return "\n".join(lines)


def _means(score: RealScore) -> str:
    tallies = [t for t in score.kinds.values() if t.injected]
    found = statistics.mean(t.found / t.injected for t in tallies)
    fixed = statistics.mean(t.fixed / t.injected for t in tallies)
    total = sum(t.injected for t in tallies)
    return (
        f"{total} errors of {len(tallies)} kinds; mean over kinds: found {found:.3f}, fixed {fixed:.3f}"
        f"; over errors: found {sum(t.found for t in tallies) / total:.3f}"
    )


def _clean_lines(score: RealScore) -> Iterator[str]:
    for code, count in score.reports.most_common(25):
        yield f"{code:40}{count:6} ({score.sure_reports[code]} sure)"
    total, sure = score.reports.total(), score.sure_reports.total()
    yield (
        f"{score.clean} sentences as they are: {100 * total / score.clean:.2f} reports per 100,"
        f" {100 * sure / score.clean:.2f} of them told as sure"
    )
    if len(score.milliseconds) > 1:
        steps = statistics.quantiles(score.milliseconds, n=100)
        yield f"{steps[49]:.1f} ms per sentence p50, {steps[98]:.1f} ms p99"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:8.2f}" if whole else f"{'-':>8}"
