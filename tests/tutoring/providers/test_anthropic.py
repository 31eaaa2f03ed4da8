import pytest

from tests.tutoring.providers.conftest import messages
from tutoring.brief import Brief, Line, Speaker
from tutoring.providers.anthropic import Messages

BRIEF = Brief(
    language="fr",
    level="A2",
    learner_text="Oui.",
    history=(Line(Speaker.TUTOR, "Tu aimes le pain ?"),),
    turn_number=1,
)

pytestmark = pytest.mark.usefixtures("loaded_sdks")


async def text_of(provider):
    pieces = [piece async for piece in provider.reply(BRIEF)]
    return "".join(piece for piece in pieces if isinstance(piece, str))


async def test_messages_are_asked_for_with_what_current_models_take(gateway):
    await text_of(messages(gateway, model="claude-haiku-5-5"))

    (request,) = gateway.requests
    body = dict(request.body)
    assert [m["role"] for m in body.pop("messages")] == ["user", "assistant", "user"]
    assert body.pop("system").startswith("You talk with someone who is learning French.")
    assert body == {
        "model": "claude-haiku-5-5",
        "max_tokens": 600,
        "stream": True,
        "thinking": {"type": "disabled"},
    }


@pytest.mark.parametrize(
    ("model", "asked_with"),
    [
        ("claude-haiku-5-5", [("disabled", None, 600)]),
        ("claude-haiku-4-5", [("disabled", None, 600)]),
        ("claude-sonnet-5-5", [("disabled", None, 600), ("between_tools", None, 600)]),
        (
            "claude-opus-5-5",
            [("disabled", None, 600), ("between_tools", None, 600), (None, "low", 2600)],
        ),
    ],
)
async def test_model_is_kept_from_thinking_as_far_as_it_can_be(gateway, model, asked_with):
    provider = messages(gateway, model=model)

    texts = [await text_of(provider), await text_of(provider)]

    assert texts == [gateway.models.reply] * 2
    bodies = [request.body for request in gateway.requests]
    assert [
        (
            body.get("thinking", {}).get("type"),
            body.get("output_config", {}).get("effort"),
            body["max_tokens"],
        )
        for body in bodies
    ] == [*asked_with, asked_with[-1]]  # the second reply knows at once


async def test_corrections_keep_their_schema_beside_the_effort(gateway):
    provider = messages(gateway, model="claude-opus-5-5")

    corrections = await provider.correct(BRIEF)

    assert corrections.findings == ()
    assert gateway.requests[-1].body["output_config"].keys() == {"effort", "format"}


async def test_corrections_ask_for_json_by_a_schema(gateway):
    await messages(gateway).correct(BRIEF)

    form = gateway.requests[0].body["output_config"]["format"]
    assert (form["type"], form["schema"]["required"]) == ("json_schema", ["corrections"])


@pytest.mark.parametrize("suffix", ["", "/", "/v1", "/v1/"])
async def test_address_may_be_given_with_and_without_its_version(gateway, suffix):
    provider = Messages(model="claude", api_key="k", base_url=gateway.origin + suffix)

    assert await text_of(provider) == gateway.models.reply
