"""Replies that the learner could give, to choose from."""

from typing import Final

from sessions.brief.briefing import brief_of_help
from sessions.database import in_database
from sessions.help.asking import Asking, session_of, written_by_model
from sessions.models import LearningSession, Message
from sessions.told.shapes import SuggestedReplies
from tutoring.offline import help as offline
from tutoring.prompts import suggestions_prompt
from tutoring.safety.answering import suggestions_after

SUGGESTIONS: Final = 3


async def suggest(asking: Asking) -> SuggestedReplies:
    """Offer three replies that the learner could give now.

    Raises:
        Http404: no such session.
    """
    session = await in_database(session_of, asking)
    if await in_database(_answers_alarm, session):
        return SuggestedReplies(suggestions=suggestions_after(session.language))
    brief = await in_database(brief_of_help, session)
    lines = (await written_by_model(asking, suggestions_prompt(brief))).splitlines()
    offered = [line.strip(" -•").strip() for line in lines if line.strip(" -•")][:SUGGESTIONS]
    if len(offered) < SUGGESTIONS:
        offered = list(offline.suggestions(brief))
    return SuggestedReplies(suggestions=offered)


def _answers_alarm(session: LearningSession) -> bool:
    """Whether the learner would reply to what was said because of a danger."""
    spoken = session.messages.filter(sender=Message.Sender.TUTOR).order_by("-sequence_number")
    return bool(spoken.values_list("safety", flat=True).first())
