"""A text with corrections made, which knows where its characters stood before. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from tutoring.brief import Finding

SURE: Final = 0.9  # below, a correction is asked, not told, and is not put into the text


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
        """Return a finding on the revised text as one on the original.

        A change that it takes in whole becomes part of it; None where it cuts one in two.
        """
        start, end = self._origin(finding.start), self._origin(finding.end)
        if start is None or end is None:
            return None
        return replace(finding, start=start, end=end, span=self.original[start:end])

    def joined(self, finding: Finding) -> Finding | None:
        """Return a finding on the revised text as one on the original, with what it builds on.

        Changes that it touches or stands beside become part of it: "a tombé", of which first "est
        tombé" is made, comes out as "est tombée".
        """
        first, last = finding.start, finding.end
        for revised_start, revised_end in self._revised_spans():
            if revised_start <= finding.end + 1 and finding.start <= revised_end + 1:
                first, last = min(first, revised_start), max(last, revised_end)
        start, end, text = self._origin(first), self._origin(last), self.text
        if start is None or end is None:
            return None
        made = text[first : finding.start] + (finding.suggestion or "") + text[finding.end : last]
        return replace(
            finding, start=start, end=end, span=self.original[start:end], suggestion=made
        )

    def is_changed(self, finding: Finding) -> bool:
        """Whether a finding on the original speaks of what was changed."""
        return any(start < finding.end and finding.start < end for start, end, _ in self.changes)

    def _origin(self, position: int) -> int | None:
        """Return where a place of the revised text was; None within a replacement."""
        shift = 0
        for start, end, replacement in self.changes:
            if position <= start + shift:
                break
            if position < start + shift + len(replacement):
                return None
            shift += len(replacement) - (end - start)
        return position - shift

    def _revised_spans(self) -> Iterator[tuple[int, int]]:
        shift = 0
        for start, end, replacement in self.changes:
            yield start + shift, start + shift + len(replacement)
            shift += len(replacement) - (end - start)
