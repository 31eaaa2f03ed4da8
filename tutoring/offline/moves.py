"""What one reply will do, before it is put into one text."""

from dataclasses import dataclass

from tutoring.offline.hearing import Mention


@dataclass(frozen=True, slots=True)
class Move:
    """The answer to what was said; what is asked next is chosen after."""

    sentences: tuple[str, ...] = ()
    question: str | None = None  # asked instead of the one the talk would choose
    practise: bool = True  # whether words of the plan may come in
    complete: bool = False  # nothing may be added
    mention: Mention | None = None
    denied: bool = False
    third_person: bool = False
    kind: str = ""  # past, present, state, like, dislike, lack, plan, duty, opinion, third
    why: str = ""  # « tu aimes la mer », to be asked why
    topic_name: str = ""  # the learner has asked for this topic
