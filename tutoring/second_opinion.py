"""Grammalecte as a second opinion, where it is installed: a process of its own, never imported.

It is GPL-3 software. We speak to it in lines of JSON; without it nothing changes but the recall.
"""

import atexit
import json
import logging
import os
import select
import subprocess
import threading
import time
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from tutoring.brief import Finding

logger = logging.getLogger(__name__)

SYSTEM_PYTHON: Final = Path("/usr/bin/python3")
INSTALLED_AT: Final = Path("/usr/lib/python3/dist-packages/grammalecte")
WORKER: Final = Path(__file__).with_name("grammalecte_worker.py")

_CATEGORIES: Final = {"maj": "spelling", "tu": "spelling", "mc": "spelling", "date": "vocabulary",
                      "loc": "vocabulary", "neg": "style", "eleu": "grammar"}  # fmt: skip
_SEVERITIES: Final = {"maj": "low", "tu": "low", "neg": "low", "eleu": "low", "conj": "high"}
_CONFIDENCES: Final = {"conf": 0.9, "loc": 0.85, "maj": 0.8, "neg": 0.75, "tu": 0.9}
_STARTING_SECONDS: Final = 10.0
_WITHOUT_SUGGESTION: Final = 0.75
# Rules that judge typography or a writer's taste.
_LEFT_OUT: Final = ("majuscule_début", "majuscule_après", "maj_accents", "espace")
_KINDS_LEFT_OUT: Final = frozenset({"notype"})  # words said twice: oh là là
_TOPICS: Final = {
    "gn": "agreement in the noun group", "gv": "the verb", "conj": "conjugation",
    "conf": "words that sound alike", "infi": "infinitive or participle",
    "ppas": "agreement of the participle", "imp": "the imperative", "inte": "the question",
    "vmode": "the mood of the verb", "tu": "the hyphen", "eleu": "elision and euphony",
    "maj": "the capital letter", "neg": "the missing “ne”", "loc": "a set phrase",
}  # fmt: skip


class Grammalecte:
    """Asks one worker process, a text at a time; starts it when needed. Thread-safe."""

    def __init__(self, command: tuple[str, ...], *, timeout_seconds: float = 1.0) -> None:
        self._command = command
        self._timeout_seconds = timeout_seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._asked = 0
        atexit.register(self.stop)

    def __call__(self, text: str) -> tuple[Finding, ...]:
        """Return what it finds; nothing, and a warning, when it does not answer in time."""
        with self._lock:
            reply = self._ask_patiently(text)
        found = (_finding(text, error) for error in reply["errors"])
        return _without_alternatives([finding for finding in found if finding])

    def stop(self) -> None:
        with self._lock:
            self._end()

    def _ask_patiently(self, text: str) -> dict[str, Any]:
        """Ask once more when the worker has died, but not when it is too slow."""
        for _attempt in range(2):
            try:
                return self._ask(text)
            except TimeoutError as error:
                logger.warning("Grammalecte is too slow: %s", error)
                self._end()
                break
            except (OSError, ValueError) as error:
                logger.warning("Grammalecte does not answer: %s", error)
                self._end()
        return {"errors": []}

    def _ask(self, text: str) -> dict[str, Any]:
        process = self._running()
        self._asked += 1
        # It reads one paragraph at a time; a space in place of a line break keeps the offsets.
        request = json.dumps({"id": self._asked, "text": text.replace("\n", " ")})
        assert process.stdin is not None  # a pipe
        process.stdin.write(request.encode() + b"\n")
        process.stdin.flush()
        reply: dict[str, Any] = json.loads(self._line(process, self._timeout_seconds))
        if reply["id"] != self._asked:
            raise ValueError("the answer is to another question")
        return reply

    def _line(self, process: subprocess.Popen[bytes], seconds: float) -> bytes:
        """Read one line, however many pieces it comes in."""
        assert process.stdout is not None  # a pipe
        until, line = time.monotonic() + seconds, b""
        while not line.endswith(b"\n"):
            left = max(0.0, until - time.monotonic())
            ready, _, _ = select.select([process.stdout], [], [], left)
            if not ready:
                raise TimeoutError(f"nothing within {seconds} s")
            piece = os.read(process.stdout.fileno(), 65536)
            if not piece:
                raise OSError("the worker has ended")
            line += piece
        return line

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self._line(self._process, _STARTING_SECONDS)  # it says when it is ready
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in filter(None, (process.stdin, process.stdout)):
                pipe.close()


@lru_cache(maxsize=2)
def grammalecte(mode: str = "auto") -> Grammalecte | None:
    """Return the checker when it is installed; None when it is not, or `mode` is "off"."""
    if mode == "off" or not (SYSTEM_PYTHON.exists() and INSTALLED_AT.exists()):
        return None
    return Grammalecte((str(SYSTEM_PYTHON), str(WORKER)))


def _finding(text: str, error: dict[str, Any]) -> Finding | None:
    kind, start, end = error["type"], error["start"], error["end"]
    if (
        kind in _KINDS_LEFT_OUT
        or any(part in error["rule"] for part in _LEFT_OUT)
        or not 0 <= start < end <= len(text)
    ):
        return None
    suggestion = error["suggestions"][0] if error["suggestions"] else None
    if suggestion is not None:
        suggestion = suggestion.replace("’", "'")
    if suggestion == text[start:end]:
        return None
    return Finding(
        code=f"grammalecte.{kind}",
        start=start,
        end=end,
        span=text[start:end],
        suggestion=suggestion,
        category=_CATEGORIES.get(kind, "grammar"),
        severity=_SEVERITIES.get(kind, "medium"),
        confidence=_CONFIDENCES.get(kind, 0.9) if suggestion else _WITHOUT_SUGGESTION,
        message=_message(text[start:end], suggestion, kind),
        message_fr=error["message"].replace("\xa0", " "),
    )


def _without_alternatives(findings: list[Finding]) -> tuple[Finding, ...]:
    """Leave out the second of two words next to each other that can't both be wrong.

    Of "il à mangé" it says that à might be a, and mangé manger.
    """
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: f.start):
        before = kept[-1] if kept else None
        if before and finding.start <= before.end + 1 and before.code == "grammalecte.conf":
            continue
        kept.append(finding)
    return tuple(kept)


def _message(span: str, suggestion: str | None, kind: str) -> str:
    topic = _TOPICS.get(kind, "the grammar")
    written = f"write “{suggestion}”" if suggestion else "look at it again"
    return f"“{span}”: {written} ({topic})."
