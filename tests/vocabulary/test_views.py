import pytest
from rest_framework.test import APIClient

from tests.vocabulary.words import make_word
from vocabulary.models import Word

pytestmark = pytest.mark.django_db

api = APIClient()


def lemmas(path):
    return [word["word"] for word in api.get(path).json()["items"]]


def test_a_word_is_shown_with_the_names_of_the_wire():
    word = make_word(
        "œuf",
        gender="masculine",
        frequency_rank=1234,
        level="A1",
        gloss="egg",
        example="Je mange un œuf.",
        example_translation="I am eating an egg.",
        topics=["food"],
        more_examples=[("Des œufs, s'il vous plaît.", "")],
    )

    assert api.get(f"/api/v1/vocabulary/{word.pk}").json() == {
        "id": word.pk,
        "language": "fr",
        "word": "œuf",
        "normalized_word": "oeuf",
        "part_of_speech": "noun",
        "gender": "masculine",
        "frequency_rank": 1234,
        "level": "A1",
        "english_translation": "egg",
        "definition": None,
        "example_sentence": "Je mange un œuf.",
        "example_translation": "I am eating an egg.",
        "usage_notes": None,
        "difficulty_level": 2,
        "topic_tags": ["food"],
        "examples": [
            {"text": "Je mange un œuf.", "translation": "I am eating an egg."},
            {"text": "Des œufs, s'il vous plaît.", "translation": None},
        ],
    }


def test_words_come_by_frequency_and_only_live_ones():
    make_word("table", frequency_rank=2)
    make_word("lit", frequency_rank=1)
    make_word("vieux", frequency_rank=3, status=Word.Status.RETIRED)
    make_word("neuf", frequency_rank=4, status=Word.Status.DRAFT)

    answer = api.get("/api/v1/vocabulary").json()

    assert (answer["total"], [word["word"] for word in answer["items"]]) == (2, ["lit", "table"])


def test_limit_and_offset_choose_the_page():
    for rank in (1, 2, 3):
        make_word(f"mot{rank}", frequency_rank=rank)

    answer = api.get("/api/v1/vocabulary?limit=1&offset=1").json()

    assert (answer["total"], [word["word"] for word in answer["items"]]) == (3, ["mot2"])


@pytest.mark.parametrize(
    "query",
    [
        "language=es",
        "level=B1",
        "part_of_speech=verb",
        "topic=food",
        "topic=%C3%A9cole",
        "search=hablando",
        "language=es&search=speak&level=B1",
    ],
)
def test_each_filter_narrows_the_list(query):
    make_word("table", level="A1", topics=["home", "foodstuff"])
    make_word(
        "hablar",
        "hablando",
        language="es",
        level="B1",
        part_of_speech="verb",
        topics=["food", "école"],
        gloss="to speak",
        frequency_rank=9,
    )

    assert lemmas(f"/api/v1/vocabulary?{query}") == ["hablar"]


def test_empty_parameters_count_as_absent():
    make_word("table")

    assert lemmas("/api/v1/vocabulary?search=&level=&language=&limit=") == ["table"]


@pytest.mark.parametrize(
    ("query", "name", "kind"),
    [
        ("limit=0", "limit", "min_value"),
        ("limit=101", "limit", "max_value"),
        ("offset=-1", "offset", "min_value"),
        ("level=Z9", "level", "enum"),
        ("part_of_speech=nom", "part_of_speech", "enum"),
        ("search=a%00b", "search", "null_characters_not_allowed"),
    ],
)
def test_wrong_parameters_are_named(query, name, kind):
    response = api.get(f"/api/v1/vocabulary?{query}")

    assert response.status_code == 422
    assert [(e["loc"], e["type"]) for e in response.json()["errors"]] == [(["query", name], kind)]


@pytest.mark.parametrize(
    ("word_id", "status"),
    [
        ("abc", 422),
        ("0", 422),
        ("-1", 422),
        ("99999999999999999999", 422),
        ("0" * 19 + "1" + "9" * 5000, 422),
        ("12345", 404),
    ],
)
def test_ids_that_are_no_word(word_id, status):
    assert api.get(f"/api/v1/vocabulary/{word_id}").status_code == status


def test_a_retired_word_can_still_be_read_and_a_draft_not_yet():
    retired = make_word("vieux", status=Word.Status.RETIRED)
    draft = make_word("neuf", status=Word.Status.DRAFT)

    statuses = [api.get(f"/api/v1/vocabulary/{word.pk}").status_code for word in (retired, draft)]

    assert statuses == [200, 404]


def test_a_form_is_looked_up():
    make_word("être", "suis", part_of_speech="verb")

    assert lemmas("/api/v1/vocabulary/lookup?form=suis&language=fr") == ["être"]


def test_curators_learn_what_is_looked_up():
    word = make_word("être", "suis", part_of_speech="verb")

    for _ in range(2):
        api.get("/api/v1/vocabulary/lookup?form=suis")

    word.refresh_from_db()
    assert word.lookups == 2


def test_looking_up_nothing_is_refused():
    response = api.get("/api/v1/vocabulary/lookup")

    assert [(e["loc"], e["type"]) for e in response.json()["errors"]] == [
        (["query", "form"], "missing")
    ]


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/api/v1/vocabulary?search=mot&topic=food", 2),
        ("/api/v1/vocabulary/lookup?form=mots", 3),
    ],
)
@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_queries_for_any_number(
    path, queries, count, django_assert_num_queries
):
    for number in range(count):
        make_word(f"mot{number}", "mots", topics=["food"])

    with django_assert_num_queries(queries):
        assert len(lemmas(path)) == count
