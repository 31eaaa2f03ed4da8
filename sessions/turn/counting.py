"""The figures of one session, counted from its targets, so that they cannot drift."""

from queries import compiled
from sessions.models import LearningSession, Target

_uses = compiled.Select(
    lambda session: (
        Target.objects.filter(message__session=session, used=True)
        .order_by()
        .values_list("word_id", "error_severity", "is_new", "mode")
    )
)


def count_words(session: LearningSession) -> None:
    """Count the session's uses and words anew; the caller saves it."""
    used = _uses(session=session.pk)
    session.uses = len(used)
    session.clean_uses = sum(not severity for _, severity, _, _ in used)
    session.words_practiced = len({word for word, *_ in used})
    session.new_words_introduced = len(
        {word for word, _, is_new, mode in used if is_new and mode == Target.Mode.INTRODUCE}
    )
