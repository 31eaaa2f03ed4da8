"""Web servers that can be killed, on one database."""

import time
import uuid
from pathlib import Path

from tests.rig.clients import Client
from tests.rig.servers import WebServer, manage

# A short lease, so that what a dead server left is soon taken up. Without the helpers that take
# seconds to load: what a message is worth is tested elsewhere.
QUICK = {
    "TURN_LEASE_SECONDS": "3",
    "FRENCH_NLP_MODEL": "none",
    "GRAMMALECTE": "off",
    "LLM_REQUEST_TIMEOUT_SECONDS": "6",
    "OPENAI_API_KEY": "sk-test",
    "OPENAI_MODEL": "ok",
}


class Deployment:
    """One database, and any number of web servers on it."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        self.servers: list[WebServer] = []
        manage("migrate", environment=environment)

    def start(self, *options: str, **variables: str) -> WebServer:
        server = WebServer(self.folder, {**self.environment, **variables}, *options)
        server.start()
        self.servers.append(server)
        return server

    def doctor(self) -> str:
        return manage("doctor", environment=self.environment)

    def stop(self) -> None:
        for server in self.servers:
            server.kill()


def turn_through(client: Client, outage, *, seconds: float) -> tuple[str, dict]:
    """Take a turn with an outage of some seconds while the tutor speaks.

    Returns its client_message_id and its result.
    """
    with client.socket() as line:
        line.say("Je aime Paris.", key := str(uuid.uuid4()))
        line.until("assistant_delta")
        with outage:
            time.sleep(seconds)
        return key, line.result()
