"""A word as the learner meets it: said by the offline tutor, asked for by the offline tutor."""

from dataclasses import dataclass

from tutoring.brief import Brief, Mode, TargetWord
from tutoring.language import SoughtWord
from tutoring.languages import language
from vocabulary.attached import examples_of
from vocabulary.models import Word


@dataclass(frozen=True, slots=True)
class Preview:
    """What a learner would see.

    Attributes:
        examples: each with its translation, and whether the tutor finds the word in it; it must.
    """

    introduced: str
    elicited: str
    examples: list[tuple[str, str, bool]]


def preview_of(word: Word) -> Preview:
    """Return two replies to a learner of the word's level, one introducing, one eliciting it."""
    return Preview(
        introduced=_reply(word, Mode.INTRODUCE),
        elicited=_reply(word, Mode.ELICIT),
        examples=[(text, said, _uses(word, text)) for text, said in examples_of(word)],
    )


def _reply(word: Word, mode: Mode) -> str:
    # Loads scenarios and the lexicon, which a process that shows no preview never needs.
    from tutoring.offline.conversation import reply_to  # noqa: PLC0415

    target = TargetWord(
        word_id=word.pk,
        lemma=word.lemma,
        gloss=word.gloss,
        part_of_speech=word.part_of_speech,
        gender=word.gender,
        example=word.example,
        is_new=mode is Mode.INTRODUCE,
        mode=mode,
    )
    return reply_to(
        Brief(
            language=word.language,
            level=word.level or "A1",
            topic=(word.topics or [""])[0],
            learner_text="Bonjour, je vais bien.",
            targets=(target,),
            turn_number=1,
            planned_turns=5,
            seed=word.pk,
        )
    )


def _uses(word: Word, text: str) -> bool:
    sought = SoughtWord(word.pk, word.lemma, word.part_of_speech, word.gender)
    return any(not found.near for found in language(word.language).find(text, [sought]))
