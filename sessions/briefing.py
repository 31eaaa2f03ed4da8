"""Everything one turn needs from the database, read in one go before the tutor thinks."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from progress.models import WordUse
from sessions.hearing import Setup
from sessions.models import Correction, LearningSession, Message, RuleSwitch, Target, Turn
from sessions.opening import Lease
from sessions.planning import TARGET_WORD_FIELDS, plan_targets, session_capacity, target_word
from tutoring.brief import Brief, Finding, Line, Speaker, Style, TargetWord
from tutoring.language import Lemma, SoughtWord
from tutoring.revision import SURE
from vocabulary.models import Word

HISTORY_LINES = 24
_WORD_FIELDS = (*TARGET_WORD_FIELDS, "frequency_rank")
_TARGET_FIELDS = ("mode", "is_new", "used", *(f"word__{name}" for name in _WORD_FIELDS))
EARLIER_ERRORS = 3


@dataclass(frozen=True, slots=True)
class Material:
    """What is known when the learner has spoken and the tutor has not."""

    lease: Lease
    session: LearningSession  # with its learner
    message_id: UUID
    text: str
    level: str
    native_language: str
    language: str
    strictness: str
    history: tuple[Line, ...]  # oldest first, without the text
    answered_id: UUID | None  # the tutor's previous message
    setups: tuple[Setup, ...]  # its targets, to be listened for
    previous_targets: tuple[TargetWord, ...]  # the same, as the tutor was told of them
    shown: frozenset[int]
    hinted: frozenset[int]
    switched_off: frozenset[str]
    cancel_requested: bool
    already_heard: bool  # a turn tried again: its evidence has counted


def gather(lease: Lease) -> Material:
    """Return what the first half of a turn works on."""
    message = Message.objects.select_related("turn__session__learner").get(
        turn_id=lease.turn_id, sender=Message.Sender.LEARNER
    )
    turn, learner = message.turn, message.turn.session.learner
    before = _before(message)
    last_reply = next((m for m in before if m.sender == Message.Sender.TUTOR), None)
    targets = _targets(last_reply)
    setups = tuple(_setup(target) for target in targets)
    return Material(
        lease=lease,
        session=turn.session,
        message_id=message.pk,
        text=message.content,
        level=learner.cefr_level,
        native_language=learner.native_language,
        language=turn.session.language,
        strictness=learner.correction_strictness,
        history=tuple(_line(m) for m in reversed(before)),
        answered_id=last_reply.pk if last_reply else None,
        setups=setups,
        previous_targets=tuple(target_word(t.word, is_new=t.is_new, mode=t.mode) for t in targets),
        shown=frozenset(
            [setup.word_id for setup in setups] if turn.from_old_client else turn.suggested_word_ids
        ),
        hinted=_hinted(turn, last_reply),
        switched_off=frozenset(RuleSwitch.objects.values_list("code", flat=True)),
        cancel_requested=turn.cancel_requested,
        already_heard=message.feedback is not None,
    )


def brief_of_turn(
    material: Material,
    *,
    used: Mapping[int, bool],
    findings: tuple[Finding, ...],
    now: datetime,
) -> Brief:
    """Return the brief of the reply, with its plan.

    Args:
        used: the targets of the tutor's previous message, and whether they were used.
        findings: what the rules found in the learner's message.
    """
    session = material.session
    turn_number = session.turns.exclude(status=Turn.Status.ACCEPTED).count()
    return _brief(
        session,
        turn_number=turn_number,
        learner_text=material.text,
        history=material.history,
        findings=findings,
        targets=plan_targets(
            session, previous=used, turn_number=turn_number, now=now, said=material.text
        ),
        previous_targets=material.previous_targets,
        earlier_errors=_earlier_errors(session, material.message_id),
    )


def brief_of_greeting(session: LearningSession, *, now: datetime) -> Brief:
    return _brief(
        session,
        turn_number=0,
        targets=plan_targets(session, previous={}, turn_number=0, now=now),
    )


def brief_of_help(session: LearningSession) -> Brief:
    """Return what is known when the learner is to answer: no text yet, and the tutor's last words."""
    newest = list(session.messages.order_by("-sequence_number")[:HISTORY_LINES])
    return _brief(session, history=tuple(_line(m) for m in reversed(newest)))


def candidate_words(
    language: str, lemmas: tuple[Lemma, ...], known: frozenset[int]
) -> list[SoughtWord]:
    """Return the live words that have one of these lemmas, without those known already."""
    names = {lemma.lemma for lemma in lemmas}
    rows = Word.objects.filter(language=language, lemma__in=names).values_list(
        "status", "pk", "lemma", "part_of_speech", "gender"
    )
    # Asked for live words, SQLite would walk through all of them by rank.
    live = [SoughtWord(*row) for status, *row in rows if status == Word.Status.LIVE]
    return [word for word in live if word.word_id not in known]


def _brief(session, **parts) -> Brief:
    learner = session.learner
    return Brief(
        language=session.language,
        level=learner.cefr_level,
        native_language=learner.native_language,
        style=Style(session.conversation_style),
        topic=session.topic,
        planned_turns=session_capacity(session).turns,
        # Stable, so that a turn done again says the same; another session says something else.
        seed=zlib.crc32(session.pk.bytes),
        **parts,
    )


def _before(message):
    """Return what was said before a message, newest first."""
    earlier = Message.objects.filter(
        session_id=message.session_id, sequence_number__lt=message.sequence_number
    )
    lines = earlier.values_list("pk", "sender", "content", "created_at", named=True)
    return list(lines.order_by("-sequence_number")[:HISTORY_LINES])


def _line(message):
    spoken_by_learner = message.sender == Message.Sender.LEARNER
    return Line(Speaker.LEARNER if spoken_by_learner else Speaker.TUTOR, message.content)


def _targets(reply):
    if reply is None:
        return []
    targets = Target.objects.filter(message_id=reply.pk).select_related("word")
    return list(targets.only(*_TARGET_FIELDS))


def _setup(target):
    return Setup(
        word_id=target.word_id,
        lemma=target.word.lemma,
        gloss=target.word.gloss,
        part_of_speech=target.word.part_of_speech,
        gender=target.word.gender,
        is_new=target.is_new,
        mode=target.mode,
        difficulty_level=target.word.difficulty_level,
        was_used=bool(target.used),
    )


def _hinted(turn, reply):
    hints = WordUse.objects.filter(session_id=turn.session_id, evidence=WordUse.Evidence.HINT_SHOWN)
    since = Q(created_at__gte=reply.created_at) if reply else Q()
    return frozenset(hints.filter(since).values_list("word_id", flat=True))


def _earlier_errors(session, message_id):
    """Corrected phrases of this session that are worth returning to, newest first."""
    corrections = Correction.objects.filter(
        message__session=session, confidence__gte=SURE, suggestion__gt=""
    ).exclude(message_id=message_id)
    newest = corrections.order_by("-message__sequence_number", "position")[:EARLIER_ERRORS]
    pairs = newest.values_list("span", "suggestion")
    return tuple(f"{span} -> {suggestion}" for span, suggestion in pairs)
