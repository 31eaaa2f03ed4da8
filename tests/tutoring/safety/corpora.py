"""The messages of the corpus, as they stand in its files."""

from functools import lru_cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).with_name("corpus")


@lru_cache(maxsize=1)
def files():
    return [yaml.safe_load(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.yaml"))]


def alarms():
    """Return (kind, text) of every message in need."""
    return [
        (kind, text) for file in files() for kind, texts in file["alarms"].items() for text in texts
    ]


def harmless():
    return [text for file in files() for text in file["harmless"]]
