"""Replies that the learner could give, to choose from."""

from typing import Final

from sessions.brief.briefing import brief_of_help
from sessions.database import in_database
from sessions.help.asking import Asking, session_of, written_by_model
from sessions.told.shapes import SuggestedReplies
from tutoring.offline import help as offline
from tutoring.prompts import suggestions_prompt

SUGGESTIONS: Final = 3


async def suggest(asking: Asking) -> SuggestedReplies:
    """Offer three replies that the learner could give now.

    Raises:
        Http404: no such session.
    """
    session = await in_database(session_of, asking)
    brief = await in_database(brief_of_help, session)
    lines = (await written_by_model(asking, suggestions_prompt(brief))).splitlines()
    offered = [line.strip(" -•").strip() for line in lines if line.strip(" -•")][:SUGGESTIONS]
    if len(offered) < SUGGESTIONS:
        offered = list(offline.suggestions(brief))
    return SuggestedReplies(suggestions=offered)
