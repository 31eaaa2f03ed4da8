"""Help inside a turn: a hint, a translation, simpler words, replies to choose from.

A model helps where one is configured and the day's tokens allow it; the offline tutor otherwise.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.shortcuts import get_object_or_404

from learners.budgets import reserve, settle
from learners.models import Learner
from learners.study_days import study_date
from progress.models import WordUse
from progress.word_uses import record_hint
from sessions.briefing import brief_of_help
from sessions.database import in_database
from sessions.models import LearningSession, Message, Target
from sessions.planning import TARGET_WORD_FIELDS
from sessions.shapes import Gloss, HintGiven, Simpler, SuggestedReplies, Translation
from sessions.spending import calls_of
from tutoring.brief import TargetWord
from tutoring.languages import language
from tutoring.offline import help as offline
from tutoring.prompts import Prompt, simpler_prompt, suggestions_prompt, translation_prompt
from tutoring.tutor import configured_tutor
from vocabulary.models import Word

SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks for help, in which session, and when."""

    learner: Learner
    session_id: UUID
    now: datetime


@transaction.atomic
def give_hint(asking: Asking, word_id: int) -> HintGiven:
    """Show the next hint for a target of the tutor's last message; it is noted as evidence.

    Raises:
        Http404: no such session, or the word is no target of its last message.
    """
    session = own_session(asking)
    last = session.messages.filter(sender=Message.Sender.TUTOR).order_by("sequence_number").last()
    target = get_object_or_404(Target.objects.select_related("word"), message=last, word_id=word_id)
    shown = WordUse.objects.filter(
        session_id=session.pk,
        word_id=word_id,
        evidence=WordUse.Evidence.HINT_SHOWN,
        created_at__gte=last.created_at,
    ).count()
    record_hint(learner=asking.learner, word=target.word, session_id=session.pk, now=asking.now)
    step = min(shown + 1, offline.EXAMPLE)
    asked_for = _target_word(target)
    return HintGiven(word_id=word_id, step=step, hint=offline.hint(asked_for, step))


async def translate(asking: Asking, message_id: UUID) -> Translation:
    """Translate one message of the tutor into the learner's language.

    Raises:
        Http404: no such session or message.
    """
    session, message = await in_database(_tutor_message, asking, message_id)
    native = asking.learner.native_language
    prompt = translation_prompt(message.content, language=session.language, native_language=native)
    written = await _written(asking, prompt)
    return Translation(
        message_id=message.pk,
        translation=written or (offline.translate(message.content) if native == "en" else None),
        glosses=await in_database(_glosses, message.content, session.language),
    )


async def simplify(asking: Asking, message_id: UUID) -> Simpler:
    """Say one message of the tutor more simply.

    Raises:
        Http404: no such session or message.
    """
    session, message = await in_database(_tutor_message, asking, message_id)
    level = asking.learner.cefr_level
    written = await _written(
        asking, simpler_prompt(message.content, language=session.language, level=level)
    )
    return Simpler(message_id=message.pk, text=written or offline.simplify(message.content, level))


async def suggest(asking: Asking) -> SuggestedReplies:
    """Offer three replies that the learner could give now.

    Raises:
        Http404: no such session.
    """
    session = await in_database(own_session, asking)
    brief = await in_database(brief_of_help, session)
    lines = (await _written(asking, suggestions_prompt(brief))).splitlines()
    offered = [line.strip(" -•").strip() for line in lines if line.strip(" -•")][:SUGGESTIONS]
    if len(offered) < SUGGESTIONS:
        offered = list(offline.suggestions(brief))
    return SuggestedReplies(suggestions=offered)


def own_session(asking: Asking) -> LearningSession:
    sessions = asking.learner.learning_sessions.select_related("learner")
    return get_object_or_404(sessions, pk=asking.session_id)


def _target_word(target: Target) -> TargetWord:
    known = (getattr(target.word, name) for name in TARGET_WORD_FIELDS)
    return TargetWord(target.word_id, *known, is_new=target.is_new, mode=target.mode)


def _tutor_message(asking, message_id):
    session = own_session(asking)
    spoken = session.messages.filter(sender=Message.Sender.TUTOR)
    return session, get_object_or_404(spoken, pk=message_id)


async def _written(asking: Asking, prompt: Prompt) -> str:
    """Return what a model writes; empty without one, without tokens left, or when it fails."""
    tutor = configured_tutor()
    if not tutor.has_model:
        return ""
    budget = {
        "learner_id": asking.learner.pk,
        "day": study_date(asking.now, asking.learner.zone),
    }
    tokens = prompt.input_tokens + prompt.max_output_tokens
    if not await in_database(reserve, **budget, tokens=tokens):
        return ""
    written = await tutor.write(prompt)
    await in_database(settle, **budget, reserved=tokens, calls=calls_of(written))
    return written.text


def _glosses(text, code):
    """Return the dictionary's words in a text, in order."""
    lemmas = language(code).lemmas(text)
    known = {
        (word.lemma, word.part_of_speech): word
        for word in Word.objects.live()
        .in_language(code)
        .filter(lemma__in={lemma.lemma for lemma in lemmas})
        .order_by("-frequency_rank")
    }
    return [
        Gloss(
            form=text[lemma.start : lemma.end],
            word_id=word.pk,
            word=word.lemma,
            translation=word.gloss,
        )
        for lemma in lemmas
        if (word := known.get((lemma.lemma, lemma.part_of_speech)))
    ]
