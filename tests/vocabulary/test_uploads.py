from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile

from learners.models import WordList
from tests.vocabulary.words import make_word
from vocabulary.attached import forms_of, more_examples_of
from vocabulary.importing import PreviewOutdated
from vocabulary.models import Word, WordImport
from vocabulary.reading import ImportRefused
from vocabulary.uploads import (
    ImportNotOpen,
    UndoReport,
    commit_upload,
    keep_upload,
    preview_upload,
    undo_upload,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
FILE = b"rank,word,part_of_speech,translation,forms\n1,table,noun,board,table|tables\n2,lit,noun,bed,\n"
IMPORTS = "/admin/vocabulary/wordimport/"


def kept(content=FILE, **options):
    given = {"file_name": "words.csv", "language": "fr", "skip_bad": False, "by": None}
    given["now"] = NOON
    return keep_upload(content, **given | options)


def commit(record, now=NOON):
    return commit_upload(record.pk, previewed=preview_upload(record).fingerprint(), now=now)


def test_a_kept_file_writes_nothing_until_it_is_committed():
    record = kept()
    before = Word.objects.count()

    committed = commit(record)

    assert (before, Word.objects.count()) == (0, 2)
    assert (committed.status, committed.committed_at) == ("committed", NOON)
    assert committed.report["new"] == 2


def test_a_file_is_committed_once():
    record = kept()
    commit(record)

    with pytest.raises(ImportNotOpen):
        commit(record)


def test_a_preview_that_no_longer_holds_is_not_committed():
    record = kept()
    make_word("table", gloss="table")
    fingerprint = preview_upload(record).fingerprint()
    Word.objects.update(gloss="a table")

    with pytest.raises(PreviewOutdated):
        commit_upload(record.pk, previewed=fingerprint, now=NOON)

    record.refresh_from_db()
    assert (record.status, Word.objects.get().gloss) == ("previewed", "a table")


def test_bad_rows_refuse_the_commit_of_everything():
    record = kept(FILE + b"x,porte,noun,door,\n")

    with pytest.raises(ImportRefused):
        commit(record)

    record.refresh_from_db()
    assert (record.status, Word.objects.count()) == ("previewed", 0)


def test_undoing_sets_changed_words_back_and_takes_new_ones_away():
    table = make_word("table", "table", gloss="table")
    record = commit(kept())

    report = undo_upload(record.pk, by=None, now=NOON + timedelta(hours=23))

    word = Word.objects.get()
    assert report == UndoReport(restored=1, removed=1, retired=0, left=0)
    assert (word.pk, word.gloss, word.gloss_key, forms_of(word)) == (
        table.pk,
        "table",
        " table ",
        ["table"],
    )
    assert [revision.kind for revision in word.revisions.all()] == ["revert", "import"]
    assert word.curated_fields == []


def test_undoing_brings_replaced_examples_back():
    table = make_word("table", more_examples=[("À table !", "")])
    record = commit(
        kept(b"rank,word,pos,translation,more_examples\n1,table,noun,x,Ma table. | y\n")
    )
    imported = more_examples_of(table)

    undo_upload(record.pk, by=None, now=NOON)

    assert (imported, more_examples_of(table)) == ([["Ma table.", "y"]], [["À table !", ""]])


def test_undoing_leaves_what_was_edited_since():
    make_word("table", "table", "tables", gloss="table")
    record = commit(kept())
    Word.objects.filter(lemma="table").update(gloss="dining table")

    report = undo_upload(record.pk, by=None, now=NOON)

    assert report == UndoReport(restored=0, removed=1, retired=0, left=1)
    assert Word.objects.get().gloss == "dining table"


def test_new_words_that_somebody_uses_are_retired_by_undoing():
    record = commit(kept())
    saved = WordList.objects.create(name="Maison", shared=True)
    saved.entries.create(word=Word.objects.get(lemma="lit"))

    report = undo_upload(record.pk, by=None, now=NOON)

    assert report == UndoReport(restored=0, removed=1, retired=1, left=0)
    assert [(word.lemma, word.status) for word in Word.objects.all()] == [("lit", "retired")]


@pytest.mark.parametrize("hours", [24.1, 100])
def test_after_a_day_an_import_stays(hours):
    record = commit(kept())

    with pytest.raises(ImportNotOpen):
        undo_upload(record.pk, by=None, now=NOON + timedelta(hours=hours))

    assert Word.objects.count() == 2


def test_an_import_is_undone_once():
    record = commit(kept())
    undo_upload(record.pk, by=None, now=NOON)

    with pytest.raises(ImportNotOpen):
        undo_upload(record.pk, by=None, now=NOON)


def test_files_are_forgotten_when_they_can_no_longer_be_undone():
    committed, previewed = commit(kept()), kept()
    kept(now=previewed.uploaded_at + timedelta(hours=25))

    committed.refresh_from_db()
    assert bytes(committed.content) == b""
    assert not WordImport.objects.filter(pk=previewed.pk).exists()


def upload(desk, content, name="words.csv", **options):
    file = SimpleUploadedFile(name, content)
    return desk.post(f"{IMPORTS}add/", {"file": file, "language": "fr", **options}, follow=True)


def test_the_desk_previews_commits_and_undoes(desk, curator):
    make_word("table", "table", gloss="table")

    preview = upload(desk, FILE)
    page = preview.redirect_chain[0][0]
    fingerprint = preview.context["plan"].fingerprint()
    done = desk.post(page, {"commit": "yes", "fingerprint": fingerprint}, follow=True)
    undone = desk.post(page, {"undo": "yes"}, follow=True)

    assert "<b>1</b> new, <b>1</b> changed, <b>0</b> unchanged, <b>0</b> refused" in (
        preview.content.decode()
    )
    assert [str(message) for message in done.context["messages"]] == [
        "1 new, 1 changed; 2 words are live."
    ]
    assert [str(message) for message in undone.context["messages"]] == [
        "1 words set back, 1 removed, 0 retired because learners have them, "
        "0 left because they were edited since."
    ]
    assert WordImport.objects.get().uploaded_by_id == curator.pk


def test_the_desk_shows_refused_rows_and_offers_no_commit(desk):
    preview = upload(desk, FILE + b"x,porte,noun,door,\n").content.decode()

    assert "rank: &#x27;x&#x27; is not a whole number of 1 or more" in preview
    assert 'name="commit"' not in preview


def test_the_desk_says_why_a_file_cannot_be_read(desk):
    response = upload(desk, b"word,gender\nmot,m\n")

    assert response.context["form"].errors["file"] == [
        "The column 'rank' is missing.",
        "The column 'translation' is missing.",
    ]
    assert WordImport.objects.count() == 0


def test_a_second_commit_in_the_desk_is_told_so(desk):
    upload_page = upload(desk, FILE)
    page = upload_page.redirect_chain[0][0]
    agreed = {"commit": "yes", "fingerprint": upload_page.context["plan"].fingerprint()}
    desk.post(page, agreed)

    response = desk.post(page, agreed, follow=True)

    assert [str(message) for message in response.context["messages"]][-1] == (
        "This was done already, or it is too late."
    )


def test_who_may_not_import_cannot_commit(client, desk):
    page = upload(desk, FILE).redirect_chain[0][0]
    member = get_user_model().objects.create_user("staff@example.org", "secret", is_staff=True)
    member.user_permissions.add(Permission.objects.get(codename="view_wordimport"))
    client.force_login(member)

    assert client.post(page, {"commit": "yes"}).status_code == 403
    assert Word.objects.count() == 0


def test_a_stale_commit_in_the_desk_is_told_to_look_again(desk):
    page = upload(desk, FILE).redirect_chain[0][0]

    response = desk.post(page, {"commit": "yes", "fingerprint": "old"}, follow=True)

    assert [str(message) for message in response.context["messages"]] == [
        "The words changed since this preview. Nothing was written; please look again."
    ]
    assert Word.objects.count() == 0
