import pytest
from django.core.management import CommandError, call_command

from tests.rig.servers import embedded, manage
from vocabulary.attached import forms_of
from vocabulary.models import Word, WordImport

pytestmark = pytest.mark.django_db


def seed(capsys, *arguments):
    call_command("seed_vocabulary", *arguments)
    return capsys.readouterr().out.strip()


@pytest.fixture
def greek(tmp_path):
    path = tmp_path / "greek.csv"
    path.write_text("rank,word,translation,topics\n1,σπίτι,house,home\n2,νερό,water,\n", "utf-8")
    return path


def test_the_shipped_list_is_loaded_with_forms_and_loads_again_without_a_change(capsys):
    first = seed(capsys)
    total = Word.objects.count()
    second = seed(capsys)

    assert first == f"{total:,} new, 0 changed, 0 unchanged; {total:,} words are live."
    assert second == f"0 new, 0 changed, {total:,} unchanged; {total:,} words are live."
    assert total >= 500
    assert "suis" in forms_of(Word.objects.get(lemma="être", part_of_speech="verb"))


def test_any_list_in_any_language_is_loaded(capsys, greek):
    told = seed(capsys, "--csv", str(greek), "--language", "EL")

    assert told == "2 new, 0 changed, 0 unchanged; 2 words are live."
    assert list(Word.objects.order_by("id").values_list("language", "lemma", "topics")) == [
        ("el", "σπίτι", ["home"]),
        ("el", "νερό", []),
    ]


def test_a_loaded_list_can_be_undone_in_the_desk_and_leaves_no_pile(capsys, greek):
    for _ in range(3):
        seed(capsys, "--csv", str(greek), "--language", "el")

    assert WordImport.objects.get().status == WordImport.Status.COMMITTED


def test_a_bad_row_refuses_the_whole_list(greek):
    greek.write_text(greek.read_text("utf-8") + "x,ψωμί,bread,\n", "utf-8")

    with pytest.raises(CommandError) as refusal:
        call_command("seed_vocabulary", "--csv", str(greek), "--language", "el")

    assert str(refusal.value) == (
        "Nothing was loaded.\nline 4: rank: 'x' is not a whole number of 1 or more."
    )
    assert (Word.objects.count(), WordImport.objects.count()) == (0, 0)


def test_bad_rows_are_left_out_when_asked(capsys, greek):
    greek.write_text(greek.read_text("utf-8") + "x,ψωμί,bread,\n", "utf-8")

    told = seed(capsys, "--csv", str(greek), "--language", "el", "--skip-bad")

    assert told.splitlines() == [
        "2 new, 0 changed, 0 unchanged; 2 words are live.",
        "Refused:",
        "line 4: rank: 'x' is not a whole number of 1 or more.",
    ]


def test_the_generated_sample_can_be_loaded(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    seed(capsys, "--generate-sample")
    told = seed(capsys, "--csv", "vocabulary_fr_sample.csv")

    assert told == "100 new, 0 changed, 0 unchanged; 100 words are live."


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--csv", "missing.csv"], "missing.csv: No such file or directory."),
        (["--language", "es"], "Only 'fr' words are shipped; bring a list with --csv."),
    ],
)
def test_what_is_not_there_is_named(arguments, reason):
    with pytest.raises(CommandError) as refusal:
        call_command("seed_vocabulary", *arguments)

    assert str(refusal.value) == reason


def test_a_database_without_tables_is_named_as_such(tmp_path):
    with pytest.raises(AssertionError) as failure:
        manage("seed_vocabulary", environment=embedded(tmp_path))
    said = str(failure.value)
    assert "Nothing was loaded: no such table" in said
    assert "A new database needs manage.py migrate first." in said
    assert "Traceback" not in said
