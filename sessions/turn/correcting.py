"""The middle of a turn, on the learner's side: what was said, how well, and with which words."""

import asyncio

from sessions.assessment.assessing import Assessment, assess
from sessions.assessment.uses import Heard, asked_for, hear, missed_words
from sessions.told.shapes import FeedbackMetadata
from sessions.turn.gathering import Material
from sessions.turn.preparing import Prepared
from sessions.turn.running import RunningTurn, unless_cancelled
from tutoring.brief import Finding, ModelCorrections
from tutoring.feedback import feedback_on
from tutoring.languages import language
from tutoring.merging import merge
from tutoring.tutor import Tutor

ECHO_LINES = 6


async def assess_message(
    prepared: Prepared, turn: RunningTurn, tutor: Tutor
) -> tuple[Assessment, ModelCorrections]:
    """Return what the message is worth; runs beside the reply, and costs it nothing."""
    brief = prepared.brief
    corrections = await unless_cancelled(turn, tutor.correct(brief, left=turn.left_calls))
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
    material, others = prepared.material, prepared.others
    spoken = language(material.language)
    feedback = feedback_on(
        material.text,
        findings,
        strictness=material.strictness,
        level=material.level,
        native_language=material.native_language,
    )
    targets = [setup.sought for setup in material.setups]
    return assess(
        _heard(spoken, material, [*targets, *others]),
        feedback,
        setups=material.setups,
        others=others,
        shown=material.shown,
        hinted=material.hinted,
        missed=missed_words(spoken, targets, feedback.findings),
    )


def _heard(spoken, material: Material, sought) -> Heard:
    recent = [line.text for line in material.history[-ECHO_LINES:]]
    return hear(
        spoken,
        material.text,
        sought,
        recent=recent,
        asked=asked_for(material.text, material.setups),
    )
