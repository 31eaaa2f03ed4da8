"""How much of everything one address, one account and the whole site may ask for.

Each limit is a bucket: so many at once, and as many again over its time, evenly. They are meant
for a school behind one address, and for nobody who tries passwords.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

Per = Literal["address", "account", "account from one address", "site"]

MINUTE: Final = 60
HOUR: Final = 60 * MINUTE


@dataclass(frozen=True, slots=True)
class Limit:
    """So many at once; `seconds` refill an empty bucket."""

    per: Per
    amount: int
    seconds: int

    def times(self, factor: float) -> "Limit":
        return Limit(self.per, max(1, round(self.amount * factor)), self.seconds)


# What `account` means: who signs in or is named, for a mail its address.
LIMITS: Final[dict[str, tuple[Limit, ...]]] = {
    "sign_in": (Limit("address", 600, 10 * MINUTE),),
    "failed_sign_in": (
        Limit("account from one address", 10, 10 * MINUTE),
        Limit("address", 60, 10 * MINUTE),
        Limit("account", 100, HOUR),
        Limit("site", 3000, 10 * MINUTE),
    ),
    "sign_up": (Limit("address", 200, HOUR), Limit("site", 5000, HOUR)),
    "guest": (Limit("address", 200, HOUR), Limit("site", 5000, HOUR)),
    "refresh": (Limit("address", 3000, 10 * MINUTE), Limit("account", 120, 10 * MINUTE)),
    "ticket": (Limit("address", 3000, 10 * MINUTE), Limit("account", 120, 10 * MINUTE)),
    "mail": (
        Limit("address", 60, HOUR),
        Limit("account", 5, HOUR),
        Limit("site", 3000, HOUR),
    ),
    "mailed_code": (Limit("address", 60, 10 * MINUTE),),
    "password_proof": (Limit("account", 10, 10 * MINUTE),),
    "upload": (Limit("account", 30, HOUR), Limit("site", 1000, HOUR)),
    "export": (Limit("account", 30, HOUR), Limit("site", 1000, HOUR)),
    "turn": (Limit("account", 60, MINUTE),),
}

MEANINGS: Final[dict[str, str]] = {
    "sign_in": "`POST /auth/login` and the sign-in of the admin",
    "failed_sign_in": "of these, those with a wrong password or code",
    "sign_up": "`POST /auth/register` and `/users/me/claim`",
    "guest": "`POST /auth/guest`",
    "refresh": "`POST /auth/refresh`",
    "ticket": "`POST /auth/ws-ticket`",
    "mail": "`POST /auth/password/reset`, `/auth/email/verification` and `/auth/email/change`",
    "mailed_code": "`POST /auth/password/reset/confirm` and `/auth/email/confirm`",
    "password_proof": "wrong current passwords, where one is asked for",
    "upload": "`POST /progress/import` and uploads of words in the admin",
    "export": "`GET /progress/export.apkg`, `/progress/export.csv` and `/users/me/export`",
    "turn": "messages to the tutor, over REST and sockets",
}


def as_markdown(limits: dict[str, tuple[Limit, ...]] = LIMITS) -> str:
    """Return the table for people who run or write clients."""
    head = "| limit | what counts | how much |\n|---|---|---|\n"
    rows = (
        f"| `{name}` | {MEANINGS[name]} | {'; '.join(_told(of))} |" for name, of in limits.items()
    )
    return head + "\n".join(rows) + "\n"


def _told(limits: Iterable[Limit]) -> list[str]:
    return [f"{limit.amount} {_duration(limit.seconds)} per {limit.per}" for limit in limits]


def _duration(seconds: int) -> str:
    once = {HOUR: "an hour", MINUTE: "a minute"}
    return once.get(seconds) or f"in {seconds // MINUTE} minutes"
