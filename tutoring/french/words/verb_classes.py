"""Verbs by how they are built: which auxiliary they take, and what completes them. Lemmas."""

from typing import Final


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


AUXILIARIES: Final = _set("être avoir")

# Verbs of movement and change that take être when they have no object.
ALWAYS_ETRE: Final = _set(
    "aller venir arriver partir naître mourir rester tomber devenir revenir parvenir intervenir "
    "survenir décéder repartir advenir redevenir provenir retomber"
)
SOMETIMES_ETRE: Final = _set(
    "entrer rentrer sortir monter descendre retourner passer remonter redescendre ressortir"
)
# Who « a demeuré » in a place lived there: no other of these says so.
ETRE_VERBS: Final = ALWAYS_ETRE | SOMETIMES_ETRE | _set("demeurer échoir")

# Verbs that take avoir and have no object: none can stand before them.
INTRANSITIVE: Final = _set(
    "grandir dormir marcher voyager vieillir exister travailler nager rire sourire durer régner "
    "déjeuner dîner bavarder mentir participer réagir agir séjourner résider circuler briller "
    "progresser profiter bénéficier souffrir réfléchir"
)

# Verbs that an adjective or noun completes, which says what their subject is.
COPULAS: Final = _set("être sembler paraître devenir rester")

# Verbs that an infinitive completes without a preposition: the modal ones, those of wishing and
# liking, and others.
MODALS: Final = _set("pouvoir vouloir devoir aller oser falloir")
WISHING: Final = _set("aimer adorer détester préférer espérer désirer souhaiter savoir")
BEFORE_INFINITIVE: Final = MODALS | WISHING | _set("faire laisser venir penser compter sembler")
