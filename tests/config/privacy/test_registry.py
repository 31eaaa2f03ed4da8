from django.apps import apps
from django.core.checks import run_checks

from config.privacy.registry import REGISTRY, every_table_has_an_entry


def test_every_table_has_an_entry():
    assert every_table_has_an_entry(None) == []
    assert [error.id for error in run_checks() if error.id.startswith("privacy")] == []


def test_a_table_that_nobody_thought_of_fails_the_check(monkeypatch):
    monkeypatch.delitem(REGISTRY, "learners.Mail")

    (error,) = every_table_has_an_entry(None)

    assert (error.id, "learners.Mail" in error.msg) == ("privacy.E001", True)


def test_a_table_that_is_gone_fails_it_too(monkeypatch):
    monkeypatch.setitem(REGISTRY, "config.Ghost", REGISTRY["config.JobRun"])

    assert [error.id for error in every_table_has_an_entry(None)] == ["privacy.E002"]


def test_what_is_said_of_learners_can_be_found_from_them():
    for label, entry in REGISTRY.items():
        if path := getattr(entry, "path", None):
            assert apps.get_model(label)._default_manager.filter(**{path: None}).query
