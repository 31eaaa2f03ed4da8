"""From which address a request comes, when it comes through proxies of ours."""

import ipaddress
from collections.abc import Mapping
from typing import Any

from django.conf import settings


def client_address(meta: Mapping[str, Any]) -> str:
    """Return the address of whoever asks, or of the household it belongs to: IPv6 by its /64.

    Each proxy of ours appends whom it heard from to X-Forwarded-For, so that with n of them the
    n-th address from the right is true, and everything left of it is what a client may invent.

    Args:
        meta: a request's META.
    """
    peer = str(meta.get("REMOTE_ADDR") or "")
    proxies = settings.TRUSTED_PROXIES
    if proxies:
        told = [part.strip() for part in str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",")]
        # Shorter than it should be: somebody came past a proxy, whose address is then the peer's.
        peer = told[-proxies] if len(told) >= proxies and told[-proxies] else peer
    return _network(peer)


def _network(text: str) -> str:
    try:
        address = ipaddress.ip_address(_without_port(text))
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address.packed, 64), strict=False))


def _without_port(text: str) -> str:
    if text.startswith("["):
        return text[1:].partition("]")[0]
    host, _, port = text.partition(":")
    return host if port.isdigit() and "." in host else text.partition("%")[0]
