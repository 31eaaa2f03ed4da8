"""What a learner is told about a text: the findings put in order, and the text put right. Pure."""

from collections.abc import Iterable

from tutoring.brief import Finding

SURE = 0.9  # below, a correction is asked, not told


def corrected(text: str, findings: Iterable[Finding]) -> str:
    """Return the text with every sure correction made."""
    made = [f for f in findings if f.confidence >= SURE and f.suggestion is not None]
    for finding in sorted(made, key=lambda f: f.start, reverse=True):
        text = text[: finding.start] + finding.suggestion + text[finding.end :]
    return text
