"""Hold a conversation of six turns with a server of its own, over HTTP and a WebSocket, and print it.

Ends with 0 when every turn was answered and corrected, otherwise with 1 and the reason.
"""

import argparse
import asyncio
import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import textwrap
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import websockets
from websockets import ClientConnection

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60
FRAME_SECONDS = 30
WIDTH = 78

Json = dict[str, Any]

# What a beginner may say, with mistakes that are common.
LINES = (
    "Bonjour ! Je m'appelle Sam et j'apprends le français.",
    "Hier, j'ai allé au marché avec ma sœur.",
    "J'ai acheté beaucoup des pommes et une pain.",
    "Je suis trente ans et je aime faire la cuisine.",
    "Ce soir, nous va préparer un bonne soupe pour les enfant.",
    "Merci, c'était très intéressant. À bientôt !",
)

# How the new word of a reply is used in the next line.
USES = {
    "noun": "Je voudrais {article} {word}.",
    "verb": "Et il faut {word}, je crois.",
    "adjective": "Et c'est {word}, je trouve.",
    "adverb": "Et {word}, je pense.",
}


class ConversationFailed(Exception):
    """Something did not happen that should; the message says what."""


def main() -> int:
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory(prefix="tutor-demo-") as folder:
        log = Path(folder) / "server.log"
        try:
            with running_server(Path(folder), log) as url:
                asyncio.run(converse(url))
        except (ConversationFailed, OSError, TimeoutError, websockets.WebSocketException) as error:
            print(f"\nFAILED: {error or type(error).__name__}", file=sys.stderr)
            print("\nThe server said last:\n" + log_tail(log), file=sys.stderr)
            return 1
    return 0


@contextlib.contextmanager
def running_server(folder: Path, log: Path) -> Iterator[str]:
    """Start the demo on a free port with a database of its own; yield its address."""
    environment = os.environ | {"VAR_DIR": str(folder / "var"), "PYTHONUNBUFFERED": "1"}
    for name in ("DATABASE_URL", "REDIS_URL"):
        environment[name] = ""
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--port", "0"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield address(server, log)
    finally:
        server.terminate()
        server.wait(30)


def address(server: subprocess.Popen[bytes], log: Path) -> str:
    """Wait until the server has printed where it is."""
    started = time.monotonic()
    while time.monotonic() - started < START_SECONDS:
        if printed := re.search(r"^Practise French +(\S+?)/$", log.read_text(), re.MULTILINE):
            print(f"The server is up after {time.monotonic() - started:.1f} s.")
            return printed[1]
        if server.poll() is not None:
            raise ConversationFailed(f"The server ended with status {server.returncode}.")
        time.sleep(0.1)
    raise ConversationFailed(f"The server was not up after {START_SECONDS} s.")


async def converse(url: str) -> None:
    token = call("POST", f"{url}/api/v1/auth/guest")["access_token"]
    plan = {"planned_duration_minutes": 15, "topic": "food"}
    begun = call("POST", f"{url}/api/v1/sessions", plan, token)
    session_url = f"{url}/api/v1/sessions/{begun['session']['id']}"
    show_tutor(begun["assistant_turn"])

    corrections, reply = 0, begun["assistant_turn"]
    socket_url = f"{session_url.replace('http', 'ws', 1)}/ws"
    header = {"Authorization": f"Bearer {token}"}
    async with websockets.connect(socket_url, additional_headers=header) as socket:
        await expect(socket, "session_ready")
        for line in LINES:
            turn = await take_turn(socket, f"{line}{use_of_new_word(url, reply)}")
            show_turn(turn)
            reply = turn["assistant_turn"]
            corrections += len(turn["error_feedback"]["errors"])
    if not corrections:
        raise ConversationFailed("No mistake was corrected, though the lines are full of them.")

    call("PATCH", session_url, {"status": "completed"}, token)
    summary = call("GET", f"{session_url}/summary", token=token)
    show_summary(summary)
    if not summary["words_practiced"]:
        raise ConversationFailed("No word was practised, though the new ones were used.")


