"""Trying passwords is limited, and nobody can lock somebody else out by it.

Whoever signs in from where they once did is held back by their own failures only, however many
others have at the account, from the same address or everywhere.
"""

from datetime import datetime
from typing import Final

from learners.models import KnownNetwork, Learner
from learners.security_log import warn
from limiting.spending import TooManyRequests, digest, spend_from
from limiting.spent import Spent

# The limit that counts what this account failed from this address.
_OWN: Final = "account from one address"


def attempt(*, email: str, address: str) -> Spent:
    """Count an attempt at an account as failed; give it back when it was not.

    Raises:
        TooManyRequests: there were too many.
    """
    spent = spend_from(address, "failed_sign_in", account=email.lower())
    refused = spent.refused
    if refused and (any(t.limit.per == _OWN for t in refused) or not _is_known(email, address)):
        spent.give_back()
        warn("sign_in_refused", account=email, address=address)
        raise TooManyRequests(max(taken.wait for taken in refused))
    return spent


def remember_network(learner: Learner, *, address: str, now: datetime) -> None:
    """Note that a learner signed in from an address."""
    KnownNetwork.objects.update_or_create(
        learner=learner, network=digest(address), defaults={"seen_at": now}
    )


def _is_known(email: str, address: str) -> bool:
    networks = KnownNetwork.objects.filter(network=digest(address))
    return networks.filter(learner__email__iexact=email).exists()
