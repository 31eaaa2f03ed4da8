"""Who hears what is told, here and from other processes."""

import asyncio

import pytest
from channels.layers import InMemoryChannelLayer

from sessions.told import hub
from sessions.told.hub import EVERYBODY, MOST_UNREAD, LayerRelay, hear_always, listening, tell


def heard(listener):
    return [listener.frames.get_nowait() for _ in range(listener.frames.qsize())]


async def test_a_listener_hears_its_group_until_it_leaves():
    with listening("one") as first, listening("one") as second, listening("other") as other:
        tell("one", "Bonjour")
    tell("one", "too late")

    assert (heard(first), heard(second), heard(other)) == (["Bonjour"], ["Bonjour"], [])


async def test_who_does_not_read_is_let_go_and_remembered_as_such():
    with listening("one") as listener:
        for number in range(MOST_UNREAD + 5):
            tell("one", str(number))

        frames = heard(listener)

    assert listener.fell_behind is True
    assert (len(frames), frames[0], frames[-1]) == (MOST_UNREAD + 1, "0", None)


@pytest.fixture
async def relay():
    layer = InMemoryChannelLayer()
    relay = LayerRelay(layer)
    yield relay
    for task in relay.tasks:
        task.cancel()
    await asyncio.wait(relay.tasks)


async def from_elsewhere(relay, *frames):
    """Send frames as another process does, once this one listens."""
    while EVERYBODY not in relay.layer.groups:
        await asyncio.sleep(0)
    message = {"type": "relay", "from": "another process", "frames": frames}
    await relay.layer.group_send(EVERYBODY, message)


async def test_what_another_process_tells_is_heard_here(relay):
    always = []
    hear_always("orders", always.append)
    with listening("one") as listener:
        await from_elsewhere(relay, ("orders", "stop"), ("one", "Salut"))
        text = await asyncio.wait_for(listener.frames.get(), 5)

    assert (text, always) == ("Salut", ["stop"])


async def test_other_processes_are_told_in_one_go_and_we_do_not_hear_ourselves(relay):
    channel = await relay.layer.new_channel()
    await relay.layer.group_add(EVERYBODY, channel)
    with listening("one") as listener:
        relay.pass_on("one", "Bon")
        relay.pass_on("one", "jour")
        await relay.all_passed_on()
        message = await relay.layer.receive(channel)

        assert message["frames"] == [("one", "Bon"), ("one", "jour")]
        assert message["from"] == hub.PROCESS_ID
        await asyncio.sleep(0)
        assert heard(listener) == []
