"""What became of each target of the tutor's previous message, and what that is worth. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from learners.xp import xp_of_target
from sessions.assessment.setups import Setup
from sessions.assessment.uses import Uses
from tutoring.brief import Finding
from tutoring.revision import SURE


@dataclass(frozen=True, slots=True)
class TargetOutcome:
    """What became of one target."""

    setup: Setup
    was_used: bool
    error: Finding | None  # a sure one; others lower nothing

    @property
    def xp(self) -> int:
        if not self.was_used or self.setup.was_used:
            return 0
        return xp_of_target(
            is_new=self.setup.is_new,
            error_severity=self.error.severity if self.error else None,
            difficulty_level=self.setup.difficulty_level,
        )


def outcomes_of(
    setups: Sequence[Setup], uses: Uses, findings: Sequence[Finding]
) -> tuple[TargetOutcome, ...]:
    sure = [finding for finding in findings if finding.confidence >= SURE]
    return tuple(
        TargetOutcome(
            setup=setup,
            was_used=setup.word_id in uses.found,
            error=uses.error_on(setup.word_id, sure),
        )
        for setup in setups
    )
