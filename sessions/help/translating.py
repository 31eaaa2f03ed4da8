"""What a message of the tutor means: the whole of it, and its words."""

from uuid import UUID

from sessions.database import in_database
from sessions.help.asking import Asking, tutor_message, written_by_model
from sessions.told.shapes import Gloss, Translation
from tutoring.languages import language
from tutoring.offline import help as offline
from tutoring.prompts import translation_prompt
from vocabulary.models import Word


async def translate(asking: Asking, message_id: UUID) -> Translation:
    """Translate one message of the tutor into the learner's language.

    Raises:
        Http404: no such session or message.
    """
    session, message = await in_database(tutor_message, asking, message_id)
    if message.safety:
        translation = message.safety["translation"]
        return Translation(message_id=message.pk, translation=translation, glosses=[])
    native = asking.learner.native_language
    prompt = translation_prompt(message.content, language=session.language, native_language=native)
    written = await written_by_model(asking, prompt)
    return Translation(
        message_id=message.pk,
        translation=written or (offline.translate(message.content) if native == "en" else None),
        glosses=await in_database(_glosses, message.content, session.language),
    )


def _glosses(text: str, code: str) -> list[Gloss]:
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
