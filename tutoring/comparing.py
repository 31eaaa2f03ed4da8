"""How well do replies keep to their briefs? Figures of a conversation, to set beside others. Pure."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from tutoring.brief import Brief, Mode, TargetWord, Usage
from tutoring.language import Language
from tutoring.plan_check import LevelsIn, PlanCheck, check_reply

_SENTENCE_END: Final = re.compile(r"[.!?…]+(?=\s|$|[»\")])")


@dataclass(frozen=True, slots=True)
class JudgedReply:
    """One reply, and what it did with its brief."""

    brief: Brief
    text: str
    check: PlanCheck
    corrections: tuple[str, ...] = ()  # as they are shown
    failure: str = ""
    usage: Usage = field(default_factory=Usage)

    @property
    def remarks(self) -> list[str]:
        """Return what is to be said of it, a line each."""
        share = self.check.beyond_level_share
        return [
            *(f"{target.lemma}: {self._treatment(target)}" for target in self._asked_for),
            *([] if share is None else [f"{share:.0%} of the words beyond {self.brief.level}"]),
            *([] if self.check.looks_right else ["in another language"]),
            *([f"after {self.failure}"] if self.failure else []),
            *(f"corrected: {correction}" for correction in self.corrections),
        ]

    @property
    def _asked_for(self) -> tuple[TargetWord, ...]:
        return self.brief.introduced + self.brief.elicited

    def _treatment(self, target: TargetWord) -> str:
        word = target.word_id
        if target.mode is Mode.ELICIT:
            return "given away" if word in self.check.given_away else "left to the learner"
        if word in self.check.absent:
            return "not introduced"
        return "introduced" if word in self.check.glossed else "introduced without its meaning"

    @property
    def planned(self) -> int:
        return len(self._asked_for)

    @property
    def asks(self) -> bool:
        return self.text.rstrip(" »\")'").endswith("?")

    @property
    def sentences(self) -> int:
        return max(1, len(_SENTENCE_END.findall(self.text)))


@dataclass(frozen=True, slots=True)
class Figures:
    """A whole conversation in numbers. Shares are 0 to 1, or None where nothing was asked for."""

    replies: int
    plan_kept: float | None  # of the words to introduce or elicit, those treated as planned
    glossed: float | None  # of the words introduced, those whose meaning was given
    beyond_level: float | None  # None for a language without levels
    questions: float
    sentences: float  # per reply
    in_language: float
    corrections: int
    failures: int
    tokens: int
    cost_usd: float


def judge(
    brief: Brief,
    text: str,
    language: Language,
    *,
    levels_in: LevelsIn | None = None,
    corrections: Iterable[str] = (),
    failure: str = "",
    usage: Usage | None = None,
) -> JudgedReply:
    check = check_reply(text, brief, language, levels_in=levels_in)
    return JudgedReply(brief, text, check, tuple(corrections), failure, usage or Usage())


def figures_of(replies: Sequence[JudgedReply]) -> Figures:
    planned = sum(reply.planned for reply in replies)
    missed = sum(len(reply.check.missed) for reply in replies)
    introduced = sum(len(reply.check.introduced) for reply in replies)
    glossed = sum(len(reply.check.glossed) for reply in replies)
    used = [reply.usage for reply in replies]
    return Figures(
        replies=len(replies),
        plan_kept=1 - missed / planned if planned else None,
        glossed=glossed / introduced if introduced else None,
        beyond_level=_mean_of_known(reply.check.beyond_level_share for reply in replies),
        questions=_mean(reply.asks for reply in replies),
        sentences=_mean(reply.sentences for reply in replies),
        in_language=_mean(reply.check.looks_right for reply in replies),
        corrections=sum(len(reply.corrections) for reply in replies),
        failures=sum(bool(reply.failure) for reply in replies),
        tokens=sum(usage.input_tokens + usage.output_tokens for usage in used),
        cost_usd=sum(usage.cost_usd for usage in used),
    )


def rows_of(left: Figures, right: Figures) -> list[tuple[str, str, str]]:
    """Return the figures of two conversations as rows of a table."""
    return [(name, read(left), read(right)) for name, read in _ROWS]


def _mean(values: Iterable[float]) -> float:
    numbers = [float(value) for value in values]
    return sum(numbers) / len(numbers) if numbers else 0.0


def _mean_of_known(shares: Iterable[float | None]) -> float | None:
    known = [share for share in shares if share is not None]
    return _mean(known) if known else None


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}"


_ROWS: Final[tuple[tuple[str, Callable[[Figures], str]], ...]] = (
    ("replies", lambda f: str(f.replies)),
    ("words treated as planned", lambda f: _percent(f.plan_kept)),
    ("introduced words glossed", lambda f: _percent(f.glossed)),
    ("words beyond the level", lambda f: _percent(f.beyond_level)),
    ("replies ending in a question", lambda f: _percent(f.questions)),
    ("sentences per reply", lambda f: f"{f.sentences:.1f}"),
    ("replies in the language", lambda f: _percent(f.in_language)),
    ("corrections found", lambda f: str(f.corrections)),
    ("replies after a failure", lambda f: str(f.failures)),
    ("tokens of the replies", lambda f: str(f.tokens)),
    ("cost, US dollars", lambda f: f"{f.cost_usd:.4f}"),
)
