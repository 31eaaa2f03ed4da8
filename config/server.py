"""uvicorn as this project runs it: in the demo, embedded and in production."""

import os
import signal
import socket
from typing import Any, Final

import uvicorn
from uvicorn.supervisors import Multiprocess

import config.stopping  # noqa: F401 - it notes which signals are ignored before the server begins
from config.limits import MOST_HEAD_BYTES
from sessions.live.incoming import MAX_FRAME_BYTES

OPTIONS: Final[dict[str, Any]] = {
    "http": "config.connections:HttpConnection",
    "ws": "config.connections:SocketConnection",
    "ws_max_size": MAX_FRAME_BYTES,
    # Deflate would double a socket's memory.
    "ws_per_message_deflate": False,
    "lifespan": "on",
    "timeout_graceful_shutdown": 20,
    # X-Forwarded-For is read by the application, which knows how many proxies to believe.
    "proxy_headers": False,
    # The server's own lines go through Django's logging, which blots out tokens.
    "log_config": None,
    "access_log": False,
    "server_header": False,
}


def open_port(host: str, port: int, *, tries: int = 1) -> socket.socket:
    """Return a listening socket on the first free port from `port` on; port 0 means any.

    Raises:
        OSError: none of them is free.
    """
    for number in range(port, port + tries):
        listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, number))
            listener.listen(1024)
            return listener
        except OSError as error:
            listener.close()
            problem = error
    raise problem


def serve(*, listener: socket.socket, workers: int = 1) -> None:
    """Answer on an open socket until SIGINT or SIGTERM, and end by that signal, as programs do."""
    # What reads a handshake would fall silent at a line of 8 KiB, such as a long token.
    os.environ.setdefault("WEBSOCKETS_MAX_LINE_LENGTH", str(MOST_HEAD_BYTES))
    config = uvicorn.Config("config.asgi:application", workers=workers, **OPTIONS)
    try:
        if workers > 1:
            Multiprocess(config, [listener]).run()
        else:
            uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.raise_signal(signal.SIGINT)
