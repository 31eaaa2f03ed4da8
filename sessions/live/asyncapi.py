"""The AsyncAPI 3 document of the socket, made from the very models that read and write its frames."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Final, get_args

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from sessions.live.close_codes import MEANINGS
from sessions.live.incoming import FRAMES_IN
from sessions.told.frames import FRAMES_OUT

Json = dict[str, Any]
Models = Sequence[type[BaseModel]]

CHANNEL: Final = "session"
_REF = "#/components/schemas/{model}"


@lru_cache(maxsize=1)
def document() -> Json:
    incoming = {get_args(model.model_fields["type"].annotation)[0]: model for model in FRAMES_IN}
    outgoing = {name: model for model, name in FRAMES_OUT.items()}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "French tutor: the socket of a session",
            "version": "1.0.0",
            "description": _description(),
        },
        "defaultContentType": "application/json",
        "channels": {CHANNEL: _channel([*incoming, *(f"{name}_out" for name in outgoing)])},
        "operations": {
            "receive": _operation("receive", incoming),
            "send": _operation("send", [f"{name}_out" for name in outgoing]),
        },
        "components": {
            "messages": {
                **{name: _message(name, _ref(model)) for name, model in incoming.items()},
                **{
                    f"{name}_out": _message(name, _frame(name, model))
                    for name, model in outgoing.items()
                },
            },
            "schemas": _schemas(list(incoming.values()), list(outgoing.values())),
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
                "token": {"type": "httpApiKey", "name": "token", "in": "query"},
                "ticket": {"type": "httpApiKey", "name": "ticket", "in": "query"},
            },
        },
    }


def _description() -> str:
    codes = "\n".join(f"- {code}: {meaning}" for code, meaning in MEANINGS.items())
    return (
        "Every frame out is an object of `type` and `data`. Frames of a type that a client does "
        "not know are to be ignored.\n\nA refused socket is accepted, then closed with a code:\n"
        f"{codes}"
    )


def _channel(names: Iterable[str]) -> Json:
    return {
        "address": "/api/v1/sessions/{session_id}/ws",
        "parameters": {"session_id": {"description": "Id of the learning session."}},
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in names},
        "bindings": {
            "ws": {
                "query": {
                    "type": "object",
                    "properties": {
                        "token": {"type": "string"},
                        "ticket": {"type": "string"},
                        "after_sequence": {"type": "integer", "minimum": 0},
                    },
                },
                "bindingVersion": "0.1.0",
            }
        },
    }


def _operation(action: str, names: Iterable[str]) -> Json:
    return {
        "action": action,
        "channel": {"$ref": f"#/channels/{CHANNEL}"},
        "messages": [{"$ref": f"#/channels/{CHANNEL}/messages/{name}"} for name in names],
    }


def _message(name: str, payload: Json) -> Json:
    return {"name": name, "payload": payload}


def _frame(name: str, model: type[BaseModel]) -> Json:
    return {
        "type": "object",
        "required": ["type", "data"],
        "properties": {"type": {"const": name}, "data": _ref(model)},
        "additionalProperties": False,
    }


def _ref(model: type[BaseModel]) -> Json:
    return {"$ref": f"#/components/schemas/{model.__name__}"}


def _schemas(incoming: Models, outgoing: Models) -> Json:
    _, read = models_json_schema([(m, "validation") for m in incoming], ref_template=_REF)
    _, written = models_json_schema([(m, "serialization") for m in outgoing], ref_template=_REF)
    return {**read.get("$defs", {}), **written.get("$defs", {})}
