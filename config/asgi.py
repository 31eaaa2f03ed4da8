"""The ASGI application: HTTP through Django, sockets through Channels, and the work beside them."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
http = get_asgi_application()

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from django.urls import re_path  # noqa: E402

from config.bodies import capped  # noqa: E402
from config.lifespan import lifespan  # noqa: E402
from sessions.live.consumers import SessionConsumer  # noqa: E402

sockets = URLRouter(
    [
        re_path(r"^api/v1/sessions/(?P<session_id>[^/]+)/ws/?$", SessionConsumer.as_asgi()),
        # Any other path names no session; without a route the handshake would end in a 500.
        re_path(r"^(?P<session_id>)", SessionConsumer.as_asgi()),
    ]
)
protocols = ProtocolTypeRouter({"http": capped(http), "websocket": sockets})


async def application(scope, receive, send):
    if scope["type"] == "lifespan":
        await lifespan(scope, receive, send)
    else:
        await protocols(scope, receive, send)
