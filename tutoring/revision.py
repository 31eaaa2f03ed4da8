"""A text with corrections made, which knows where its characters stood before. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tutoring.brief import Finding


@dataclass(frozen=True, slots=True)
class Revision:
    """`changes`: (start, end, replacement) in the original, in order, not overlapping."""

    original: str
    changes: tuple[tuple[int, int, str], ...]

    @classmethod
    def of(cls, original: str, findings: Iterable[Finding]) -> "Revision":
        """Make every correction that has a suggestion; of two that overlap, the first."""
        changes, end = [], 0
        for finding in sorted(findings, key=lambda f: f.start):
            if finding.suggestion is not None and finding.start >= end:
                changes.append((finding.start, finding.end, finding.suggestion))
                end = finding.end
        return cls(original, tuple(changes))

    @property
    def text(self) -> str:
        text = self.original
        for start, end, replacement in reversed(self.changes):
            text = text[:start] + replacement + text[end:]
        return text

    def in_original(self, finding: Finding) -> Finding | None:
        """Return a finding on the revised text as one on the original; None where that changed."""
        shift = 0
        for start, end, replacement in self.changes:
            revised_start = start + shift
            if revised_start >= finding.end:
                break
            if revised_start + len(replacement) > finding.start:
                return None
            shift += len(replacement) - (end - start)
        return replace(finding, start=finding.start - shift, end=finding.end - shift)
