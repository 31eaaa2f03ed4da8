"""The middle of a turn, on the learner's side: a model corrects the message, and it is assessed."""

import asyncio
from typing import Final

from learners.xp import XP_OF_TURN
from sessions.assessment.assessing import Assessment, assess, unassessed
from sessions.assessment.setups import Circumstances
from sessions.told.shapes import FeedbackMetadata
from sessions.turn.preparing import Prepared
from sessions.turn.running import RunningTurn
from tutoring.brief import Finding, ModelCorrections
from tutoring.feedback import feedback_on
from tutoring.languages import language
from tutoring.merging import merge
from tutoring.tutor import Tutor

ECHO_LINES: Final = 6


async def correct(
    prepared: Prepared, turn: RunningTurn, tutor: Tutor
) -> tuple[Assessment, ModelCorrections]:
    """Return what the message is worth; runs beside the reply, and costs it nothing.

    What is said in danger, or soon after, is no exercise: nothing is corrected or counted.
    """
    if care := prepared.care:
        xp = 0 if care.answer else XP_OF_TURN
        return unassessed(prepared.material.text, xp_of_turn=xp), ModelCorrections()
    brief = prepared.brief
    corrections = await turn.unless_cancelled(tutor.correct(brief, left=turn.left_calls))
    corrections = corrections or ModelCorrections()
    findings = merge(brief.findings, corrections.findings)
    return await asyncio.to_thread(_assessment, prepared, findings), corrections


def metadata_of(assessment: Assessment, corrections: ModelCorrections) -> FeedbackMetadata:
    usage = corrections.usage
    asked = bool(corrections.provider)
    return FeedbackMetadata(
        rule_error_count=assessment.rule_findings,
        llm_provider=corrections.provider or None,
        llm_model=corrections.model or None,
        llm_tokens=usage.input_tokens + usage.output_tokens if asked else None,
        llm_cost=usage.cost_usd if asked else None,
    )


def _assessment(prepared: Prepared, findings: tuple[Finding, ...]) -> Assessment:
    material = prepared.material
    feedback = feedback_on(
        material.text,
        findings,
        strictness=material.strictness,
        level=material.level,
        native_language=material.native_language,
    )
    said_in = Circumstances(
        setups=material.setups,
        others=prepared.others,
        recent=tuple(line.text for line in material.history[-ECHO_LINES:]),
        shown=material.shown,
        hinted=material.hinted,
    )
    return assess(material.text, feedback, said_in, language=language(material.language))
