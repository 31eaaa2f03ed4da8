import csv
import io
import json
import zipfile

import pytest

from config.privacy.registry import REGISTRY, OfLearner
from learners.models import Learner
from tests.config.privacy.canaries import CANARY, plant_canaries, tell_everything_about
from tests.conftest import api_of, make_learner

pytestmark = pytest.mark.django_db

EXPORT = "/api/v1/users/me/export"


def exported(client):
    response = client.get(EXPORT)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/zip")
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


def contents(archive):
    return {name: archive.read(name).decode() for name in archive.namelist()}


def test_everything_that_is_known_about_a_learner_leaves_with_them(learner):
    tell_everything_about(learner)
    planted = plant_canaries(learner)

    files = contents(exported(api_of(Learner.objects.get(pk=learner.pk))))

    for field, canary in planted.items():
        label, _, name = field.rpartition(".")
        entry = REGISTRY[label]
        table = label.lower().replace(".", "_")
        if isinstance(entry, OfLearner) and name not in entry.left_out:
            assert canary in files[f"json/{table}.json"], field
            assert canary in files[f"csv/{table}.csv"], field


def test_secrets_and_other_learners_do_not(learner, stranger):
    tell_everything_about(learner)
    client = api_of(learner)
    Learner.objects.filter(pk=stranger.pk).update(full_name=f"{CANARY} of a stranger")
    stranger.word_lists.create(name=f"{CANARY} list")

    everything = "".join(contents(exported(client)).values())

    assert learner.password not in everything
    assert not any(family.current_jti in everything for family in learner.refresh_families.all())
    assert f"{CANARY} of a stranger" not in everything
    assert f"{CANARY} list" not in everything


def test_the_schema_describes_every_table_and_column(learner):
    tell_everything_about(learner)
    archive = exported(api_of(learner))

    schema = json.loads(archive.read("schema.json"))

    for table in schema["tables"]:
        names = [column["name"] for column in table["columns"]]
        rows = json.loads(archive.read(f"json/{table['table']}.json"))
        sheet = csv.DictReader(io.StringIO(archive.read(f"csv/{table['table']}.csv").decode()))
        assert table["holds"].endswith((".", "…")), table["table"]
        assert rows
        assert set(rows[0]) == set(names)
        assert list(sheet.fieldnames) == names
        assert len(list(sheet)) == len(rows)
    (card,) = json.loads(archive.read("json/progress_card.json"))
    assert card["word"] == "pain"


def test_no_spreadsheet_runs_what_a_learner_wrote(learner):
    Learner.objects.filter(pk=learner.pk).update(full_name="=1+1")
    archive = exported(api_of(learner))

    (row,) = csv.DictReader(io.StringIO(archive.read("csv/learners_learner.csv").decode()))
    (exact,) = json.loads(archive.read("json/learners_learner.json"))

    assert (row["full_name"], exact["full_name"]) == ("'=1+1", "=1+1")


def test_it_is_for_the_learner_alone(public_api):
    assert public_api.get(EXPORT).status_code == 401
    assert len(json.loads(exported(api_of(make_learner())).read("json/learners_learner.json"))) == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_the_same_queries_for_any_number(learner, rows, django_assert_num_queries):
    for number in range(rows):
        learner.word_lists.create(name=f"Mots {number}")
    client = api_of(learner)
    tables = sum(isinstance(entry, OfLearner) for entry in REGISTRY.values())

    with django_assert_num_queries(1 + 2 * tables):
        exported(client)
