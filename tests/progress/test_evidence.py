import pytest

from progress.evidence import CardFacts, Evidence, Observation, Verdict, weigh
from progress.scheduler import Rating

DUE = CardFacts(reviewed=True, is_due=True, retrievability=0.9)
EARLY = CardFacts(reviewed=True, is_due=False, retrievability=0.95)
FRESH = CardFacts(reviewed=True, is_due=False, retrievability=0.98)
BEGUN = CardFacts(reviewed=False, is_due=False, retrievability=0.0)
DECIDED = CardFacts(reviewed=True, is_due=True, retrievability=0.9, decided_today=True)
ASIDE = CardFacts(reviewed=True, is_due=True, retrievability=0.9, put_aside=True)

ROWS = {
    "wrong word": (
        Observation(used=True, lexical_error=True, confidence=0.8, card=DUE),
        Verdict(Evidence.LEXICAL_ERROR, Rating.AGAIN),
    ),
    "asked for a learned word": (
        Observation(used=False, lexical_error=True, card=FRESH),
        Verdict(Evidence.LEXICAL_ERROR, Rating.AGAIN),
    ),
    "wrong word, never learned": (
        Observation(used=True, lexical_error=True, card=BEGUN),
        Verdict(Evidence.LEXICAL_ERROR),
    ),
    "wrong word without a card": (
        Observation(used=True, lexical_error=True),
        Verdict(Evidence.LEXICAL_ERROR),
    ),
    "perhaps a wrong word": (
        Observation(used=True, lexical_error=True, confidence=0.79, card=DUE),
        Verdict(Evidence.SPONTANEOUS_USE, Rating.GOOD),
    ),
    "first use of an introduced word": (
        Observation(used=True, introduced_now=True, mode="introduce", echo=True, card=BEGUN),
        Verdict(Evidence.INTRODUCED_USE, Rating.HARD),
    ),
    "introduced again but learned before": (
        Observation(used=True, introduced_now=True, mode="introduce", echo=True, card=DUE),
        Verdict(Evidence.ECHO),
    ),
    "shown, due, in an own sentence": (
        Observation(used=True, shown=True, card=DUE),
        Verdict(Evidence.ASSISTED_USE, Rating.HARD),
    ),
    "shown and copied": (
        Observation(used=True, shown=True, own_sentence=False, card=DUE),
        Verdict(Evidence.ASSISTED_USE),
    ),
    "shown, not due": (
        Observation(used=True, shown=True, card=EARLY),
        Verdict(Evidence.ASSISTED_USE),
    ),
    "after a hint": (
        Observation(used=True, hinted=True, mode="elicit", card=EARLY),
        Verdict(Evidence.ASSISTED_USE, Rating.HARD),
    ),
    "echo": (
        Observation(used=True, echo=True, mode="elicit", card=DUE),
        Verdict(Evidence.ECHO),
    ),
    "elicited": (
        Observation(used=True, mode="elicit", card=DUE),
        Verdict(Evidence.ELICITED_USE, Rating.GOOD),
    ),
    "spontaneous": (
        Observation(used=True, mode="listen", card=EARLY),
        Verdict(Evidence.SPONTANEOUS_USE, Rating.GOOD),
    ),
    "too fresh to tell": (
        Observation(used=True, card=FRESH),
        Verdict(Evidence.SPONTANEOUS_USE),
    ),
    "wrong form": (
        Observation(used=True, form_error=True, confidence=0.9, mode="elicit", card=DUE),
        Verdict(Evidence.FORM_ERROR, Rating.GOOD),
    ),
    "perhaps a wrong form": (
        Observation(used=True, form_error=True, confidence=0.89, mode="elicit", card=DUE),
        Verdict(Evidence.ELICITED_USE, Rating.GOOD),
    ),
    "missing accent": (
        Observation(used=True, near=True, card=DUE),
        Verdict(Evidence.FORM_ERROR, Rating.GOOD),
    ),
    "without a card": (
        Observation(used=True),
        Verdict(Evidence.SPONTANEOUS_USE),
    ),
    "not used": (
        Observation(used=False, is_target=True, mode="elicit", card=DUE),
        Verdict(Evidence.NOT_USED),
    ),
    "quoted or pasted": (
        Observation(used=True, foreign_text=True, mode="elicit", card=DUE),
        Verdict(Evidence.ECHO),
    ),
    "not used in a pasted text": (
        Observation(used=False, foreign_text=True, is_target=True, card=DUE),
        Verdict(Evidence.NOT_USED),
    ),
    "wrong word in a pasted text": (
        Observation(used=True, foreign_text=True, lexical_error=True, card=DUE),
        Verdict(Evidence.ECHO),
    ),
    "decided today": (
        Observation(used=True, mode="elicit", card=DECIDED),
        Verdict(Evidence.ELICITED_USE),
    ),
    "put aside": (
        Observation(used=True, mode="elicit", card=ASIDE),
        Verdict(Evidence.ELICITED_USE),
    ),
}


@pytest.mark.parametrize(("seen", "verdict"), ROWS.values(), ids=ROWS)
def test_evidence_is_weighed_by_the_first_row_that_fits(seen, verdict):
    assert weigh(seen) == verdict
