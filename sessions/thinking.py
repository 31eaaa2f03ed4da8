"""The middle of a turn, on the learner's side: what was said, how well, and with which words."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from sessions.assessing import Assessment, assess
from sessions.briefing import Material, candidate_words
from sessions.database import in_database
from sessions.hearing import Heard, asked_for, hear, missed_words
from sessions.running import RunningTurn, unless_cancelled
from sessions.shapes import FeedbackMetadata
from tutoring.brief import Brief, Finding, ModelCorrections
from tutoring.feedback import feedback_on
from tutoring.language import Language, SoughtWord
from tutoring.languages import language
from tutoring.merging import merge
from tutoring.tutor import Tutor

ECHO_LINES = 6


@dataclass(frozen=True, slots=True)
class FirstImpression:
    """What the rules and the lexicon tell at once, before the tutor speaks."""

    findings: tuple[Finding, ...]
    targets_used: Mapping[int, bool]


def first_impression(material: Material) -> FirstImpression:
    """Check the message by the rules, and look for the targets. Milliseconds of CPU."""
    spoken = language(material.language)
    found = spoken.find(material.text, [setup.sought for setup in material.setups])
    used = {use.word_id for use in found}
    return FirstImpression(
        findings=spoken.findings(
            material.text, level=material.level, switched_off=material.switched_off
        ),
        targets_used={setup.word_id: setup.word_id in used for setup in material.setups},
    )


async def assess_message(
    material: Material, brief: Brief, turn: RunningTurn, tutor: Tutor
) -> tuple[Assessment, ModelCorrections]:
    """Return what the message is worth; runs beside the reply, and costs it nothing."""
    correcting = asyncio.create_task(unless_cancelled(turn, tutor.correct(brief, left=turn.left_calls)))
    spoken = language(material.language)
    lemmas = await asyncio.to_thread(spoken.lemmas, material.text)
    targets = frozenset(setup.word_id for setup in material.setups)
    others = await in_database(candidate_words, material.language, lemmas, targets)
    corrections = await correcting or ModelCorrections()
    assessment = await asyncio.to_thread(
        _assessment, spoken, material, others, merge(brief.findings, corrections.findings)
    )
    return assessment, corrections


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


def _assessment(
    spoken: Language,
    material: Material,
    others: list[SoughtWord],
    findings: tuple[Finding, ...],
) -> Assessment:
    feedback = feedback_on(
        material.text,
        findings,
        strictness=material.strictness,
        level=material.level,
        native_language=material.native_language,
    )
    targets = [setup.sought for setup in material.setups]
    return assess(
        _heard(spoken, material, targets + others),
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
