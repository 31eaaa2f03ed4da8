"""What a model is told. The texts are files, `prompts/<prompt>/<version>/`. Pure.

Instructions are ours alone and stand in the system part. Whatever a learner wrote, and every
word of the vocabulary, goes into a message of the user's role, between tags and escaped.
"""

import html
import math
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Final

from tutoring.brief import Brief, Finding, Line, Speaker, TargetWord
from tutoring.plain_text import seen
from tutoring.revision import SURE

FOLDER: Final = Path(__file__).with_name("prompts")
REPLY_VERSION: Final = "v1"
CORRECTIONS_VERSION: Final = "v1"
HELP_VERSION: Final = "v1"

HISTORY_TOKENS: Final = 1500
SAID_EARLIER_TOKENS: Final = 300
REPLY_TOKENS: Final = 600  # two to four sentences, and what a model thinks before them
CORRECTION_TOKENS: Final = 900
HELP_TOKENS: Final = 600
SUGGESTION_LINES: Final = 6
MOST_CORRECTIONS: Final = 2
LONGEST_DATA: Final = 4000  # characters of one piece of data

LANGUAGE_NAMES: Final = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech",
    "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "th": "Thai",
    "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip

GREET: Final = "Greet the learner in a sentence and open the conversation about the topic."
REPLY: Final = "Reply to the learner's last message."
LAST_TURN: Final = (
    "This is the last planned reply: name one thing that they managed well before you ask on."
)
GENTLE: Final = (
    "A moment ago they told of a danger and were given numbers to call. Be gentle and brief: "
    "listen, believe them, correct and practise nothing, give no advice of your own, and say that "
    "a person can help more than you. If they want to speak of something else, follow them softly."
)


class NoSuchPrompt(Exception):
    """There is no prompt of that version."""


@dataclass(frozen=True, slots=True)
class PromptMessage:
    role: str  # user or assistant
    text: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A call of a model. The messages begin and end with the user's, and the roles alternate."""

    system: str
    messages: tuple[PromptMessage, ...]
    version: str
    max_output_tokens: int

    @property
    def input_tokens(self) -> int:
        """Return an estimate of what the model reads."""
        return sum(
            estimated_tokens(text) for text in [self.system, *(m.text for m in self.messages)]
        )


def reply_prompt(brief: Brief, *, version: str = REPLY_VERSION) -> Prompt:
    """Return the prompt of the tutor's next reply.

    Raises:
        NoSuchPrompt: there is no such version.
    """
    recent, earlier = _within_budget(brief.history)
    names = {
        **_names(brief.language, brief.native_language),
        **_level(brief.level, version),
        "persona": _table("reply", version, "styles.toml")[brief.style],
    }
    messages = [
        PromptMessage("user", _setting(brief, earlier)),
        *(_message(line) for line in recent),
        PromptMessage("user", _request(brief)),
    ]
    return Prompt(
        system=_system("reply", version, names),
        messages=_alternating(messages),
        version=f"reply.{version}",
        max_output_tokens=REPLY_TOKENS,
    )


def corrections_prompt(brief: Brief, *, version: str = CORRECTIONS_VERSION) -> Prompt:
    """Return the prompt that asks for what could be said better in the learner's text.

    Raises:
        NoSuchPrompt: there is no such version.
    """
    asked = next((ln.text for ln in reversed(brief.history) if ln.speaker is Speaker.TUTOR), "")
    parts = [
        _tagged("tutor", asked),
        _tagged("learner", brief.learner_text),
        _block("known", (_tagged("quote", finding.span) for finding in brief.findings)),
    ]
    return Prompt(
        system=_system("corrections", version, _names(brief.language) | {"level": brief.level}),
        messages=(PromptMessage("user", _joined(parts)),),
        version=f"corrections.{version}",
        max_output_tokens=CORRECTION_TOKENS,
    )


def translation_prompt(text: str, *, language: str, native_language: str) -> Prompt:
    """Return the prompt that asks for a translation of one message."""
    return _about_one_message("translation", text, _names(language, native_language))


def simpler_prompt(text: str, *, language: str, level: str) -> Prompt:
    """Return the prompt that asks for one message in simpler words."""
    return _about_one_message("simpler", text, _names(language) | _level(level))


def suggestions_prompt(brief: Brief) -> Prompt:
    """Return the prompt that asks for three replies which the learner could give, one a line."""
    recent, _ = _within_budget(brief.history)
    parts = [
        *(_tagged(line.speaker.value, line.text) for line in recent[-SUGGESTION_LINES:]),
        _block("elicit", (_word(target) for target in brief.elicited)),
    ]
    return Prompt(
        system=_system("suggestions", HELP_VERSION, _names(brief.language) | _level(brief.level)),
        messages=(PromptMessage("user", _joined(parts)),),
        version=f"suggestions.{HELP_VERSION}",
        max_output_tokens=HELP_TOKENS,
    )


def estimated_tokens(text: str) -> int:
    """Return roughly how many tokens a text has; rather too many than too few."""
    return math.ceil(len(text) / 3)


