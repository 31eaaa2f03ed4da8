"""The ASGI application: HTTP through Django, sockets through Channels, and the work beside them."""

import logging
import os
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
http = get_asgi_application()

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from django.urls import re_path  # noqa: E402

from config.lifespan import lifespan, start_without_lifespan  # noqa: E402
from config.limits import Limits  # noqa: E402
from config.requests import WithoutQueryFilter  # noqa: E402
from sessions.live.consumers import SessionConsumer  # noqa: E402

# A server that is started by a command of its own also has a log of its own.
for name in ("uvicorn.access", "uvicorn.error", "django.channels.server"):
    logging.getLogger(name).addFilter(WithoutQueryFilter())

sockets = URLRouter(
    [
        re_path(r"^api/v1/sessions/(?P<session_id>[^/]+)/ws/?$", SessionConsumer.as_asgi()),
        # Any other path names no session; without a route the handshake would end in a 500.
        re_path(r"^(?P<session_id>)", SessionConsumer.as_asgi()),
    ]
)
protocols = ProtocolTypeRouter({"http": Limits(http), "websocket": sockets})


async def application(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        await lifespan(scope, receive, send)
    else:
        start_without_lifespan()
        await protocols(scope, receive, send)
