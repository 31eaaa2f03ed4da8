"""Talk with the tutor in a terminal, or hold a recorded conversation again with another one."""

import asyncio
import sys
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tutoring.brief import (
    Brief,
    Finding,
    Mode,
    ReplyFinished,
    ReplyReset,
    Style,
    TextDelta,
)
from tutoring.comparing import JudgedReply, figures_of, judge, rows_of
from tutoring.languages import language
from tutoring.levels import levels
from tutoring.merging import merge
from tutoring.prompts import REPLY_VERSION, reply_versions
from tutoring.providers.configured import configured_provider, configured_providers
from tutoring.providers.guarded import Limits
from tutoring.providers.offline import OfflineProvider
from tutoring.recordings import (
    RecordedCorrection,
    RecordedTarget,
    RecordedTurn,
    Recording,
    UnreadableRecording,
    read_recording,
    recorded,
)
from tutoring.tutor import Tutor
from vocabulary.languages import LEVELS

COLUMN = 56


class Command(BaseCommand):
    help = (
        "Talk with the tutor in the terminal; an empty line ends the talk. With --compare a "
        "recorded conversation is held again, and both tutors' replies are shown side by side."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        who = parser.add_argument_group("who speaks")
        who.add_argument("--provider", choices=["openai", "anthropic", "offline"])
        who.add_argument("--model", default="", help="in place of the one in the settings")
        who.add_argument("--prompt", choices=reply_versions(), default=REPLY_VERSION)
        about = parser.add_argument_group("what it is about")
        about.add_argument("--level", choices=LEVELS, default="A2")
        about.add_argument("--style", choices=[style.value for style in Style], default="tutor")
        about.add_argument("--topic", default="")
        about.add_argument("--language", default="fr")
        about.add_argument("--native-language", default="en")
        for mode in (Mode.INTRODUCE, Mode.ELICIT):
            about.add_argument(
                f"--{mode}",
                action="append",
                default=[],
                metavar="WORD=MEANING",
                help=f"a word to {mode}, one a reply; may be given several times",
            )
        files = parser.add_argument_group("recordings")
        files.add_argument("--record", type=Path, metavar="FILE", help="keep the talk as JSON")
        files.add_argument("--compare", type=Path, metavar="FILE", help="a talk kept so before")

    def handle(self, *args: Any, compare: Path | None, record: Path | None, **options: Any) -> None:
        tutor, speaker = _tutor(options)
        try:
            if compare:
                asyncio.run(self.compare(_read(compare), tutor, speaker))
            else:
                asyncio.run(self.talk(_begun(options, speaker), tutor, record))
        except KeyboardInterrupt:
            self.stdout.write("")

    async def talk(self, talk: Recording, tutor: Tutor, record: Path | None) -> None:
        spoken = language(talk.language)
        waiting = [target for turn in talk.turns for target in turn.targets]
        talk.turns.clear()
        said = ""
        while said or not talk.turns:
            findings = spoken.findings(said, level=talk.level) if said else ()
            turn = RecordedTurn(learner=said, tutor="", targets=waiting[:1])
            del waiting[:1]
            talk.turns.append(turn)
            brief = talk.brief(len(talk.turns) - 1, findings)
            reply, corrections = await asyncio.gather(
                self.speak(tutor, brief), _corrections(tutor, brief)
            )
            turn.tutor, turn.corrections = reply.text, recorded(corrections)
            self.tell(reply, _judged(brief, reply.text, corrections, reply))
            if record:
                record.write_text(talk.model_dump_json(indent=2), encoding="utf-8")
            said = await asyncio.to_thread(self.hear)

    async def speak(self, tutor: Tutor, brief: Brief) -> ReplyFinished:
        finished = None
        async for event in tutor.reply(brief):
            match event:
                case TextDelta(text=text):
                    self.stdout.write(text, ending="")
                    self.stdout.flush()
                case ReplyReset():
                    self.stdout.write("\n(once more)\n", ending="")
                case ReplyFinished():
                    finished = event
        assert finished is not None  # the last event of every reply
        return finished

    def tell(self, reply: ReplyFinished, judged: JudgedReply) -> None:
        speaker = " ".join(filter(None, [reply.provider, reply.model, reply.prompt_version]))
        tokens = reply.usage.input_tokens + reply.usage.output_tokens
        stands_in = ", in place of a model" if reply.degraded else ""
        self.stdout.write(f"\n  [{speaker}{stands_in}, {tokens} tokens]")
        for remark in judged.remarks:
            self.stdout.write(f"  {remark}")

    def hear(self) -> str:
        self.stdout.write("> ", ending="")
        self.stdout.flush()
        return sys.stdin.readline().strip()

    async def compare(self, talk: Recording, tutor: Tutor, speaker: str) -> None:
        before, after = [], []
        for number, turn in enumerate(talk.turns):
            old, new = await _both(talk, number, tutor)
            before.append(old)
            after.append(new)
            self.stdout.write(f"{number}. {turn.learner or '(greeting)'}")
            self.beside([old.text], [new.text])
            self.beside(old.remarks, new.remarks, bullet="- ")
        self.stdout.write("")
        self.beside([talk.speaker or "recorded"], [speaker])
        for name, left, right in rows_of(figures_of(before), figures_of(after)):
            self.stdout.write(f"  {name:<32}{left:>12}{right:>12}")

    def beside(self, left: list[str], right: list[str], *, bullet: str = "") -> None:
        """Write the paragraphs of two columns next to each other."""
        for row in zip_longest(_wrapped(left, bullet), _wrapped(right, bullet), fillvalue=""):
            self.stdout.write(f"  {row[0]:<{COLUMN}} | {row[1]}".rstrip())


def _tutor(options: dict[str, Any]) -> tuple[Tutor, str]:
    """Return the tutor that was asked for, and its name."""
    version = options["prompt"]
    name = options["provider"] or next((p.name for p in configured_providers()), "offline")
    limits = Limits.of(settings.LLM_REQUEST_TIMEOUT_SECONDS, attempts=settings.LLM_MAX_RETRIES)
    if name == "offline":
        return Tutor([], OfflineProvider(), language, limits=limits), name
    model = configured_provider(name, model=options["model"], reply_version=version)
    if model is None:
        raise CommandError(f"{name.upper()}_API_KEY is not set.")
    speaker = f"{model.name} {model.model} {version}"
    return Tutor([model], OfflineProvider(), language, limits=limits), speaker


def _begun(options: dict[str, Any], speaker: str) -> Recording:
    """Return a talk that has not begun, with one turn per word to come."""
    wanted = [
        RecordedTurn(learner="", tutor="", targets=[_target(number, text, mode)])
        for mode in (Mode.INTRODUCE, Mode.ELICIT)
        for number, text in enumerate(options[mode.value], start=1)
    ]
    about = ("language", "level", "native_language", "style", "topic")
    return Recording(speaker=speaker, turns=wanted, **{name: options[name] for name in about})


def _target(number: int, text: str, mode: Mode) -> RecordedTarget:
    lemma, _, gloss = text.partition("=")
    if not gloss:
        raise CommandError(f"'{text}' is not of the form WORD=MEANING.")
    return RecordedTarget(
        word_id=number, lemma=lemma.strip(), gloss=gloss.strip(), mode=mode,
        is_new=mode is Mode.INTRODUCE,
    )  # fmt: skip


def _read(path: Path) -> Recording:
    try:
        return read_recording(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from None
    except (UnreadableRecording, UnicodeDecodeError) as error:
        raise CommandError(f"{path}: {error}") from None


async def _corrections(tutor: Tutor, brief: Brief) -> Sequence[Finding]:
    if not brief.learner_text:
        return ()
    return merge(brief.findings, (await tutor.correct(brief)).findings)


async def _both(talk: Recording, number: int, tutor: Tutor) -> tuple[JudgedReply, JudgedReply]:
    """Return the recorded reply of a turn and a new one, both judged by the same brief."""
    spoken, turn = language(talk.language), talk.turns[number]
    findings = spoken.findings(turn.learner, level=talk.level) if turn.learner else ()
    brief = talk.brief(number, findings)
    reply, corrections = await asyncio.gather(_whole(tutor, brief), _corrections(tutor, brief))
    return (
        _judged(brief, turn.tutor, turn.corrections),
        _judged(brief, reply.text, recorded(corrections), reply),
    )


def _judged(
    brief: Brief,
    text: str,
    corrections: Sequence[Finding | RecordedCorrection],
    reply: ReplyFinished | None = None,
) -> JudgedReply:
    """Judge a reply; of a recorded one nobody knows any more how it came about."""
    return judge(
        brief,
        text,
        language(brief.language),
        levels_in=levels(brief.language),
        corrections=[_shown(correction) for correction in corrections],
        failure=reply.failure if reply else "",
        usage=reply.usage if reply else None,
    )


async def _whole(tutor: Tutor, brief: Brief) -> ReplyFinished:
    finished = None
    async for event in tutor.reply(replace(brief, seed=brief.turn_number)):
        if isinstance(event, ReplyFinished):
            finished = event
    assert finished is not None  # the last event of every reply
    return finished


def _shown(correction: Finding | RecordedCorrection) -> str:
    better = "?" if correction.suggestion is None else correction.suggestion or "(leave it out)"
    message = getattr(correction, "message", "")
    return f"{correction.span} -> {better}" + (f": {message}" if message else "")


def _wrapped(paragraphs: list[str], bullet: str) -> list[str]:
    indent = " " * len(bullet)
    return [
        line
        for text in paragraphs
        for line in textwrap.wrap(text, COLUMN, initial_indent=bullet, subsequent_indent=indent)
    ]
