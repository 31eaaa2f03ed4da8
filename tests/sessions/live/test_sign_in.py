"""Who opens a socket, and how."""

import uuid

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from learners.tokens import issue_tokens
from sessions.live.tickets import issue_ticket
from tests.conftest import make_learner
from tests.sessions.conftest import connected, token_of

pytestmark = pytest.mark.usefixtures("gateway")


async def test_a_token_in_the_address_signs_in(session, token):
    async with connected(session.pk, query=f"?token={token}") as socket:
        assert (await socket.receive())["type"] == "session_ready"


async def test_a_ticket_signs_in_once(session, learner):
    ticket = (await sync_to_async(issue_ticket)(session, now=timezone.now())).ticket

    async with connected(session.pk, subprotocols=[f"ticket.{ticket}"]) as socket:
        first, chosen = await socket.receive(), socket.subprotocol
    async with connected(session.pk, query=f"?ticket={ticket}") as socket:
        second = await socket.close_code()

    assert (first["type"], chosen, second) == ("session_ready", f"ticket.{ticket}", 4401)


async def test_a_header_decides_where_present(session, token):
    headers = [(b"authorization", b"Bearer rubbish")]
    async with connected(session.pk, query=f"?token={token}", headers=headers) as socket:
        assert await socket.close_code() == 4401


@pytest.mark.parametrize("query", ["", "?token=rubbish", "?ticket=rubbish", "?token="])
async def test_nobody_is_signed_in_by_nothing(session, query):
    async with connected(session.pk, query=query) as socket:
        assert await socket.close_code() == 4401


@pytest.mark.parametrize("address", ["rubbish", str(uuid.UUID(int=1)), "no/such/path"])
async def test_a_session_that_does_not_exist_closes(session, token, address):
    async with connected(address, token=token) as socket:
        assert await socket.close_code() == 4404


async def test_another_learners_session_closes_alike(session):
    stranger = await sync_to_async(make_learner)(email="mallory@example.com")
    async with connected(session.pk, token=await sync_to_async(token_of)(stranger)) as socket:
        assert await socket.close_code() == 4404


async def test_a_sign_in_is_renewed_in_place(session, learner, token):
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        tokens = await sync_to_async(issue_tokens)(learner, now=timezone.now())
        await socket.send("auth", token=tokens.access_token)

        assert (await socket.receive())["type"] == "auth_renewed"


async def test_renewing_with_a_bad_token_closes(session, token):
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.send("auth", token="rubbish")

        assert await socket.close_code() == 4401
