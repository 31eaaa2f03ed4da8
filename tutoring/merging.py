"""Several opinions on one text made one: no error is told twice, none is contradicted. Pure."""

import os.path
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tutoring.brief import Finding


def merge(first: Sequence[Finding], second: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings of both, in text order, no two of them overlapping.

    Where both propose the same change, the first's explanation is kept and surer than before.
    Where they contradict each other the weaker is dropped, the second's on a tie.
    """
    kept = list(without_overlaps(first))
    for finding in sorted(second, key=lambda f: -f.confidence):
        rivals = [other for other in kept if overlap(finding, other)]
        if any(same_change(finding, rival) for rival in rivals):
            kept = [_agreed(other, finding) for other in kept]
        elif all(rival.confidence < finding.confidence for rival in rivals):
            kept = [other for other in kept if other not in rivals]
            kept.append(finding)
    return tuple(sorted(kept, key=lambda f: (f.start, f.end)))


def without_overlaps(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Keep the surer of two that overlap, and of two as sure the shorter; in text order."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (-f.confidence, f.end - f.start, f.start)):
        if not any(overlap(finding, other) for other in kept):
            kept.append(finding)
    return tuple(sorted(kept, key=lambda f: f.start))


def overlap(one: Finding, other: Finding) -> bool:
    """Whether both speak of some of the same characters, or of the same place between two."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


def same_change(one: Finding, other: Finding) -> bool:
    """Whether both lead to the same text, however wide their spans are."""
    if one.suggestion is None or other.suggestion is None:
        return overlap(one, other) and one.category == other.category
    return _change(one) == _change(other)


def _change(finding: Finding) -> tuple[int, str, str]:
    """Return where the text really changes, what goes and what comes."""
    old, new = finding.span, finding.suggestion or ""
    before = len(os.path.commonprefix([old, new]))
    after = len(os.path.commonprefix([old[before:][::-1], new[before:][::-1]]))
    end, new_end = len(old) - after, len(new) - after
    return finding.start + before, old[before:end], new[before:new_end]


def _agreed(finding: Finding, other: Finding) -> Finding:
    if not (overlap(finding, other) and same_change(finding, other)):
        return finding
    doubt = (1 - finding.confidence) * (1 - other.confidence)
    suggestion = other.suggestion if finding.suggestion is None else finding.suggestion
    if finding.suggestion is None and finding.span != other.span:
        suggestion = None  # it replaces another span
    return replace(finding, confidence=round(1 - doubt, 4), suggestion=suggestion)
