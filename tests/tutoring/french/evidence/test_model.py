import json
import math

import numpy as np

from tutoring.french.evidence.alternatives import places
from tutoring.french.evidence.contexts import seen
from tutoring.french.evidence.model import BITS, WEIGHTS, Evidence, evidence
from tutoring.french.words.tokens import tokenize


def odds(model, text, written, other):
    tokens = tokenize(text)
    place = next(p for p in places(tokens) if p.candidates[0].text == written)
    at = [c.text for c in place.candidates].index(other)
    return float(model.log_odds(seen(tokens), place)[at])


def test_without_weights_everything_is_as_likely():
    model = Evidence(np.zeros(1 << BITS, dtype=np.int8), 0.01, {})

    assert odds(model, "Il va a Lyon.", "a", "à") == 0


def test_what_stands_there_wrongly_is_less_likely():
    assert odds(evidence(), "Il habite a Lyon depuis longtemps.", "a", "à") > 2
    assert odds(evidence(), "Il habite à Lyon depuis longtemps.", "à", "a") < -2


def test_slip_without_a_threshold_is_never_reported():
    assert evidence().threshold("no such slip") == math.inf


def test_shipped_files_are_small_and_whole():
    thresholds = json.loads(WEIGHTS.with_name("thresholds.json").read_text(encoding="utf-8"))

    assert WEIGHTS.stat().st_size < 5_000_000
    assert 1000 < len(thresholds) < 6000
    assert min(thresholds.values()) >= 1
