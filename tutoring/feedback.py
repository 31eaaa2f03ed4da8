"""What a learner is told about a text: corrections in a useful order, and the text put right. Pure.

Nothing found is lost: strictness and level decide what stands first, the rest is folded.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tutoring.brief import Finding
from tutoring.revision import SURE, Revision
from vocabulary.languages import LEVELS

MOST_SHOWN: Final = {"gentle": 1, "balanced": 3, "strict": 3}
_SEVERITIES: Final = ("high", "medium", "low")
_CATEGORIES: Final = ("grammar", "vocabulary", "spelling", "punctuation", "style")


@dataclass(frozen=True, slots=True)
class Feedback:
    """`findings`: most useful first, worded for the learner; the first `shown` are not folded."""

    summary: str
    findings: tuple[Finding, ...]
    shown: int
    corrected_text: str


def feedback_on(
    text: str,
    findings: Sequence[Finding],
    *,
    strictness: str,
    level: str,
    native_language: str,
) -> Feedback:
    """Return what the learner is told.

    Args:
        findings: on `text`, not overlapping.
        strictness: gentle (what matters, one at a time), balanced or strict (all that was found).
        level: CEFR level of the learner.
        native_language: ISO 639-1; explanations are in French or English.
    """
    ordered = sorted(findings, key=lambda finding: _usefulness(finding, strictness, level))
    worth_showing = sum(_is_wanted(finding, strictness, level) for finding in ordered)
    shown = min(worth_showing, MOST_SHOWN[strictness])
    language = "fr" if native_language.lower().startswith("fr") else "en"
    return Feedback(
        summary=_summary(findings, language),
        findings=tuple(_worded(finding, language) for finding in ordered),
        shown=shown,
        corrected_text=corrected(text, findings),
    )


def corrected(text: str, findings: Iterable[Finding]) -> str:
    """Return the text with every sure correction made."""
    return Revision.of(text, (f for f in findings if f.confidence >= SURE)).text


def _is_wanted(finding: Finding, strictness: str, level: str) -> bool:
    """Whether the learner wants to see this at once."""
    if strictness == "strict":
        return True
    too_early = LEVELS.index(finding.level) > LEVELS.index(level) + 1
    if strictness == "balanced":
        return not (too_early or finding.category == "style")
    slight = finding.severity == "low" or finding.category in ("punctuation", "style")
    return finding.confidence >= SURE and not (slight or too_early)


def _usefulness(finding: Finding, strictness: str, level: str) -> tuple[bool | int, ...]:
    """Return a key that sorts the most useful first."""
    return (
        not _is_wanted(finding, strictness, level),
        _SEVERITIES.index(finding.severity),
        finding.confidence < SURE,
        LEVELS.index(finding.level) > LEVELS.index(level),
        _CATEGORIES.index(finding.category),
        finding.start,
    )


def _worded(finding: Finding, language: str) -> Finding:
    """Put the explanation in the learner's language, and what is not sure as a question."""
    message = finding.message_fr if language == "fr" and finding.message_fr else finding.message
    if finding.confidence < SURE and not message.endswith("?"):
        message = f"{_question(finding, language)} {message}"
    return replace(finding, message=message)


def _question(finding: Finding, language: str) -> str:
    if finding.suggestion is None:
        asked = {"en": "Are you sure of “{0}”?", "fr": "Es-tu sûr de « {0} » ?"}
    elif finding.suggestion == "":
        asked = {"en": "Can “{0}” be left out?", "fr": "Peut-on enlever « {0} » ?"}
    else:
        asked = {"en": "Did you mean “{1}”?", "fr": "Voulais-tu dire « {1} » ?"}
    return asked[language].format(finding.span, finding.suggestion)


def _summary(findings: Sequence[Finding], language: str) -> str:
    sure = sum(finding.confidence >= SURE for finding in findings)
    asked = len(findings) - sure
    if not findings:
        return {"en": "Nothing to correct.", "fr": "Rien à corriger."}[language]
    kinds = (("correction", sure), ("question", asked))
    counted = [f"{count} {noun}{'s' * (count > 1)}" for noun, count in kinds if count]
    joined = {"en": " and ", "fr": " et "}[language].join(counted)
    return f"{joined}."
