"""What happened at the door, for those who have to find out later: the log `security`.

Ids and digests only: the same account or address gives the same digest, and none can be read back.
"""

import logging

from limiting.spending import digest

logger = logging.getLogger("security")


def note(event: str, **about: object) -> None:
    """Log one event with ids, as `event name=value`."""
    logger.info("%s", " ".join([event, *(f"{name}={value}" for name, value in about.items())]))


def warn(event: str, *, account: str = "", address: str = "", **about: object) -> None:
    """Log what should not have happened; account and address as digests."""
    digests = {"account": account.lower(), "address": address}
    hidden = {name: digest(text) for name, text in digests.items() if text}
    told = {**hidden, **about}
    logger.warning("%s", " ".join([event, *(f"{name}={value}" for name, value in told.items())]))
