"""The transcript, and a turn that is left to itself."""

import asyncio

import pytest
from asgiref.sync import sync_to_async

from tests.rig.fake_models import REPLY
from tests.sessions.conftest import say, token_of

pytestmark = pytest.mark.usefixtures("words")


def test_the_transcript_is_paged_and_numbered(api, session):
    for content in ("Bonjour !", "Ça va ?", "Au revoir !"):
        say(api, session.pk, content)

    page = api.get(f"/api/v1/sessions/{session.pk}/messages?limit=2&offset=1").json()
    rest = api.get(f"/api/v1/sessions/{session.pk}/messages?after_sequence=4").json()

    assert page["total"] == 6
    assert [m["sequence_number"] for m in page["items"]] == [2, 3]
    assert [m["sequence_number"] for m in rest["items"]] == [5, 6]


@pytest.mark.parametrize("turns", [1, 3])
def test_the_transcript_costs_the_same_queries_for_any_length(
    api, session, turns, django_assert_num_queries
):
    for number in range(turns):
        say(api, session.pk, f"Je aime le numéro {number}.")

    with django_assert_num_queries(6):
        response = api.get(f"/api/v1/sessions/{session.pk}/messages")

    assert len(response.json()["items"]) == 2 * turns


def test_respond_async_names_the_place_to_look(api, session):
    accepted = api.post(
        f"/api/v1/sessions/{session.pk}/messages",
        {"content": "Bonjour !"},
        headers={"Prefer": "respond-async"},
    )

    assert accepted.status_code == 202
    assert accepted.headers["Location"] == accepted.json()["location"]
    assert api.get(accepted.headers["Location"]).status_code in (200, 202)


async def test_a_turn_left_to_itself_is_found_where_the_answer_says(
    post_message, async_client, token, session, gateway
):
    gateway.latency = 0.3
    accepted = await post_message(Prefer="respond-async")
    place, headers = accepted["Location"], {"Authorization": f"Bearer {token}"}
    first = await async_client.get(place, headers=headers)
    while (answer := await async_client.get(place, headers=headers)).status_code == 202:
        await asyncio.sleep(0.05)

    turn = answer.json()
    assert (accepted.status_code, first.status_code, answer.status_code) == (202, 202, 200)
    assert first.json()["status"] in {"accepted", "running"}
    assert place == f"/api/v1/sessions/{session.pk}/turns/{turn['turn_id']}"
    assert turn["assistant_turn"]["message"]["content"].endswith(REPLY)


async def test_another_learner_does_not_find_a_turn(
    post_message, async_client, session, stranger, gateway
):
    turn = (await post_message()).json()
    place = f"/api/v1/sessions/{session.pk}/turns/{turn['turn_id']}"

    token = await sync_to_async(token_of)(stranger)

    answer = await async_client.get(place, headers={"Authorization": f"Bearer {token}"})

    assert answer.status_code == 404