def use_of_new_word(url: str, reply: Json) -> str:
    """Return a sentence with the word that the tutor has just introduced, or nothing."""
    for target in reply["targets"]:
        if target.get("mode") == "introduce":
            word = call("GET", f"{url}/api/v1/vocabulary/{target['word_id']}")
            article = "une" if word["gender"] == "feminine" else "un"
            sentence = USES.get(word["part_of_speech"], "")
            return " " + sentence.format(word=word["word"], article=article) if sentence else ""
    return ""


async def take_turn(socket: ClientConnection, line: str) -> Json:
    """Send a line and return the turn, with the seconds it took until the tutor spoke and ended."""
    client_message_id = str(uuid.uuid4())
    message = {"type": "user_message", "content": line, "client_message_id": client_message_id}
    sent_at = time.monotonic()
    await socket.send(json.dumps(message))
    accepted = await expect(socket, "turn_accepted")
    turn = await expect(socket, "turn_result")
    if not accepted["client_message_id"] == client_message_id or not turn["assistant_turn"]:
        raise ConversationFailed(f"The turn got no reply of its own: {turn}")
    return turn | {"seconds": time.monotonic() - sent_at}


async def expect(socket: ClientConnection, wanted: str) -> Json:
    """Return the next frame of this type; deltas and other frames may come before it."""
    async with asyncio.timeout(FRAME_SECONDS):
        while True:
            frame = json.loads(await socket.recv())
            if frame["type"] == wanted:
                data: Json = frame["data"]
                return data
            if frame["type"] == "error":
                raise ConversationFailed(f"The server refused: {frame['data']}")


def call(method: str, url: str, body: Json | None = None, token: str = "") -> Json:
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    sent = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, sent, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=FRAME_SECONDS) as answer:
            found: Json = json.load(answer)
            return found
    except urllib.error.HTTPError as error:
        said = error.read().decode(errors="replace")
        raise ConversationFailed(f"{method} {url} answered {error.code}: {said}") from None


def show_turn(turn: Json) -> None:
    said, feedback = turn["user_message"]["content"], turn["error_feedback"]
    show("You", marked(said, feedback["errors"]))
    for error in feedback["errors"]:
        show("", f"· {error['message']}")
    used = [word["word"] for word in turn["word_feedback"] if word["was_used"]]
    words = f", words used: {', '.join(used)}" if used else ""
    show("", f"+{turn['xp_awarded']} XP{words} ({turn['seconds']:.2f} s)")
    show_tutor(turn["assistant_turn"])


def show_tutor(assistant_turn: Json) -> None:
    print()
    show("Tutor", assistant_turn["message"]["content"])
    for target in assistant_turn["targets"]:
        match target.get("mode"):
            case "introduce":
                show("", f"new word: {target['word']} ({target['translation']})")
            case "elicit":
                show("", f"try to use the word for: {target['translation']}")


def marked(said: str, errors: list[Json]) -> str:
    """Return the learner's sentence with each mistake and its correction in their place."""
    pieces: list[str] = []
    at = 0
    for error in sorted(errors, key=lambda error: error["start"]):
        pieces += [
            said[at : error["start"]],
            correction(said[error["start"] : error["end"]], error),
        ]
        at = error["end"]
    return "".join([*pieces, said[at:]])


def correction(wrong: str, error: Json) -> str:
    if error["suggestion"] is None:
        return f"[{wrong}]"
    return f"[{wrong} → {error['suggestion']}]"


def show_summary(summary: Json) -> None:
    print()
    show("Sum", f"{summary['xp_earned']} XP, {summary['words_practiced']} words practised, "
         f"{summary['new_words_introduced']} of them new, "
         f"{summary['accuracy_rate']:.0%} used without a mistake; {summary['status']}.")  # fmt: skip


def show(who: str, text: str) -> None:
    print(textwrap.fill(text, WIDTH, initial_indent=f"{who:<7}", subsequent_indent=" " * 7))


def log_tail(log: Path, lines: int = 25) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


if __name__ == "__main__":
    sys.exit(main())
