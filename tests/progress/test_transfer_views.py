import io
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from progress import transfer_views
from progress.anki.reading import read_package
from progress.models import Card
from progress.scheduler import Rating
from tests.progress.words import DAY, NOON, review

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

    (card,) = read_package(io.BytesIO(answer.content), zone=ZoneInfo("UTC"))
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
        "not_matched": ["xyz"],
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
