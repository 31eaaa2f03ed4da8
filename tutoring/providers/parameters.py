"""How a model wants to be asked. Pure.

Models differ, old and new, hosted and local, and the only reliable word on it is the model's own
refusal. So each purpose has several forms, the best first; a form that was refused once is not
tried again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Form:
    """One way to put something into a request.

    Attributes:
        parameters: of the request.
        room: tokens that the answer's limit must leave for thinking.
        also_called: words by which a server may name the parameters when it refuses them.
    """

    parameters: Mapping[str, Any] = field(default_factory=dict)
    room: int = 0
    also_called: tuple[str, ...] = ()


class Parameters:
    """What goes into every request to one model, beside the prompt."""

    def __init__(self, *purposes: Sequence[Form]) -> None:
        self._forms = [list(forms) for forms in purposes]

    @property
    def current(self) -> tuple[Form, ...]:
        return tuple(forms[0] for forms in self._forms if forms)

    def learn(self, sent: Sequence[Form], refusal: str, parameter: str | None = None) -> bool:
        """Take in why a request was refused; say whether trying again differs from before.

        Args:
            sent: what was `current` when the refused request was made.
            refusal: what the provider said.
            parameter: the parameter that it names, if any; perhaps with a path, as in
                `reasoning.effort`.
        """
        if tuple(sent) != self.current:  # another call has learned it meanwhile
            return True
        named = (parameter or "").split(".")[0].split("[")[0]
        forms = self._sending(named) or self._mentioned_in(refusal)
        if forms is None:
            return False
        forms.pop(0)
        return True

    def _sending(self, name: str) -> list[Form] | None:
        return next((forms for forms in self._forms if forms and name in forms[0].parameters), None)

    def _mentioned_in(self, refusal: str) -> list[Form] | None:
        """Return the forms of the purpose whose parameter the refusal mentions first."""
        mentioned = [
            (refusal.index(name), place)
            for place, forms in enumerate(self._forms)
            if forms
            for name in (*forms[0].parameters, *forms[0].also_called)
            if name in refusal
        ]
        return self._forms[min(mentioned)[1]] if mentioned else None


def merged(forms: Sequence[Form]) -> dict[str, Any]:
    return {name: value for form in forms for name, value in form.parameters.items()}