def estimated_turn_tokens(brief: Brief) -> int:
    """Return the most that one turn should cost: its reply and its corrections."""
    prompts = reply_prompt(brief), corrections_prompt(brief)
    return sum(prompt.input_tokens + prompt.max_output_tokens for prompt in prompts)


def reply_versions() -> tuple[str, ...]:
    return tuple(sorted(folder.name for folder in (FOLDER / "reply").iterdir()))


def _about_one_message(prompt: str, text: str, names: dict[str, str]) -> Prompt:
    return Prompt(
        system=_system(prompt, HELP_VERSION, names),
        messages=(PromptMessage("user", _tagged("message", text)),),
        version=f"{prompt}.{HELP_VERSION}",
        max_output_tokens=HELP_TOKENS,
    )


def _system(prompt: str, version: str, names: dict[str, str]) -> str:
    return Template(_file(prompt, version, "system.md")).substitute(names)


def _names(language: str, native_language: str = "en") -> dict[str, str]:
    return {
        "language": _language_name(language, "the language of the conversation"),
        "native_language": _language_name(native_language, "English"),
    }


def _language_name(code: str, otherwise: str) -> str:
    # A profile may hold any ten characters, and these must not become instructions.
    return LANGUAGE_NAMES.get(code.lower().replace("_", "-").split("-")[0], otherwise)


def _level(level: str, version: str = REPLY_VERSION) -> dict[str, str]:
    return {"level": level, "level_rules": _table("reply", version, "levels.toml")[level]}


@lru_cache
def _table(prompt: str, version: str, name: str) -> dict[str, str]:
    return tomllib.loads(_file(prompt, version, name))


@lru_cache
def _file(prompt: str, version: str, name: str) -> str:
    try:
        return (FOLDER / prompt / version / name).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise NoSuchPrompt(f"There is no version {version} of the prompt '{prompt}'.") from None


def _setting(brief: Brief, earlier: tuple[Line, ...]) -> str:
    said = _block("said_earlier", (_tagged("learner", line.text) for line in earlier))
    return _joined([_tagged("topic", brief.topic) or "<topic>free choice</topic>", said])


def _request(brief: Brief) -> str:
    return _joined(
        [
            _tagged("learner", brief.learner_text),
            _block("corrections", (_correction(f) for f in _to_recast(brief.findings))),
            _block("introduce", (_word(target) for target in brief.introduced)),
            _block("elicit", (_word(target) for target in brief.elicited)),
            _block("return_to", (_tagged("phrase", text) for text in brief.earlier_errors)),
            GREET if brief.turn_number == 0 and not brief.learner_text else REPLY,
            LAST_TURN if brief.is_last_turn and not brief.gentle else "",
            GENTLE if brief.gentle else "",
        ]
    )


def _to_recast(findings: Iterable[Finding]) -> list[Finding]:
    sure = [f for f in findings if f.confidence >= SURE and f.suggestion is not None]
    return sure[:MOST_CORRECTIONS]


def _correction(finding: Finding) -> str:
    better = _tagged("better", finding.suggestion or "") or "<better>(leave it out)</better>"
    return f"<correction>{_tagged('said', finding.span)}{better}</correction>"


def _word(target: TargetWord) -> str:
    parts = [
        _tagged("lemma", target.lemma),
        _tagged("kind", " ".join(filter(None, [target.part_of_speech, target.gender]))),
        _tagged("meaning", target.gloss),
        _tagged("example", target.example),
    ]
    return f"<word>{''.join(parts)}</word>"


def _message(line: Line) -> PromptMessage:
    if line.speaker is Speaker.TUTOR:
        return PromptMessage("assistant", seen(line.text))
    return PromptMessage("user", _tagged("learner", line.text))


def _within_budget(history: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return the newest lines, and of the older ones those in which the learner spoke.

    What learners told about themselves stays known when a conversation grows long.
    """
    recent = _newest(history, HISTORY_TOKENS)
    older = history[: len(history) - len(recent)]
    told = tuple(line for line in older if line.speaker is Speaker.LEARNER)
    return recent, _newest(told, SAID_EARLIER_TOKENS)


def _newest(lines: tuple[Line, ...], tokens: int) -> tuple[Line, ...]:
    start = len(lines)
    while start and (tokens := tokens - estimated_tokens(lines[start - 1].text)) >= 0:
        start -= 1
    return lines[start:]


def _alternating(messages: Iterable[PromptMessage]) -> tuple[PromptMessage, ...]:
    """Join neighbours of one role: some servers refuse two in a row."""
    joined: list[PromptMessage] = []
    for message in messages:
        if joined and joined[-1].role == message.role:
            joined[-1] = PromptMessage(message.role, f"{joined[-1].text}\n{message.text}")
        else:
            joined.append(message)
    return tuple(joined)


def _block(tag: str, items: Iterable[str]) -> str:
    inner = "\n".join(items)
    return f"<{tag}>\n{inner}\n</{tag}>" if inner else ""


def _tagged(tag: str, text: str) -> str:
    """Fence a piece of data; a text cannot close its own fence."""
    escaped = html.escape(seen(text).strip()[:LONGEST_DATA], quote=False)
    return f"<{tag}>{escaped}</{tag}>" if escaped else ""


def _joined(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)
