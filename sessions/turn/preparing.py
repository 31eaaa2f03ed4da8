"""What is known of a message before the tutor speaks: read, checked by the rules, and planned for."""

from dataclasses import dataclass
from datetime import datetime

from sessions.turn.caring import Care, care_for
from sessions.turn.gathering import (
    Material,
    brief_of_turn,
    candidate_words,
    gather,
    gentle_brief_of_turn,
)
from sessions.turn.leases import Lease
from tutoring.brief import Brief
from tutoring.language import SoughtWord
from tutoring.languages import language


@dataclass(frozen=True, slots=True)
class Prepared:
    """A turn that the tutor can answer."""

    material: Material
    brief: Brief
    others: tuple[SoughtWord, ...] = ()  # words of the message that are no targets
    care: Care | None = None  # the learner is, or just was, in danger


def prepare(lease: Lease, *, now: datetime) -> Prepared:
    """Get a turn ready, in one visit to a database thread: some reads and milliseconds of CPU."""
    material = gather(lease)
    if care := care_for(material):
        return Prepared(material, gentle_brief_of_turn(material), care=care)
    text, spoken = material.text, language(material.language)
    targets = [setup.sought for setup in material.setups]
    used = {found.word_id for found in spoken.find(text, targets)}
    brief = brief_of_turn(
        material,
        used={target.word_id: target.word_id in used for target in targets},
        findings=spoken.findings(text, level=material.level, switched_off=material.switched_off),
        now=now,
    )
    known = frozenset(target.word_id for target in targets)
    others = candidate_words(material.language, spoken.lemmas(text), known)
    return Prepared(material, brief, tuple(others))
