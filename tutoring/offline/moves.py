"""What one reply will do, before it is put into one text."""

from dataclasses import dataclass

from tutoring.offline.hearing import Heard
from tutoring.offline.mentioning import Mention


@dataclass(frozen=True, slots=True)
class Move:
    """The answer to what was said; what is asked next is chosen after."""

    sentences: tuple[str, ...] = ()
    question: str | None = None  # asked instead of the one the talk would choose
    practise: bool = True  # whether words of the plan may come in
    complete: bool = False  # nothing may be added
    leaving: bool = False  # the learner says goodbye
    mention: Mention | None = None
    denied: bool = False
    of_another: bool = False  # the learner speaks of another person
    kind: str = ""  # what sort of thing is told: past, present, like, plan...
    why: str = ""  # « tu aimes la mer », to be asked why
    said: Heard | None = None  # the sentence that is answered
    topic_name: str = ""  # the learner has asked for this topic
