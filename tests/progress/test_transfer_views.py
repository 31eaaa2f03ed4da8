import io
import threading
from datetime import date
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from files import limited
from progress import transfer_views
from progress.anki.reading import read_package
from progress.models import Card, Review
from progress.rebuilding import differences
from progress.scheduler import Rating
from tests.progress.words import DAY, NOON, review
from tests.rig.hostile_files import collection, package

IMPORT = "/api/v1/progress/import"


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


def upload(api, content, **fields):
    file = SimpleUploadedFile("words", content)
    return api.post(IMPORT, {"file": file, **fields}, format="multipart")


@pytest.mark.parametrize("path", ["export.apkg", "export.csv"])
def test_leaving_needs_a_sign_in(path):
    assert APIClient().get(f"/api/v1/progress/{path}").status_code == 401


def test_a_package_is_downloaded_whatever_the_client_accepts(api, learner, word):
    review(learner, word, Rating.EASY, at=NOON - DAY)

    answer = api.get("/api/v1/progress/export.apkg", headers={"Accept": "application/zip"})

    (card,) = read_package(io.BytesIO(answer.content), zone=ZoneInfo("UTC")).cards
    assert answer["Content-Disposition"] == 'attachment; filename="words.apkg"'
    assert (card.word, card.stability) == ("pain", 8.2956)


def test_a_table_is_downloaded(api, learner, word):
    review(learner, word, Rating.EASY, at=NOON - DAY)

    lines = api.get("/api/v1/progress/export.csv").content.decode().splitlines()

    assert lines[1].startswith("pain,noun,,the pain,reviewing,8.2956,1.0,")


def test_an_import_is_previewed_and_then_done(api, word):
    table = b"word,stability,difficulty\npain,12,5\nxyz,3,3\n"

    preview = upload(api, table, preview="true").json()
    between = Card.objects.count()
    done = upload(api, table).json()

    assert preview == done
    assert done == {
        "cards": 2, "imported": 1, "reviews": 0, "left_out": {"unknown": 1},
        "not_matched": ["xyz"], "odd": [],
    }  # fmt: skip
    assert (between, Card.objects.get().stability) == (0, 12)


@pytest.mark.parametrize(
    ("content", "kind"), [(b"PK broken", "damaged"), (b"lemma\neau\n", "no_word_column")]
)
def test_a_bad_file_is_refused_with_the_reason(api, content, kind):
    answer = upload(api, content)

    (fault,) = answer.json()["errors"]
    assert (answer.status_code, fault["loc"], fault["type"]) == (422, ["body", "file"], kind)


def test_a_missing_file_is_refused(api):
    answer = api.post(IMPORT, {}, format="multipart")

    assert (answer.status_code, answer.json()["errors"][0]["type"]) == (422, "missing")


def test_a_file_too_large_is_refused(api, monkeypatch):
    monkeypatch.setattr(transfer_views, "LARGEST_FILE", 10)

    answer = upload(api, b"word\n" + b"eau\n" * 10)

    assert (answer.status_code, answer.json()["code"]) == (413, "file_too_large")


def test_a_nul_byte_in_a_table_is_said_by_line(api, word):
    answer = upload(api, b"word,stability,difficulty\npain,12,5\nmai\x00son,12,5\n")

    assert answer.json()["imported"] == 1
    assert answer.json()["odd"] == [
        {"name": "Line 3", "reason": "word: contains a control character"}
    ]


def test_a_nul_byte_in_a_note_is_left_out(api, word):
    content = collection("UPDATE notes SET flds = 'pa' || char(0) || 'in'", notes=1)

    answer = upload(api, package(content))

    assert (answer.json()["imported"], Card.objects.get().word) == (1, word)


def test_a_language_that_no_database_takes_is_refused(api):
    answer = upload(api, b"word\neau\n", language="f\x00r")

    assert (answer.status_code, answer.json()["errors"][0]["loc"]) == (422, ["body", "language"])


def test_too_many_files_at_once_are_asked_to_come_again(api, monkeypatch):
    monkeypatch.setattr(limited, "WAIT_SECONDS", 0)
    monkeypatch.setattr(limited, "_places", threading.BoundedSemaphore(1))
    limited._places.acquire()

    answer = upload(api, b"word\neau\n")

    assert (answer.status_code, answer.json()["code"]) == (503, "busy")
    assert answer["Retry-After"] == "10"


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_a_date_at_the_end_of_time_stored_long_ago_breaks_nothing(api, learner, word, day):
    review(learner, word, Rating.EASY, at=NOON - DAY)
    Card.objects.update(due_date=day)
    Review.objects.update(due_date=day)

    for zone in ("Asia/Tokyo", "America/Los_Angeles"):
        answer = api.patch("/api/v1/users/me", {"timezone": zone})
        paths = ("progress/queue", f"progress/{word.pk}", f"progress/{word.pk}/why", "progress/words",
                 "progress/export.csv", "progress/export.apkg", "analytics/summary",
                 "analytics/memory")  # fmt: skip

        assert answer.status_code == 200
        assert [api.get(f"/api/v1/{path}").status_code for path in paths] == [200] * len(paths)
    assert list(differences(learner)) == []
