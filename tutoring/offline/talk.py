"""One reply in the making: which lines are still fresh, in which register, and what not to say."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final
from zlib import crc32

from tutoring.brief import Brief, Speaker, Style, TargetWord
from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.tokens import tokenize
from tutoring.offline.mirror import is_name, lexical
from tutoring.offline.register import render
from tutoring.offline.remembering import asks_for_the_known
from tutoring.offline.scenarios import LEVELS, Level, Scene, Topic, fold, phrases, topic

REMEMBERED_REPLIES: Final = 10  # within these nothing is said twice
_FORMAL: Final = (Style.TRAVEL, Style.BUSINESS)


@dataclass(frozen=True)
class Talk:
    """What a reply is made in: the brief, the topic, and the memory of what was said."""

    brief: Brief
    topic_name: str

    @property
    def formal(self) -> bool:
        return self.brief.style in _FORMAL

    @property
    def level(self) -> Level:
        return next((level for level in LEVELS if level == self.brief.level), LEVELS[-1])

    @property
    def advanced(self) -> bool:
        return self.level in ("B1", "B2")

    @property
    def topic(self) -> Topic:
        return topic(self.topic_name)

    @property
    def scene(self) -> Scene:
        return self.topic.levels[self.level]

    @property
    def plays_part(self) -> bool:
        """Whether the tutor is a receptionist, a waiter..., who serves the learner."""
        return Style.TRAVEL in self.topic.styles

    def about(self, topic_name: str) -> "Talk":
        return replace(self, topic_name=topic_name)

    @cached_property
    def tutor_lines(self) -> tuple[str, ...]:
        return tuple(e.text for e in self.brief.history if e.speaker is Speaker.TUTOR)

    @cached_property
    def learner_lines(self) -> tuple[str, ...]:
        return tuple(e.text for e in self.brief.history if e.speaker is Speaker.LEARNER)

    @cached_property
    def _learner_said(self) -> str:
        return fold(" . ".join([*self.learner_lines, self.brief.learner_text]))

    @cached_property
    def _recent(self) -> str:
        return fold(" ".join(self.tutor_lines[-REMEMBERED_REPLIES:]))

    @cached_property
    def _all(self) -> str:
        return fold(" ".join(self.tutor_lines))

    def said(self, line: str) -> bool:
        """Whether the tutor has said the line in one of its last ten replies."""
        return _bare(line) in self._recent

    def asked(self, question: str) -> bool:
        """Whether the tutor has asked this in the whole session, in either register."""
        return any(_bare(render(question, formal=formal)) in self._all for formal in (False, True))

    def knows(self, question: str) -> bool:
        """Whether the question asks for what the learner has told in this session."""
        return asks_for_the_known(
            question, learner_said=self._learner_said, tutor_said=self.tutor_lines
        )

    def told(self, pattern: str) -> bool:
        """Whether the learner has said something of the kind in this session."""
        return bool(pattern and re.search(pattern, self._learner_said))

    def allowed(self, text: str) -> bool:
        """Whether the text gives away none of the words that the learner has to find."""
        return not any(uses(text, target) for target in self.brief.elicited)

    def draw(self, salt: str, count: int) -> int:
        """Return a number below `count`, the same for the same brief."""
        key = f"{self.brief.seed}/{self.brief.turn_number}/{salt}"
        return crc32(key.encode()) % count if count else 0

    def shuffled(self, lines: Iterable[str], salt: str) -> list[str]:
        return sorted(lines, key=lambda line: crc32(f"{self.brief.seed}/{salt}/{line}".encode()))

    def line(self, lines: Mapping[str, str] | Iterable[str], salt: str = "") -> str | None:
        """Return a line not said lately, in the register of the talk; None when all are spent."""
        for line in self.shuffled(lines, salt):
            text = render(line, formal=self.formal)
            if not self.said(text) and self.allowed(text):
                return text
        return None

    def allowed_line(self, lines: Mapping[str, str], salt: str) -> str | None:
        """Return a fresh line, or one said before rather than none."""
        old = (render(line, formal=self.formal) for line in lines)
        return self.line(lines, salt) or next((text for text in old if self.allowed(text)), None)

    def phrase(self, name: str) -> str:
        """Return one of the shipped lines of that name; an older one rather than none."""
        lines = phrases().lines[name]
        if fresh := self.line(lines, name):
            return fresh
        kept = [text for line in lines if self.allowed(text := render(line, formal=self.formal))]
        return kept[self.draw(name, len(kept))] if kept else ""

    def question(self, questions: Iterable[str], salt: str = "") -> str | None:
        """Return the first question, in the order given, that was neither asked nor answered.

        A new word is not used in passing before its meaning has been given.
        """
        for question in self.shuffled(questions, salt) if salt else questions:
            if not self.asked(question) and not self.knows(question):
                text = render(question, formal=self.formal)
                if self.allowed(text) and not any(uses(text, t) for t in self.brief.introduced):
                    return text
        return None

    def framed(self, name: str, **slots: str) -> str | None:
        """Fill a frame, each of its kind in turn; None when all would give away a word.

        A style may have frames of its own: `echo_casual` goes before `echo`.
        """
        shipped = phrases().frames
        frames = shipped.get(f"{name}_{self.brief.style}", shipped[name])
        first = self.brief.turn_number + self.draw_once(name, len(frames))
        for step in range(len(frames)):
            frame = frames[(first + step) % len(frames)]
            text = _closed(_filled(frame, slots, formal=self.formal))
            if self.allowed(text) and not self.said(text):
                return text
        return None

    def draw_once(self, salt: str, count: int) -> int:
        """Return a number below `count`, the same in the whole session."""
        return crc32(f"{self.brief.seed}/{salt}".encode()) % count


def _filled(frame: str, slots: Mapping[str, str], *, formal: bool) -> str:
    only = slots.get("only", "")
    text = render(frame.replace("{}", "\0"), formal=formal).replace("\0", only)
    for name, value in slots.items():
        text = text.replace(f"{{{name}}}", value)
    return text[:1].upper() + text[1:]


def _closed(text: str) -> str:
    """Leave one full stop where the filling brought its own."""
    text = re.sub(r"\.([.!])$", r"\1", text)
    return re.sub(r"([.!?…]) ?\.(?=\s|$)", r"\1", text)


@lru_cache(maxsize=4096)
def _bare(line: str) -> str:
    return fold(line).rstrip(" .!?")


def uses(text: str, target: TargetWord) -> bool:
    """Whether the text has the target in any of its forms."""
    lemma = bare_lemma(target.lemma)
    if " " in lemma:
        return fold(lemma) in fold(text)
    return any(is_form(token.norm, target) for token in tokenize(text) if token.is_word)


def is_form(norm: str, target: TargetWord) -> bool:
    lemma = bare_lemma(target.lemma)
    if fold(norm) == fold(lemma):
        return True
    return any(r.lemma == lexical(lemma) for r in lexicon().readings(lexical(norm)))


def bare_lemma(lemma: str) -> str:
    """Return the lemma without the pronoun of « se lever »."""
    return re.sub(r"^(?:se |s')", "", lemma.lower().replace("’", "'"))


def first_sense(gloss: str) -> str:
    return re.split(r"[;,(]", gloss)[0].strip() or gloss


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """Return the text as it stands inside a sentence: names keep their capital."""
    first = re.match(r"\w+", text)
    return text if first and is_name(first[0]) else text[:1].lower() + text[1:]


def joined(sentences: Sequence[str | None]) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
