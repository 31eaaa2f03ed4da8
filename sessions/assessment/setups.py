"""What a learner's message answers: the targets of the tutor's words, and the talk before. Pure."""

from dataclasses import dataclass

from tutoring.language import SoughtWord


@dataclass(frozen=True, slots=True)
class Setup:
    """How one target of the tutor's previous message was set up."""

    word_id: int
    lemma: str
    gloss: str
    part_of_speech: str
    gender: str
    is_new: bool
    mode: str
    difficulty_level: int
    was_used: bool = False  # by an earlier message that answered the same tutor message

    @property
    def sought(self) -> SoughtWord:
        return SoughtWord(self.word_id, self.lemma, self.part_of_speech, self.gender)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """In what a message was said. Sets are of word ids."""

    setups: tuple[Setup, ...] = ()
    others: tuple[SoughtWord, ...] = ()  # no targets, and perhaps used all the same
    recent: tuple[str, ...] = ()  # the last messages of the talk, whoever spoke, newest last
    shown: frozenset[int] = frozenset()  # the client showed the word itself
    hinted: frozenset[int] = frozenset()

    @property
    def targets(self) -> list[SoughtWord]:
        return [setup.sought for setup in self.setups]
