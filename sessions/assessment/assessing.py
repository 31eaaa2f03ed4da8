"""What one message is worth: its corrections, its words, and what became of each target. Pure."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from learners.xp import XP_OF_TURN, xp_of_target
from progress.evidence import Observation
from sessions.assessment.uses import Heard, Setup, error_on, observe
from tutoring.brief import Finding
from tutoring.feedback import Feedback
from tutoring.language import SoughtWord
from tutoring.revision import SURE


@dataclass(frozen=True, slots=True)
class NamedFinding:
    """A finding with the id that its correction will have."""

    id: uuid.UUID
    finding: Finding


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one target of the tutor's previous message."""

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


@dataclass(frozen=True, slots=True)
class Sighting:
    """One word, where it stands in the text, and what that shows."""

    word_id: int
    start: int | None
    end: int | None
    observation: Observation


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything that is known about a message before its reviews are recorded."""

    feedback: Feedback
    findings: tuple[NamedFinding, ...]
    outcomes: tuple[Outcome, ...]
    sightings: tuple[Sighting, ...]
    rule_findings: int

    @property
    def xp(self) -> int:
        return XP_OF_TURN + sum(outcome.xp for outcome in self.outcomes)


def assess(
    heard: Heard,
    feedback: Feedback,
    *,
    setups: Sequence[Setup],
    others: Sequence[SoughtWord],
    shown: frozenset[int],
    hinted: frozenset[int],
    missed: dict[int, Finding],
) -> Assessment:
    """Put together what was heard and what was found.

    Args:
        others: words that are no targets and may have been used all the same.
        missed: targets that a correction offers in place of a wrong word.
    """
    findings = feedback.findings
    targets = {setup.word_id: setup for setup in setups}
    used_others = [word.word_id for word in others if word.word_id in heard.uses]
    return Assessment(
        feedback=feedback,
        findings=tuple(NamedFinding(uuid.uuid4(), finding) for finding in findings),
        outcomes=tuple(_outcome(setup, heard, findings) for setup in setups),
        sightings=tuple(
            _sighting(
                heard,
                word_id,
                findings=findings,
                setup=targets.get(word_id),
                shown=word_id in shown,
                hinted=word_id in hinted,
                missed=missed.get(word_id),
            )
            for word_id in [*targets, *used_others]
        ),
        rule_findings=sum(finding.source == "rule" for finding in findings),
    )


def _outcome(setup, heard, findings):
    use = heard.uses.get(setup.word_id)
    error = error_on(use, [finding for finding in findings if finding.confidence >= SURE])
    return Outcome(setup=setup, was_used=use is not None, error=error)


def _sighting(heard, word_id, **circumstances):
    use = heard.uses.get(word_id)
    return Sighting(
        word_id=word_id,
        start=use.start if use else None,
        end=use.end if use else None,
        observation=observe(heard, word_id, **circumstances),
    )
