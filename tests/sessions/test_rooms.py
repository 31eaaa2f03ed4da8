"""The tests mirror the rooms: whoever looks for those of a module finds them."""

from pathlib import Path

import pytest

import sessions

ROOT = Path(sessions.__file__).parent
TESTS = Path(__file__).parent
# Names that Django gives, and what cannot go wrong by itself.
WITHOUT = {"__init__.py", "apps.py", "urls.py"}
MODULES = [
    path.relative_to(ROOT)
    for path in sorted(ROOT.rglob("*.py"))
    if path.name not in WITHOUT and "migrations" not in path.parts
]
EVERY_TEST = "\n".join(path.read_text() for path in sorted(TESTS.parent.rglob("test_*.py")))


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_every_module_has_its_tests_or_is_named_in_some(module):
    its_own = TESTS / module.parent / f"test_{module.name}"
    name = ".".join(["sessions", *module.with_suffix("").parts])

    assert its_own.exists() or name in EVERY_TEST
