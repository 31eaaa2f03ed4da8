"""Chooses the moment to practise a due word, so that a talk does not turn into a quiz.

A gap to fill stands instead of the talk's own question: only a short message that asks nothing,
and that was really taken up, leaves room for one. At other times the word is a challenge beside
the question: « Dans ta réponse, pense au mot pour « often ». Tu cuisines avec qui ? »
"""

from typing import Final

from tutoring.brief import Style, TargetWord
from tutoring.offline.hearing import listen
from tutoring.offline.mirror import lexical
from tutoring.offline.moves import Move
from tutoring.offline.practice import GAP, exercise
from tutoring.offline.scenarios import concepts
from tutoring.offline.talk import Talk, bare_lemma, first_sense
from tutoring.offline.topics import last_asked

_BREATHING_TURN: Final = 5  # one reply in five only talks
_REST_AFTER_GAP: Final = 3  # replies
_SHORT: Final = 8  # words; who says more wants to be answered


def gap_now(talk: Talk, move: Move) -> str | None:
    """Return an exercise to end the reply in, when this is the moment for one."""
    recent = " ".join(talk.tutor_lines[-_REST_AFTER_GAP:])
    at_leisure = talk.brief.style in (Style.TUTOR, Style.CASUAL)
    if not at_leisure or _breathes(talk) or GAP in recent or not _leaves_room(talk, move):
        return None
    return exercise(talk)


def challenge(talk: Talk, question: str) -> str | None:
    """Return a sentence that asks to use a due word, in the answer if it belongs there."""
    if _breathes(talk):
        return None
    wanted = _words_around(talk, question)
    targets = sorted(talk.brief.elicited, key=lambda t: _lemma(t) not in wanted)
    hints = (
        talk.framed(
            "elicit_hint" if _lemma(t) in wanted else "elicit_challenge", gloss=first_sense(t.gloss)
        )
        for t in targets
    )
    return next(filter(None, hints), None)


def _breathes(talk: Talk) -> bool:
    return talk.brief.turn_number % _BREATHING_TURN == _BREATHING_TURN - 2


def _leaves_room(talk: Talk, move: Move) -> bool:
    """Whether the message is short, asks nothing, and comes back in the answer to it."""
    heard = listen(talk.brief.learner_text)
    answer = listen(" ".join(move.sentences))
    taken_up = {lemma for lemma, _, _ in heard.content} & {lemma for lemma, _, _ in answer.content}
    return not heard.is_question and heard.word_count <= _SHORT and bool(taken_up)


def _words_around(talk: Talk, question: str) -> set[str]:
    """Return the words that belong to the subject of a question of the scenario files."""
    asked = last_asked(question, talk.topic_name, formal=talk.formal)
    if asked is None:
        return set()
    words = set(asked.node.elicits) if asked.node else set()
    words |= set(concepts()[asked.concept].words) if asked.concept else set()
    return {lexical(word.partition(":")[0]) for word in words}


def _lemma(target: TargetWord) -> str:
    return lexical(bare_lemma(target.lemma))
