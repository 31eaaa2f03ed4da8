"""The tables and settings of an Anki collection of schema 11, which every Anki since 2.1 opens."""

import json
from typing import Any, Final

DECK_ID: Final = 1_600_000_000_001
NOTE_TYPE_ID: Final = 1_600_000_000_002
FIELDS: Final = (
    "Word",
    "Translation",
    "Part of speech",
    "Gender",
    "Example",
    "Example translation",
)
FIELD_SEPARATOR: Final = "\x1f"

TABLES: Final = """
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL,
    scm integer NOT NULL, ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL,
    ls integer NOT NULL, conf text NOT NULL, models text NOT NULL, decks text NOT NULL,
    dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL,
    mod integer NOT NULL, usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL,
    sfld integer NOT NULL, csum integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL,
    ord integer NOT NULL, mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL,
    queue integer NOT NULL, due integer NOT NULL, ivl integer NOT NULL, factor integer NOT NULL,
    reps integer NOT NULL, lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL,
    odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL,
    ease integer NOT NULL, ivl integer NOT NULL, lastIvl integer NOT NULL,
    factor integer NOT NULL, time integer NOT NULL, type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_notes_csum ON notes (csum);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_revlog_cid ON revlog (cid);
"""

_FRONT: Final = "{{Translation}}<br><small>{{Part of speech}}</small>"
_BACK: Final = "{{FrontSide}}<hr id=answer>{{Word}}<br><i>{{Example}}</i>"
_STYLE: Final = ".card { font-family: sans-serif; font-size: 22px; text-align: center; }"


def settings(*, deck: str, modified: int) -> dict[str, str]:
    """Return the JSON columns of the table `col`; `modified` in seconds."""
    return {
        "conf": json.dumps(_CONF),
        "models": json.dumps({str(NOTE_TYPE_ID): _note_type(modified)}),
        "decks": json.dumps(
            {"1": _deck(1, "Default", 0), str(DECK_ID): _deck(DECK_ID, deck, modified)}
        ),
        "dconf": json.dumps({"1": _DECK_OPTIONS}),
        "tags": "{}",
    }


_CONF: Final[dict[str, Any]] = {
    "activeDecks": [1],
    "addToCur": True,
    "collapseTime": 1200,
    "curDeck": 1,
    "curModel": str(NOTE_TYPE_ID),
    "dueCounts": True,
    "estTimes": True,
    "newSpread": 0,
    # Without this Anki takes the log for one of its first scheduler, which had no Hard.
    "schedVer": 2,
    "sched2021": True,
    "nextPos": 1,
    "sortBackwards": False,
    "sortType": "noteFld",
    "timeLim": 0,
}
_DECK_OPTIONS: Final[dict[str, Any]] = {
    "id": 1,
    "name": "Default",
    "mod": 0,
    "usn": 0,
    "autoplay": True,
    "maxTaken": 60,
    "replayq": True,
    "timer": 0,
    "new": {
        "bury": False,
        "delays": [1.0, 10.0],
        "initialFactor": 2500,
        "ints": [1, 4, 0],
        "order": 1,
        "perDay": 20,
    },
    "rev": {
        "bury": False,
        "ease4": 1.3,
        "hardFactor": 1.2,
        "ivlFct": 1.0,
        "maxIvl": 36500,
        "perDay": 200,
    },
    "lapse": {"delays": [10.0], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0},
}


def _deck(deck_id: int, name: str, modified: int) -> dict[str, Any]:
    return {
        "id": deck_id,
        "name": name,
        "mod": modified,
        "usn": -1,
        "desc": "",
        "dyn": 0,
        "conf": 1,
        "collapsed": False,
        "browserCollapsed": False,
        "extendNew": 0,
        "extendRev": 0,
        **{name: [0, 0] for name in ("newToday", "revToday", "lrnToday", "timeToday")},
    }


def _note_type(modified: int) -> dict[str, Any]:
    return {
        "id": NOTE_TYPE_ID,
        "name": "Word (tutor)",
        "type": 0,
        "mod": modified,
        "usn": -1,
        "sortf": 0,
        "did": DECK_ID,
        "css": _STYLE,
        "latexPre": "",
        "latexPost": "",
        "tags": [],
        "vers": [],
        "req": [[0, "any", [1]]],
        "flds": [_field(name, place) for place, name in enumerate(FIELDS)],
        "tmpls": [
            {
                "name": "Recall",
                "ord": 0,
                "qfmt": _FRONT,
                "afmt": _BACK,
                "bqfmt": "",
                "bafmt": "",
                "did": None,
            }
        ],
    }


def _field(name: str, place: int) -> dict[str, Any]:
    return {
        "name": name,
        "ord": place,
        "font": "Arial",
        "size": 20,
        "media": [],
        "rtl": False,
        "sticky": False,
    }
