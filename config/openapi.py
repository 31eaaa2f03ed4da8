"""The OpenAPI document: problem details on every operation, and the types of ids in paths."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

from wire.inputs import MAX_ID

Document = dict[str, Any]


class ProblemAutoSchema(AutoSchema):
    """Filled in by `describe_problems`; kept so that views can be told apart by tag."""

    def get_tags(self) -> list[str]:
        return [self.path.removeprefix("/api/v1/").split("/")[0]]


PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code", "request_id"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "A sentence that a person can read."},
        "code": {"type": "string", "description": "A stable word of the catalogue."},
        "request_id": {"type": "string"},
        "message": {"type": "string", "enum": ["Validation failed"]},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["loc", "msg", "type"],
                "properties": {
                    "loc": {"type": "array", "items": {"type": ["string", "integer"]}},
                    "msg": {"type": "string"},
                    "type": {"type": "string"},
                },
            },
        },
    },
}
WORD_ID = {"type": "integer", "minimum": 1, "maximum": MAX_ID}
UUID_ID = {"type": "string", "format": "uuid"}
STATUSES = ("400", "401", "403", "404", "405", "409", "413", "415", "422", "429", "503")


def describe_problems(result: Document, generator: Any, request: Any, public: bool) -> Document:
    """Post-processing hook: every operation may answer with a problem."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM_SCHEMA
    answer = {
        "description": "Problem details (RFC 9457)",
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
        },
    }
    for operations in result["paths"].values():
        for operation in operations.values():
            for status in STATUSES:
                operation["responses"].setdefault(status, answer)
    return result


def type_path_ids(result: Document, generator: Any, request: Any, public: bool) -> Document:
    """Post-processing hook: a word is an integer, everything else a UUID."""
    for operations in result["paths"].values():
        for operation in operations.values():
            for parameter in operation.get("parameters", ()):
                if parameter["in"] == "path":
                    parameter["schema"] = WORD_ID if parameter["name"] == "word_id" else UUID_ID
    return result


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Tells the document what `learners.tokens.BearerAuthentication` reads."""

    target_class = "learners.tokens.BearerAuthentication"
    name = "bearer"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
