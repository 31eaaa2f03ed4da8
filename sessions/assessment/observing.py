"""What a message shows about each of its words: its uses, with the errors found in them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from progress.evidence import Observation
from sessions.assessment.setups import Circumstances
from sessions.assessment.uses import Uses
from tutoring.brief import Finding


@dataclass(frozen=True, slots=True)
class Sighting:
    """One word, where it stands in the text, and what that shows."""

    word_id: int
    start: int | None
    end: int | None
    observation: Observation


def sightings(
    uses: Uses,
    findings: Sequence[Finding],
    said_in: Circumstances,
    *,
    missed: Mapping[int, Finding],
) -> tuple[Sighting, ...]:
    """Return what was seen of every target, used or not, and of every other word that was used.

    Args:
        missed: targets that a correction offers in place of a wrong word.
    """
    targets = [setup.word_id for setup in said_in.setups]
    used_others = [word.word_id for word in said_in.others if word.word_id in uses.found]
    return tuple(
        _sighting(word_id, uses, findings, said_in, missed.get(word_id))
        for word_id in [*targets, *used_others]
    )


def _sighting(
    word_id: int,
    uses: Uses,
    findings: Sequence[Finding],
    said_in: Circumstances,
    missed: Finding | None,
) -> Sighting:
    use = uses.found.get(word_id)
    return Sighting(
        word_id=word_id,
        start=use.start if use else None,
        end=use.end if use else None,
        observation=_observation(word_id, uses, findings, said_in, missed),
    )


def _observation(
    word_id: int,
    uses: Uses,
    findings: Sequence[Finding],
    said_in: Circumstances,
    missed: Finding | None,
) -> Observation:
    use = uses.found.get(word_id)
    setup = next((setup for setup in said_in.setups if setup.word_id == word_id), None)
    error = uses.error_on(word_id, findings)
    wrong_word = missed or (error if error and error.category == "vocabulary" else None)
    asked = word_id in uses.asked_for
    blamed = wrong_word or error
    return Observation(
        used=use is not None,
        is_target=setup is not None,
        mode=setup.mode if setup else "",
        introduced_now=setup is not None and setup.mode == "introduce",
        shown=word_id in said_in.shown,
        hinted=word_id in said_in.hinted,
        echo=word_id in uses.echoed,
        near=use is not None and use.near,
        form_error=error is not None and error is not wrong_word,
        lexical_error=asked or wrong_word is not None,
        confidence=1.0 if asked or blamed is None else blamed.confidence,
        foreign_text=uses.copied or uses.is_quoted(word_id),
        own_sentence=uses.word_count >= 3,
    )
