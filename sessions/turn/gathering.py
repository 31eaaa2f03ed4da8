"""What is known of a turn when the learner has spoken and the tutor has not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count

from progress.models import WordUse
from queries import compiled
from sessions.assessment.setups import Setup
from sessions.brief.briefing import HISTORY_LINES, brief_of, line_of
from sessions.brief.planning import TARGET_WORD_FIELDS, plan_targets
from sessions.models import Correction, Message, RuleSwitch, Target, Turn
from sessions.turn.leases import Lease, LeaseLost
from tutoring.brief import Brief, Finding, Line, TargetWord
from tutoring.language import Lemma, SoughtWord
from tutoring.revision import SURE
from tutoring.safety.answering import Addressee
from tutoring.safety.help_lines import place_of
from tutoring.safety.kinds import Kind
from vocabulary.languages import difficulty_level
from vocabulary.models import Word

EARLIER_ERRORS = 3

_said = compiled.Select(
    lambda turn: Message.objects.filter(turn=turn, sender=Message.Sender.LEARNER).select_related(
        "turn__session__learner"
    )
)
_lines_before = compiled.Select(
    lambda session, sequence_number: (
        Message.objects.filter(session=session, sequence_number__lt=sequence_number)
        .order_by("-sequence_number")
        .values_list("pk", "sender", "content", "created_at", "safety")[:HISTORY_LINES]
    )
)
_targets_of = compiled.Select(
    lambda message: Target.objects.filter(message=message).values_list(
        "word_id",
        *(f"word__{name}" for name in TARGET_WORD_FIELDS),
        "is_new",
        "mode",
        "word__frequency_rank",
        "used",
    )
)
_hints_since = compiled.Select(
    lambda session, since: WordUse.objects.filter(
        session_id=session, evidence=WordUse.Evidence.HINT_SHOWN, created_at__gte=since
    ).values_list("word_id", flat=True)
)
_switched_off = compiled.Select(lambda: RuleSwitch.objects.values_list("code", flat=True))
_turns_begun = compiled.Select(
    lambda session: (
        Turn.objects.filter(session=session)
        .exclude(status=Turn.Status.ACCEPTED)
        .values_list("session")
        .annotate(Count("pk"))
    )
)
_corrected = compiled.Select(
    lambda session, message: (
        Correction.objects.filter(message__session=session, confidence__gte=SURE, suggestion__gt="")
        .exclude(message=message)
        .order_by("-message__sequence_number", "position")
        .values_list("span", "suggestion")[:EARLIER_ERRORS]
    )
)
_words_with = compiled.Select(
    lambda language, lemmas: Word.objects.filter(language=language, lemma__in=lemmas).values_list(
        "status", "pk", "lemma", "part_of_speech", "gender"
    )
)


@dataclass(frozen=True, slots=True)
class Alarmed:
    """The last alarm of a session, and what the learner has said since, oldest first."""

    kind: Kind
    said_since: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """What is known when the learner has spoken and the tutor has not."""

    lease: Lease
    said: Message
    turn: Turn  # with the session and the learner
    level: str
    native_language: str
    language: str
    strictness: str
    history: tuple[Line, ...]  # oldest first, without the text, nor what was said in danger
    whole_history: tuple[Line, ...]
    answered_id: UUID | None  # the tutor's previous message
    setups: tuple[Setup, ...]  # its targets, to be listened for
    previous_targets: tuple[TargetWord, ...]  # the same, as the tutor was told of them
    shown: frozenset[int]
    hinted: frozenset[int]
    switched_off: frozenset[str]
    cancel_requested: bool
    already_heard: bool  # a turn tried again: its evidence has counted
    alarmed: "Alarmed | None"  # somebody was in danger earlier in the talk

    @property
    def text(self) -> str:
        return self.said.content


def gather(lease: Lease) -> Material:
    """Return what the first half of a turn works on.

    Raises:
        LeaseLost: the session was deleted.
    """
    message = _said.first(turn=lease.turn_id)
    if message is None or message.turn is None:
        raise LeaseLost
    turn, session = message.turn, message.turn.session
    learner = session.learner
    before = _lines_before(session=session.pk, sequence_number=message.sequence_number)
    answered_id, answered_at = next(
        ((pk, at) for pk, sender, _, at, _ in before if sender == Message.Sender.TUTOR),
        (None, session.started_at),
    )
    targets = _targets(answered_id)
    setups = tuple(_setup(*target) for target in targets)
    return Material(
        lease=lease,
        said=message,
        turn=turn,
        level=learner.cefr_level,
        native_language=learner.native_language,
        language=session.language,
        strictness=learner.correction_strictness,
        history=tuple(_lines(before, with_alarms=False)),
        whole_history=tuple(_lines(before, with_alarms=True)),
        answered_id=answered_id,
        setups=setups,
        previous_targets=tuple(word for word, *_ in targets),
        shown=frozenset(
            [setup.word_id for setup in setups] if turn.from_old_client else turn.suggested_word_ids
        ),
        hinted=frozenset(_hints_since(session=session.pk, since=answered_at)),
        switched_off=frozenset(_switched_off()),
        cancel_requested=turn.cancel_requested,
        already_heard=message.feedback is not None,
        alarmed=_alarmed(before),
    )


def _lines(before: list[Any], *, with_alarms: bool) -> Iterator[Line]:
    """Yield the lines before a message, oldest first.

    What was said in danger is not taken up again: it comes with its answer, or not at all.
    """
    newest_first = [(sender, content, bool(safety)) for _, sender, content, _, safety in before]
    kept = [
        (sender, content)
        for place, (sender, content, is_answer) in enumerate(newest_first)
        if with_alarms or not (is_answer or (place and newest_first[place - 1][2]))
    ]
    for sender, content in reversed(kept):
        yield line_of(sender, content)


def _alarmed(before: list[Any]) -> Alarmed | None:
    """Return the last alarm among the lines before a message, newest first."""
    said_since: list[str] = []
    for _, sender, content, _, safety in before:
        if safety:
            return Alarmed(Kind(safety["kind"]), tuple(reversed(said_since)))
        if sender == Message.Sender.LEARNER:
            said_since.append(content)
    return None


def addressee(material: Material) -> Addressee:
    """Return who is spoken to, where somebody is in danger."""
    learner = material.turn.session.learner
    return Addressee(
        learning=material.language,
        native_language=material.native_language,
        level=material.level,
        place=place_of(timezone=learner.timezone, native_language=material.native_language),
    )


def gentle_brief_of_turn(material: Material) -> Brief:
    """Return the brief of a reply that asks for no word and mends nothing."""
    session = material.turn.session
    [(_, turn_number)] = _turns_begun(session=session.pk)
    return brief_of(
        session,
        turn_number=turn_number,
        learner_text=material.text,
        history=material.whole_history,
        gentle=True,
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
    session = material.turn.session
    [(_, turn_number)] = _turns_begun(session=session.pk)
    return brief_of(
        session,
        turn_number=turn_number,
        learner_text=material.text,
        history=material.history,
        findings=findings,
        targets=plan_targets(
            session, previous=used, turn_number=turn_number, now=now, said=material.text
        ),
        previous_targets=material.previous_targets,
        earlier_errors=tuple(
            f"{span} -> {suggestion}"
            for span, suggestion in _corrected(session=session.pk, message=material.said.pk)
        ),
    )


def candidate_words(
    language: str, lemmas: tuple[Lemma, ...], known: frozenset[int]
) -> list[SoughtWord]:
    """Return the live words that have one of these lemmas, without those known already."""
    rows = _words_with(language=language, lemmas=list({lemma.lemma for lemma in lemmas}))
    # Asked for live words, SQLite would walk through all of them by rank.
    return [
        SoughtWord(word_id, lemma, part_of_speech, gender)
        for status, word_id, lemma, part_of_speech, gender in rows
        if status == Word.Status.LIVE and word_id not in known
    ]


def _targets(message_id: UUID | None) -> list[tuple[TargetWord, int, bool | None]]:
    """Return the targets of a message: the word, its rank, and whether it was used."""
    rows: list[Any] = _targets_of(message=message_id) if message_id else []
    return [(TargetWord(*word), rank, used) for *word, rank, used in rows]


def _setup(word: TargetWord, frequency_rank: int, used: bool | None) -> Setup:
    return Setup(
        word_id=word.word_id,
        lemma=word.lemma,
        gloss=word.gloss,
        part_of_speech=word.part_of_speech,
        gender=word.gender,
        is_new=word.is_new,
        mode=word.mode,
        difficulty_level=difficulty_level(frequency_rank),
        was_used=bool(used),
    )
