"""Corrections as a model gives them, and what of them can be trusted. Pure.

A model quotes the learner instead of counting characters; the quote is looked up in the text,
and what is not there is dropped.
"""

import html
import re
import unicodedata
from collections.abc import Iterable
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from tutoring.brief import Finding
from tutoring.links import without_links
from tutoring.plain_text import plain
from tutoring.providers.base import FailureKind, ProviderFailed

MOST_FINDINGS: Final = 10
LONGEST_MESSAGE: Final = 400
# Characters by which a replacement may be longer than twice what it replaces.
LONGER_BY: Final = 30
_JOINERS: Final = "\u200d\ufe0f"


class Correction(BaseModel):
    """One fault, as the model describes it."""

    model_config = ConfigDict(extra="forbid")

    quote: str
    replacement: str
    category: Literal["grammar", "vocabulary", "spelling", "punctuation", "style"]
    severity: Literal["low", "medium", "high"]
    confidence: float
    level: Literal["A1", "A2", "B1", "B2", "C1", "C2"]
    message: str


class Corrections(BaseModel):
    """The whole answer."""

    model_config = ConfigDict(extra="forbid")

    corrections: list[Correction]


SCHEMA: Final[dict[str, Any]] = Corrections.model_json_schema()


def findings_in(answer: str, text: str) -> tuple[Finding, ...]:
    """Return what a model's JSON answer says about a learner's text, in text order.

    Raises:
        ProviderFailed: the answer does not fit the schema.
    """
    try:
        corrections = Corrections.model_validate_json(_unwrapped(answer)).corrections
    except ValidationError as error:
        raise ProviderFailed(FailureKind.MALFORMED, "corrections") from error
    return _placed(corrections[:MOST_FINDINGS], text)


def _unwrapped(answer: str) -> str:
    """Return the object in an answer: local models like to put it between words or fences."""
    return answer[answer.find("{") : answer.rfind("}") + 1]


def _placed(corrections: Iterable[Correction], text: str) -> tuple[Finding, ...]:
    findings: list[Finding] = []
    for correction in corrections:
        place = _place(correction.quote, text, taken=findings)
        if place and _is_in_proportion(plain(correction.replacement), text[slice(*place)]):
            findings.append(_finding(correction, text, *place))
    return tuple(sorted(findings, key=lambda finding: finding.start))


def _is_in_proportion(replacement: str, replaced: str) -> bool:
    """Whether something is corrected, not written into the learner's text."""
    is_short = len(replacement) <= LONGER_BY + 2 * len(replaced)
    return replacement != replaced and is_short and replacement == without_links(replacement)


def _finding(correction: Correction, text: str, start: int, end: int) -> Finding:
    return Finding(
        code=f"model.{correction.category}",
        start=start,
        end=end,
        span=text[start:end],
        suggestion=plain(correction.replacement),
        category=correction.category,
        severity=correction.severity,
        confidence=min(1.0, max(0.0, correction.confidence)),
        message=without_links(plain(correction.message))[:LONGEST_MESSAGE],
        source="model",
        level=correction.level,
    )


def _place(quote: str, text: str, *, taken: list[Finding]) -> tuple[int, int] | None:
    """Return where the quote stands as whole words, clear of what is taken; None if nowhere."""
    # The text went out escaped, so a quote may come back escaped.
    for wanted in dict.fromkeys([quote, html.unescape(quote)]):
        wanted = wanted.strip()
        for match in re.finditer(re.escape(wanted), text) if wanted else ():
            start, end = match.span()
            free = all(end <= other.start or other.end <= start for other in taken)
            if free and _is_boundary(text, start) and _is_boundary(text, end):
                return start, end
    return None


def _is_boundary(text: str, at: int) -> bool:
    """Say whether neither a word nor a character of several code points is cut at `at`."""
    if at in (0, len(text)):
        return True
    before, after = text[at - 1], text[at]
    if unicodedata.combining(after) or after in _JOINERS or before == "\u200d":
        return False
    return not (before.isalnum() and after.isalnum())
