import pytest

from tests.vocabulary.words import make_word
from vocabulary.importing import ImportReport, import_words, preview
from vocabulary.models import Word, WordForm, WordRevision
from vocabulary.reading import ImportRefused, Row

pytestmark = pytest.mark.django_db


def row(line=2, **cells):
    given = {"rank": "1", "word": "livre", "part_of_speech": "noun", "gender": "m"}
    return Row(line, {**given, "translation": "book", **cells})


def report(**counts):
    fields = {"new": 0, "changed": 0, "unchanged": 0, "live": 1, "kept": (), "refused": ()}
    return ImportReport(**fields | counts)


def test_an_import_writes_words_with_their_keys_and_forms():
    result = import_words([row(word="œuvre", forms="œuvre|œuvres")], language="fr")

    word = Word.objects.get()
    assert result == report(new=1)
    assert (word.search_key, word.gloss_key, word.status) == ("oeuvre", " book ", "live")
    assert list(word.forms.values_list("form", "search_key").order_by("id")) == [
        ("œuvre", "oeuvre"),
        ("œuvres", "oeuvres"),
    ]


def test_repeating_an_import_changes_nothing():
    rows = [row(forms="livre|livres"), row(3, gender="f", translation="pound")]
    import_words(rows, language="fr")
    before = list(Word.objects.order_by("id").values())

    result = import_words(rows, language="fr")

    assert result == report(unchanged=2, live=2)
    assert list(Word.objects.order_by("id").values()) == before
    assert WordForm.objects.count() == 2
    assert WordRevision.objects.count() == 0


def test_the_same_word_in_two_languages_is_two_words():
    import_words([row(word="son")], language="fr")
    import_words([row(word="son")], language="es")

    assert sorted(Word.objects.values_list("language", flat=True)) == ["es", "fr"]


def test_a_new_list_refreshes_what_no_curator_touched():
    import_words([row(example="Un livre.", forms="livre")], language="fr")

    result = import_words([row(example="Je lis un livre.", forms="livre|livres")], language="fr")

    word = Word.objects.get()
    assert result == report(changed=1)
    assert word.example == "Je lis un livre."
    assert sorted(word.forms.values_list("form", flat=True)) == ["livre", "livres"]
    assert word.revisions.get().changes == {
        "example": ["Un livre.", "Je lis un livre."],
        "forms": [["livre"], ["livre", "livres"]],
    }


def test_columns_that_a_list_does_not_have_are_left_alone():
    import_words([row(example="Un livre.", forms="livres")], language="fr")

    import_words([row(translation="book; volume")], language="fr")

    word = Word.objects.get()
    assert (word.gloss, word.example) == ("book; volume", "Un livre.")
    assert word.forms.get().form == "livres"


def test_a_curators_edit_is_never_overwritten():
    import_words([row()], language="fr")
    Word.objects.update(gloss="a book", curated_fields=["gloss", "forms"])

    result = import_words([row(rank="5", translation="tome", forms="livres")], language="fr")

    word = Word.objects.get()
    assert (word.gloss, word.frequency_rank, word.forms.count()) == ("a book", 5, 0)
    assert result == report(changed=1, kept=("line 2: 'livre' (gloss, forms edited here)",))


def test_a_renamed_word_is_written_once_though_a_list_has_both_names():
    import_words([row(word="tabble")], language="fr")
    Word.objects.update(lemma="table", former_keys=[["tabble", "noun", "masculine"]])

    result = import_words(
        [row(word="tabble", translation="board"), row(3, word="table", translation="table")],
        language="fr",
    )

    assert Word.objects.get().gloss == "table"
    assert result == report(changed=1, unchanged=1, kept=("line 2: 'tabble' (word edited here)",))


def test_a_retired_word_stays_retired():
    import_words([row()], language="fr")
    Word.objects.update(status=Word.Status.RETIRED)

    result = import_words([row(status="live")], language="fr")

    assert Word.objects.get().status == Word.Status.RETIRED
    assert result == report(unchanged=1, live=0, kept=("line 2: 'livre' (retired)",))


def test_one_bad_row_refuses_the_whole_file_with_line_and_reason():
    with pytest.raises(ImportRefused) as refusal:
        import_words([row(), row(3, word="table", rank="x"), row(4)], language="fr")

    assert refusal.value.problems == [
        "line 3: rank: 'x' is not a whole number of 1 or more.",
        "line 4: 'livre' is on line 2 already.",
    ]
    assert Word.objects.count() == 0


def test_words_of_another_language_are_refused():
    with pytest.raises(ImportRefused) as refusal:
        import_words([row(language="es")], language="fr")

    assert refusal.value.problems == ["line 2: language: 'es' is not 'fr'."]


def test_bad_rows_are_left_out_and_reported_when_asked():
    result = import_words([row(), row(3, rank="x")], language="fr", skip_bad=True)

    assert result == report(
        new=1, refused=("line 3: rank: 'x' is not a whole number of 1 or more.",)
    )


def test_a_language_that_is_no_code_is_refused():
    with pytest.raises(ImportRefused) as refusal:
        import_words([row()], language="French")

    assert refusal.value.problems == ["'French' is not a language code such as 'fr'."]


def test_a_preview_tells_what_an_import_would_do_and_writes_nothing():
    import_words([row(), row(3, word="table")], language="fr")

    plan = preview(
        [row(translation="tome"), row(3, word="table"), row(4, word="lit"), row(5, word="")],
        language="fr",
    )

    assert [change.word.lemma for change in plan.new] == ["lit"]
    assert [(change.before, change.after) for change in plan.changed] == [
        ({"gloss": "book"}, {"gloss": "tome"})
    ]
    assert [change.word.lemma for change in plan.unchanged] == ["table"]
    assert plan.refused == [(5, "word: empty")]
    assert sorted(Word.objects.values_list("gloss", flat=True)) == ["book", "book"]


def test_the_summary_reads_as_text():
    result = report(
        new=1200, kept=("line 2: 'livre' (retired)",), refused=("line 3: word: empty.",), live=1199
    )

    assert result.summary() == (
        "1,200 new, 0 changed, 0 unchanged; 1,199 words are live.\n"
        "Kept as curators left them:\n"
        "line 2: 'livre' (retired)\n"
        "Refused:\n"
        "line 3: word: empty."
    )


@pytest.mark.parametrize("count", [1, 3])
def test_a_short_list_is_compared_with_the_words_it_names_only(count, django_assert_num_queries):
    renamed = make_word("neuf", former_keys=[["neux", "noun", ""]])
    for number in range(count):
        make_word(f"mot{number}", "mots", more_examples=[("Un mot.", "")])
    cells = {"rank": "1", "translation": "thing", "part_of_speech": "noun", "forms": "mots"}
    rows = [Row(2, cells | {"word": "mot0"}), Row(3, cells | {"word": "neux", "forms": ""})]

    with django_assert_num_queries(3):  # renamed words, words by lemma, forms
        plan = preview(rows, language="fr")

    assert [change.word for change in plan.unchanged][1:] == [renamed]
    assert (plan.new, plan.changed, plan.refused) == ([], [], [])
