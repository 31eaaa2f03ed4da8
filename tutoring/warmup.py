"""Loading what is slow to load before the first learner needs it."""

import gc
import logging
import time

from tutoring.brief import Brief
from tutoring.languages import french
from tutoring.levels import levels_in_french
from tutoring.offline.conversation import reply_to
from tutoring.safety.detecting import alarm_in
from tutoring.tutor import configured_tutor

logger = logging.getLogger(__name__)

# A turn makes some ten thousand objects, and nearly all of them end without the collector.
_GARBAGE_THRESHOLDS = (20_000, 20, 50)


def warm_up() -> None:
    """Load the lexicon, the rules, the French model and the configured models' SDKs.

    Takes seconds and is meant for a thread beside the open port. What fails here is logged, and
    tried again by the first turn that needs it.
    """
    for step in (_warm_safety, _warm_tutor, _warm_french, _warm_offline, _warm_french_model):
        started = time.monotonic()
        try:
            step()
        except Exception:
            logger.exception("%s failed", step.__name__)
        else:
            logger.info("%s took %.1f s", step.__name__, time.monotonic() - started)
    # What is loaded stays: to look through it again for garbage costs a tenth of every turn.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_GARBAGE_THRESHOLDS)


def _warm_safety() -> None:
    alarm_in("Bonjour !")


def _warm_tutor() -> None:
    configured_tutor().load()


def _warm_french() -> None:
    french().findings("Je suis alle a le marché.", level="A1")
    french().lemmas("Bonjour, je voudrais du pain.")
    levels_in_french("Bonjour, je voudrais du pain.")


def _warm_offline() -> None:
    for text in ("", "Je mange du pain. Comment dit-on « house » ?"):
        reply_to(Brief(language="fr", level="A1", learner_text=text))


def _warm_french_model() -> None:
    french().parser.warm()
