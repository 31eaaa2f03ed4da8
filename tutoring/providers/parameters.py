"""Parameters that not every model takes, and what to do when one is refused. Pure.

Models differ, old and new, hosted and local, and the only reliable word on it is the model's own
refusal. What was refused once is left out from then on.
"""

from collections.abc import Mapping
from typing import Any, Final

# What to send in place of a refused parameter; the others are simply left out.
OTHER_NAMES: Final = {"max_completion_tokens": "max_tokens", "max_tokens": "max_completion_tokens"}


class Parameters:
    """The optional parameters of one model."""

    def __init__(self, optional: Mapping[str, Any]) -> None:
        self._given = dict(optional)
        self._refused: set[str] = set()

    @property
    def accepted(self) -> dict[str, Any]:
        return dict(self._given)

    def learn(self, sent: Mapping[str, Any], refusal: str, parameter: str | None = None) -> bool:
        """Take in why a request was refused; say whether trying again differs from before.

        Args:
            sent: the optional parameters of the refused request.
            refusal: what the provider said.
            parameter: the parameter that it names, if any; perhaps with a path, as in
                `reasoning.effort`.
        """
        if sent != self._given:  # another call has learned it meanwhile
            return True
        named = (parameter or "").split(".")[0].split("[")[0]
        refused = [named] if named in self._given else self._mentioned_in(refusal)
        if refused:
            self._replace(refused[0])
        return bool(refused)

    def _mentioned_in(self, refusal: str) -> list[str]:
        places = {name: refusal.find(name) for name in self._given}
        return sorted((n for n, at in places.items() if at >= 0), key=lambda name: places[name])

    def _replace(self, name: str) -> None:
        value = self._given.pop(name)
        self._refused.add(name)
        other = OTHER_NAMES.get(name)
        if other and other not in self._refused:
            self._given[other] = value
