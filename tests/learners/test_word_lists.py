import uuid

import pytest
from rest_framework.test import APIClient

from learners.models import Learner, WordList
from learners.word_lists import MAX_LISTS
from tests.vocabulary.words import make_word

pytestmark = pytest.mark.django_db


def signed_in(learner):
    api = APIClient()
    api.force_authenticate(learner)
    return api


@pytest.fixture
def alice():
    return Learner.objects.create_user("alice@example.org", "secret", target_language="fr")


@pytest.fixture
def bob():
    return Learner.objects.create_user("bob@example.org", "secret")


@pytest.fixture
def api(alice):
    return signed_in(alice)


def names(api):
    return [(found["name"], found["kind"]) for found in api.get("/api/v1/lists").json()["items"]]


def test_a_learner_makes_a_list_and_saves_a_word_of_a_conversation(api):
    word, message_id = make_word("gare", gloss="station"), str(uuid.uuid4())

    made = api.post("/api/v1/lists", {"name": "Voyage"})
    path = f"/api/v1/lists/{made.json()['id']}"
    saved = api.post(
        f"{path}/words", {"word_id": word.pk, "note": "à Lyon", "message_id": message_id}
    )

    assert (made.status_code, saved.status_code) == (201, 201)
    assert made.json() == {
        "id": made.json()["id"],
        "name": "Voyage",
        "description": "",
        "language": "fr",
        "kind": "personal",
        "word_count": 0,
        "editable": True,
    }
    shown = api.get(path).json()
    assert (shown["word_count"], shown["words"]["total"]) == (1, 1)
    entry = shown["words"]["items"][0]
    assert (entry["word"]["word"], entry["note"], entry["message_id"]) == (
        "gare",
        "à Lyon",
        message_id,
    )


def test_saving_a_word_twice_keeps_one_entry(api, alice):
    word, word_list = make_word("gare"), alice.word_lists.create(name="Voyage")
    path = f"/api/v1/lists/{word_list.pk}/words"

    statuses = [api.post(path, {"word_id": word.pk}).status_code for _ in range(2)]

    assert statuses == [201, 200]
    assert word_list.entries.count() == 1


def test_a_word_tells_which_lists_it_is_on(api, alice, bob):
    word, other = make_word("gare"), make_word("train")
    voyage = alice.word_lists.create(name="Voyage")
    for word_list in (voyage, alice.word_lists.create(name="B"), bob.word_lists.create(name="C")):
        word_list.entries.create(word=other)
    voyage.entries.create(word=word)

    answer = api.get("/api/v1/lists", {"word_id": word.pk}).json()

    assert [(found["name"], found["word_count"]) for found in answer["items"]] == [("Voyage", 2)]
    assert answer["total"] == 1


@pytest.mark.parametrize("word_id", ["0", "gare", str(2**63)])
def test_a_wrong_word_id_is_refused(api, word_id):
    answer = api.get("/api/v1/lists", {"word_id": word_id})

    assert (answer.status_code, answer.json()["errors"][0]["loc"]) == (422, ["query", "word_id"])


def test_words_and_lists_can_be_taken_away(api, alice):
    word, word_list = make_word("gare"), alice.word_lists.create(name="Voyage")
    word_list.entries.create(word=word)
    path = f"/api/v1/lists/{word_list.pk}"

    statuses = [
        api.delete(f"{path}/words/{word.pk}").status_code,
        api.delete(f"{path}/words/{word.pk}").status_code,
        api.delete(path).status_code,
        api.get(path).status_code,
    ]

    assert statuses == [204, 404, 204, 404]


def test_a_list_can_be_renamed(api, alice):
    word_list = alice.word_lists.create(name="Voyage", description="Lyon")

    answer = api.patch(f"/api/v1/lists/{word_list.pk}", {"name": "Voyages"}).json()

    assert (answer["name"], answer["description"]) == ("Voyages", "Lyon")


def test_two_lists_of_one_learner_have_two_names(api, alice, bob):
    alice.word_lists.create(name="Voyage")
    other = alice.word_lists.create(name="Travail")
    bob.word_lists.create(name="Cuisine")

    answers = [
        api.post("/api/v1/lists", {"name": "Voyage"}),
        api.patch(f"/api/v1/lists/{other.pk}", {"name": "Voyage"}),
        api.post("/api/v1/lists", {"name": "Cuisine"}),
    ]

    assert [answer.status_code for answer in answers] == [409, 409, 201]
    assert answers[0].json()["code"] == "list_name_taken"


def test_shared_lists_are_seen_and_private_ones_are_not(api, bob):
    bob.word_lists.create(name="Privé")
    bob.word_lists.create(name="Cours", shared=True)
    WordList.objects.create(name="Les 500", shared=True)

    assert names(api) == [("Cours", "teacher"), ("Les 500", "system")]


@pytest.mark.parametrize(("shared", "status"), [(False, 404), (True, 403)])
def test_nobody_changes_somebody_elses_list(api, bob, shared, status):
    word, word_list = make_word("gare"), bob.word_lists.create(name="Cours", shared=shared)
    path = f"/api/v1/lists/{word_list.pk}"

    statuses = {
        api.patch(path, {"name": "x"}).status_code,
        api.delete(path).status_code,
        api.post(f"{path}/words", {"word_id": word.pk}).status_code,
        api.delete(f"{path}/words/{word.pk}").status_code,
    }

    assert statuses == {status}


def test_lists_are_for_those_who_signed_in():
    assert APIClient().get("/api/v1/lists").status_code == 401


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/api/v1/lists", {"name": ""}, 422),
        ("/api/v1/lists", {"name": "x" * 101}, 422),
        ("/api/v1/lists/abc/words", {"word_id": 1}, 422),
        (f"/api/v1/lists/{uuid.UUID(int=1)}/words", {"word_id": 1}, 404),
        (f"/api/v1/lists/{uuid.UUID(int=1)}/words", {"word_id": 0}, 422),
    ],
)
def test_wrong_input_is_refused(api, path, body, status):
    assert api.post(path, body).status_code == status


def test_an_unknown_word_cannot_be_saved(api, alice):
    word_list = alice.word_lists.create(name="Voyage")

    assert api.post(f"/api/v1/lists/{word_list.pk}/words", {"word_id": 99}).status_code == 404


def test_lists_are_limited_in_number(api, alice):
    WordList.objects.bulk_create(WordList(owner=alice, name=f"L{n}") for n in range(MAX_LISTS))

    assert api.post("/api/v1/lists", {"name": "one more"}).json()["code"] == "too_many_lists"


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_queries_for_any_number(api, alice, count, django_assert_num_queries):
    for number in range(count):
        alice.word_lists.create(name=f"L{number}")

    with django_assert_num_queries(2):
        assert len(names(api)) == count


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_queries_for_any_number_of_words(
    api, alice, count, django_assert_num_queries
):
    word_list = alice.word_lists.create(name="Voyage")
    for number in range(count):
        word_list.entries.create(word=make_word(f"mot{number}"))

    with django_assert_num_queries(3):
        assert api.get(f"/api/v1/lists/{word_list.pk}").json()["words"]["total"] == count
