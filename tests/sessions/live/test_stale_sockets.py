"""Which sockets are closed from outside, held open as apps hold them."""

from contextlib import AsyncExitStack
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone
from rest_framework.test import APIClient
from rest_framework_simplejwt.tokens import AccessToken

from learners.models import Learner
from learners.tokens import issue_tokens, revoke, revoke_all
from sessions.live import stale_sockets
from sessions.live.consumers import open_sockets
from sessions.live.stale_sockets import SILENCE_SECONDS, close_stale_sockets
from tests.conftest import make_learner
from tests.sessions.conftest import connected, make_session, token_of


@pytest.fixture
def other_session(words):
    return make_session(make_learner(email="bob@example.com"))


async def both_open(stack, *sessions):
    """Open a socket of each session."""
    sockets = []
    for session in sessions:
        token = await sync_to_async(token_of)(session.learner)
        sockets.append(await stack.enter_async_context(connected(session.pk, token=token)))
        await sockets[-1].receive()
    return sockets


async def is_still_served(socket):
    await socket.send("heartbeat")
    return (await socket.receive())["type"] == "heartbeat"


async def test_a_silent_socket_is_closed(session, other_session):
    async with AsyncExitStack() as stack:
        silent, talking = await both_open(stack, session, other_session)
        for socket in open_sockets:
            socket.heard_at -= SILENCE_SECONDS + 1
        assert await is_still_served(talking)

        await close_stale_sockets(now=timezone.now())

        assert await silent.close_code() == 4408
        assert await is_still_served(talking)


async def test_a_socket_is_closed_when_its_token_ends_unless_it_was_renewed(
    session, other_session, monkeypatch
):
    async with AsyncExitStack() as stack:
        forgetful, renewed = await both_open(stack, session, other_session)
        monkeypatch.setattr(AccessToken, "lifetime", timedelta(hours=5))
        later = await sync_to_async(token_of)(other_session.learner)
        await renewed.send("auth", token=later)
        assert (await renewed.receive())["type"] == "auth_renewed"

        await close_stale_sockets(now=timezone.now() + timedelta(hours=2))

        assert await forgetful.close_code() == 4401
        assert await is_still_served(renewed)


async def test_signing_out_ends_the_sockets_of_that_sign_in(session):
    here = await sync_to_async(issue_tokens)(session.learner, now=timezone.now())
    ticket = await sync_to_async(ticket_of)(session, here.access_token)
    async with AsyncExitStack() as stack:
        by_token, by_ticket, other = [
            await stack.enter_async_context(connected(session.pk, **credentials))
            for credentials in (
                {"token": here.access_token},
                {"query": f"?ticket={ticket}"},
                {"token": await sync_to_async(token_of)(session.learner)},
            )
        ]
        for socket in (by_token, by_ticket, other):
            await socket.receive()
        await sync_to_async(revoke)(here.refresh_token)

        await close_stale_sockets(now=timezone.now())

        assert [await by_token.close_code(), await by_ticket.close_code()] == [4401, 4401]
        assert await is_still_served(other)


async def test_a_ticket_is_no_good_when_its_sign_in_has_ended(session):
    here = await sync_to_async(issue_tokens)(session.learner, now=timezone.now())
    ticket = await sync_to_async(ticket_of)(session, here.access_token)
    await sync_to_async(revoke)(here.refresh_token)

    async with connected(session.pk, query=f"?ticket={ticket}") as socket:
        assert await socket.close_code() == 4401


def ticket_of(session, access_token):
    client = APIClient(headers={"Authorization": f"Bearer {access_token}"})
    answer = client.post("/api/v1/auth/ws-ticket", {"session_id": str(session.pk)})
    return answer.json()["ticket"]


async def leave(learner):
    await sync_to_async(Learner.objects.filter(pk=learner.pk).update)(is_active=False)


async def end_all_sign_ins(learner):
    await sync_to_async(revoke_all)(learner)


@pytest.mark.parametrize(("end", "at_once"), [(leave, 500), (end_all_sign_ins, 1)])
async def test_a_socket_is_closed_when_its_learner_is_signed_out(
    session, other_session, end, at_once, monkeypatch
):
    monkeypatch.setattr(stale_sockets, "AT_ONCE", at_once)
    async with AsyncExitStack() as stack:
        ended, other = await both_open(stack, session, other_session)
        await end(session.learner)

        await close_stale_sockets(now=timezone.now())

        assert await ended.close_code() == 4401
        assert await is_still_served(other)
