"""What one message is worth: its corrections, its words, and what became of each target. Pure."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from learners.xp import XP_OF_TURN
from sessions.assessment.observing import Sighting, sightings
from sessions.assessment.outcomes import TargetOutcome, outcomes_of
from sessions.assessment.setups import Circumstances
from sessions.assessment.uses import find_uses
from tutoring.brief import Finding
from tutoring.feedback import Feedback
from tutoring.language import Language, SoughtWord


@dataclass(frozen=True, slots=True)
class NamedFinding:
    """A finding with the id that its correction will have."""

    id: uuid.UUID
    finding: Finding


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything that is known about a message before its reviews are recorded."""

    feedback: Feedback
    findings: tuple[NamedFinding, ...]
    outcomes: tuple[TargetOutcome, ...]
    sightings: tuple[Sighting, ...]
    rule_findings: int
    xp_of_turn: int = XP_OF_TURN

    @property
    def xp(self) -> int:
        return self.xp_of_turn + sum(outcome.xp for outcome in self.outcomes)


def unassessed(text: str, *, xp_of_turn: int) -> Assessment:
    """Return what a message is worth that is neither corrected nor counted."""
    return Assessment(
        feedback=Feedback(summary="", findings=(), shown=0, corrected_text=text),
        findings=(),
        outcomes=(),
        sightings=(),
        rule_findings=0,
        xp_of_turn=xp_of_turn,
    )


def assess(
    text: str, feedback: Feedback, said_in: Circumstances, *, language: Language
) -> Assessment:
    """Put together which words a text uses and what was found wrong in it."""
    findings = feedback.findings
    uses = find_uses(language, text, said_in)
    missed = missed_words(language, said_in.targets, findings)
    return Assessment(
        feedback=feedback,
        findings=tuple(NamedFinding(uuid.uuid4(), finding) for finding in findings),
        outcomes=outcomes_of(said_in.setups, uses, findings),
        sightings=sightings(uses, findings, said_in, missed=missed),
        rule_findings=sum(finding.source == "rule" for finding in findings),
    )


def missed_words(
    language: Language, targets: Sequence[SoughtWord], findings: Sequence[Finding]
) -> dict[int, Finding]:
    """Return the targets that a correction offers in place of a wrong word."""
    return {
        found.word_id: finding
        for finding in findings
        if finding.category == "vocabulary" and finding.suggestion
        for found in language.find(finding.suggestion, targets)
    }
