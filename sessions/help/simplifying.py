"""A message of the tutor, said more simply."""

from uuid import UUID

from sessions.database import in_database
from sessions.help.asking import Asking, tutor_message, written_by_model
from sessions.told.shapes import Simpler
from tutoring.offline import help as offline
from tutoring.prompts import simpler_prompt


async def simplify(asking: Asking, message_id: UUID) -> Simpler:
    """Say one message of the tutor more simply.

    Raises:
        Http404: no such session or message.
    """
    session, message = await in_database(tutor_message, asking, message_id)
    if message.safety:  # simple already, and not to be worded otherwise
        return Simpler(message_id=message.pk, text=message.content)
    level = asking.learner.cefr_level
    written = await written_by_model(
        asking, simpler_prompt(message.content, language=session.language, level=level)
    )
    return Simpler(message_id=message.pk, text=written or offline.simplify(message.content, level))
