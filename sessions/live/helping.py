"""The frames that ask for help."""

from typing import assert_never
from uuid import UUID

from django.utils import timezone

from learners.models import Learner
from sessions.database import in_database
from sessions.help.asking import Asking
from sessions.help.hints import give_hint
from sessions.help.simplifying import simplify
from sessions.help.suggesting import suggest
from sessions.help.translating import translate
from sessions.live.incoming import HelpFrame, Hint, Simplify, Suggestions, Translate
from sessions.told.shapes import Shape


async def help_with(frame: HelpFrame, *, session_id: UUID, learner_id: UUID) -> Shape:
    """Return what a frame asks for.

    Raises:
        Http404: there is no such message, or the word is no target of the tutor's last one.
    """
    learner = await in_database(Learner.objects.get, pk=learner_id)
    asking = Asking(learner, session_id, timezone.now())
    match frame:
        case Hint(word_id=word_id):
            return await in_database(give_hint, asking, word_id)
        case Translate(message_id=message_id):
            return await translate(asking, message_id)
        case Simplify(message_id=message_id):
            return await simplify(asking, message_id)
        case Suggestions():
            return await suggest(asking)
        case _:
            assert_never(frame)
