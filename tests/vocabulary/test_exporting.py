import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vocabulary.entries import BadRow, read_entry
from vocabulary.exporting import COLUMNS, as_csv, as_xlsx, exported_rows
from vocabulary.importing import import_words, preview
from vocabulary.models import Word, WordExample, WordForm
from vocabulary.reading import Row, read_rows

pytestmark = pytest.mark.django_db

AWKWARD = [
    "-ir",
    "=1+1",
    "'=1+1",
    "+",
    "@x",
    'say "hi"',
    "a;b|c\td",
    "two\nlines",
    "😀 שלום",
    "’tis",
]
text = st.text(max_size=30) | st.sampled_from(AWKWARD)
lines = st.tuples(text, text).map(" | ".join)
rows = st.fixed_dictionaries(
    {
        "rank": st.integers(1, 9999).map(str),
        "word": text,
        "part_of_speech": st.sampled_from(["", "noun", "verb"]),
        "gender": st.sampled_from(["", "masculine", "feminine"]),
        "level": st.sampled_from(["", "A1", "C2"]),
        "translation": text,
        "definition": text,
        "example": text,
        "example_translation": text,
        "more_examples": st.lists(text | lines, max_size=3).map("\n".join),
        "topics": st.sampled_from(["", "food", "food,work"]),
        "usage_note": text,
        "forms": st.lists(text, max_size=3).map("|".join),
        "status": st.sampled_from(["draft", "live", "retired"]),
        "language": st.just("fr"),
    }
)


def is_good(row):
    try:
        read_entry(row)
    except BadRow:
        return False
    return True


def stored():
    words = Word.objects.order_by("id")
    forms = WordForm.objects.order_by("word_id", "id").values_list("word__lemma", "form")
    examples = WordExample.objects.order_by("word_id", "id")
    return (
        list(words.values("lemma", "gloss", "topics", "status", "example")),
        list(forms),
        list(examples.values_list("word__lemma", "text", "translation")),
    )


@pytest.mark.parametrize(("write", "name"), [(as_csv, "w.csv"), (as_xlsx, "w.xlsx")])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=st.lists(rows, min_size=1, max_size=4))
def test_an_export_imports_back_unchanged(write, name, lists):
    Word.objects.all().delete()
    raw = as_csv([[cells[column] for column in COLUMNS] for cells in lists])
    good = [row for row in read_rows(raw, file_name="w.csv") if is_good(row)]
    import_words(good, language="fr", skip_bad=True)
    before = stored()

    again = (
        read_rows(write(exported_rows(Word.objects.order_by("id"))), file_name=name) if good else []
    )

    plan = preview(again, language="fr")
    assert (plan.new, plan.changed, plan.refused) == ([], [], [])
    Word.objects.all().delete()
    import_words(again, language="fr")
    assert stored() == before


def test_no_cell_starts_like_a_formula():
    cells = {"rank": "1", "word": "-ir", "translation": "=cmd()", "example": "@here"}
    cells |= {"more_examples": "-x | -y"}
    import_words([Row(2, cells)], language="fr")

    lines = as_csv(exported_rows(Word.objects.all())).decode("utf-8-sig").splitlines()

    assert lines[1] == "1,'-ir,,,,'=cmd(),,'@here,,'-x | -y,,,,live,fr"


@pytest.mark.parametrize("count", [1, 3])
def test_exporting_costs_the_same_queries_for_any_number(count, django_assert_num_queries):
    words = [
        Row(n, {"rank": str(n), "word": f"mot{n}", "translation": "w"}) for n in range(1, count + 1)
    ]
    import_words(words, language="fr")

    with django_assert_num_queries(3):  # words, forms, examples
        assert len(list(exported_rows(Word.objects.all()))) == count
