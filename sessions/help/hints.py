"""A hint for a word that the tutor asks for: a little more each time, and noted as evidence."""

from django.db import transaction
from django.shortcuts import get_object_or_404

from progress.models import WordUse
from progress.word_uses import record_hint
from sessions.help.asking import Asking, session_of
from sessions.models import Message, Target
from sessions.told.shapes import HintGiven
from tutoring.brief import Mode, TargetWord
from tutoring.offline import help as offline


@transaction.atomic
def give_hint(asking: Asking, word_id: int) -> HintGiven:
    """Show the next hint for a target of the tutor's last message; it is noted as evidence.

    Raises:
        Http404: no such session, or the word is no target of its last message.
    """
    session = session_of(asking)
    last = session.messages.filter(sender=Message.Sender.TUTOR).order_by("sequence_number").last()
    targets = Target.objects.select_related("word", "message")
    target = get_object_or_404(targets, message=last, word_id=word_id)
    shown = WordUse.objects.filter(
        session_id=session.pk,
        word_id=word_id,
        evidence=WordUse.Evidence.HINT_SHOWN,
        created_at__gte=target.message.created_at,
    ).count()
    record_hint(learner=asking.learner, word=target.word, session_id=session.pk, now=asking.now)
    step = min(shown + 1, offline.EXAMPLE)
    asked_for = _target_word(target)
    return HintGiven(word_id=word_id, step=step, hint=offline.hint(asked_for, step))


def _target_word(target: Target) -> TargetWord:
    word = target.word
    return TargetWord(
        word.pk,
        word.lemma,
        word.gloss,
        word.part_of_speech,
        word.gender,
        word.example,
        is_new=target.is_new,
        mode=Mode(target.mode),
    )
