import pytest
from jsonschema import Draft202012Validator, ValidationError

from sessions.live.asyncapi import document
from sessions.live.close_codes import MEANINGS, CloseCode
from sessions.told.frames import FRAMES_OUT
from tests.sessions.conftest import frame_schema


def references(node):
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"]
        for inner in node.values():
            yield from references(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from references(inner)


def resolve(pointer):
    node = document()
    for part in pointer.removeprefix("#/").split("/"):
        node = node[part]
    return node


def test_every_reference_leads_somewhere():
    assert {ref for ref in references(document()) if resolve(ref) is None} == set()


def test_every_frame_out_is_described_by_a_valid_schema():
    for name in FRAMES_OUT.values():
        Draft202012Validator.check_schema(frame_schema(name).schema)


def test_frames_in_are_those_of_the_contract():
    received = document()["operations"]["receive"]["messages"]

    assert [message["$ref"].rpartition("/")[2] for message in received] == [
        "user_message",
        "typing",
        "heartbeat",
        "cancel",
        "auth",
        "hint",
        "translate",
        "simplify",
        "suggestions",
    ]


def test_a_frame_that_is_not_as_described_is_noticed():
    with pytest.raises(ValidationError):
        frame_schema("heartbeat").validate({"type": "heartbeat", "data": {"server_time": 7}})


def test_it_is_served_to_everybody(client, db):
    response = client.get("/api/v1/asyncapi.json")

    assert (response.status_code, response.json()) == (200, document())


def test_every_close_code_is_explained():
    told = document()["info"]["description"]

    assert [f"- {code.value}: {MEANINGS[code]}" in told for code in CloseCode] == [True] * 6
