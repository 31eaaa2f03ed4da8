"""What a reply has come to is shared as well as it can be."""

from uuid import uuid4

from django.core.cache.backends.base import BaseCache

from sessions.turn.sharing import share_texts, shared_text


class Away(BaseCache):
    """A cache whose server is away."""

    def __init__(self, *_):
        super().__init__({})

    def get(self, *args, **options):
        raise ConnectionError("away")

    set = get


def away(settings):
    settings.CACHES = {"default": {"BACKEND": f"{__name__}.Away"}}


async def test_a_text_is_read_as_it_was_shared():
    turn_id, other = uuid4(), uuid4()

    await share_texts({turn_id: "Bonjour, ça", other: "Oui"})

    assert (shared_text(turn_id), shared_text(other)) == ("Bonjour, ça", "Oui")
    assert shared_text(uuid4()) == ""


async def test_without_a_cache_the_turn_goes_on_and_nothing_is_known(settings, caplog):
    away(settings)

    await share_texts({uuid4(): "Bonjour"})

    assert shared_text(uuid4()) == ""
    assert [message.split(":")[0] for message in caplog.messages] == [
        "The texts so far cannot be shared",
        f"The text so far of turn {caplog.messages[1].split()[6]} cannot be read",
    ]
