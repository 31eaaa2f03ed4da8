"""What client developers read: OpenAPI, its browsable pages, and the shape of errors."""

import json

import pytest
from django.urls import get_resolver

EXPECTED = {
    "/api/v1/auth/register": {"post"},
    "/api/v1/auth/login": {"post"},
    "/api/v1/auth/guest": {"post"},
    "/api/v1/auth/refresh": {"post"},
    "/api/v1/auth/logout": {"post"},
    "/api/v1/auth/logout-all": {"post"},
    "/api/v1/auth/ws-ticket": {"post"},
    "/api/v1/auth/password/change": {"post"},
    "/api/v1/auth/password/reset": {"post"},
    "/api/v1/auth/password/reset/confirm": {"post"},
    "/api/v1/auth/email/verification": {"post"},
    "/api/v1/auth/email/change": {"post"},
    "/api/v1/auth/email/confirm": {"post"},
    "/api/v1/auth/devices": {"get", "delete"},
    "/api/v1/auth/devices/{device_id}": {"delete"},
    "/api/v1/users/me": {"get", "patch", "put", "delete"},
    "/api/v1/users/me/claim": {"post"},
    "/api/v1/users/me/export": {"get"},
    "/api/v1/users": {"get"},
    "/api/v1/users/{learner_id}": {"get"},
    "/api/v1/users/me/usage": {"get"},
    "/api/v1/vocabulary": {"get"},
    "/api/v1/vocabulary/lookup": {"get"},
    "/api/v1/vocabulary/{word_id}": {"get"},
    "/api/v1/progress/queue": {"get"},
    "/api/v1/progress/review": {"post"},
    "/api/v1/progress/{word_id}": {"get"},
    "/api/v1/progress/{word_id}/why": {"get"},
    "/api/v1/progress/{word_id}/undo": {"post"},
    "/api/v1/progress/{word_id}/suspend": {"post"},
    "/api/v1/progress/{word_id}/resume": {"post"},
    "/api/v1/progress/{word_id}/known": {"post"},
    "/api/v1/sessions": {"get", "post"},
    "/api/v1/sessions/{session_id}": {"get", "patch", "delete"},
    "/api/v1/sessions/{session_id}/messages": {"get", "post"},
    "/api/v1/sessions/{session_id}/messages/{message_id}/retry": {"post"},
    "/api/v1/sessions/{session_id}/summary": {"get"},
    "/api/v1/sessions/{session_id}/hint": {"post"},
    "/api/v1/sessions/{session_id}/translate": {"post"},
    "/api/v1/sessions/{session_id}/simplify": {"post"},
    "/api/v1/sessions/{session_id}/suggestions": {"post"},
    "/api/v1/corrections/{correction_id}/report": {"post"},
    "/api/v1/analytics/summary": {"get"},
    "/api/v1/analytics/statistics": {"get"},
    "/api/v1/analytics/streak": {"get"},
    "/api/v1/analytics/vocabulary": {"get"},
    "/api/v1/analytics/errors": {"get"},
    "/api/v1/analytics/memory": {"get"},
    "/api/v1/achievements": {"get"},
    "/api/v1/achievements/my": {"get"},
    "/api/v1/achievements/check": {"post"},
}
METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture(scope="module")
def openapi():
    from django.test import Client  # noqa: PLC0415 - after django.setup()

    return json.loads(Client().get("/openapi.json").content)


def test_the_document_is_openapi_3_1(openapi):
    assert openapi["openapi"] == "3.1.0"


@pytest.mark.parametrize(("path", "methods"), EXPECTED.items())
def test_every_call_of_the_contract_is_described(openapi, path, methods):
    assert openapi["paths"][path].keys() & METHODS == methods


def test_every_operation_may_answer_with_a_problem(openapi):
    statuses = {"400", "401", "403", "404", "405", "409", "413", "415", "422", "429", "503"}
    for operations in openapi["paths"].values():
        for method in operations.keys() & METHODS:
            assert statuses <= operations[method]["responses"].keys()


def test_ids_in_paths_have_their_types(openapi):
    ids = {
        parameter["name"]: (parameter["schema"]["type"], parameter["schema"].get("format"))
        for operations in openapi["paths"].values()
        for operation in operations.values()
        for parameter in operation.get("parameters", ())
        if parameter["in"] == "path"
    }

    assert ids.pop("word_id") == ("integer", None)
    assert set(ids.values()) == {("string", "uuid")}


@pytest.mark.parametrize(
    ("path", "field"),
    [("sessions/{session_id}", "status"), ("progress/settings", "maximum_interval")],
)
def test_a_patch_names_what_it_requires(openapi, path, field):
    content = openapi["paths"][f"/api/v1/{path}"]["patch"]["requestBody"]["content"]
    name = content["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]

    assert openapi["components"]["schemas"][name]["required"] == [field]


def test_it_is_the_same_at_both_addresses(client, openapi):
    assert client.get("/api/v1/schema").json() == openapi


@pytest.mark.parametrize("page", ["/api/v1/docs", "/api/v1/redoc", "/api/v1/docs/"])
def test_the_browsable_pages_load_nothing_from_elsewhere(client, page):
    response = client.get(page)

    html = response.content.decode()
    assert response.status_code == 200
    assert "http://" not in html.replace("http://testserver", "")
    assert "https://" not in html


def test_no_api_path_is_written_with_a_slash_at_its_end():
    """The middleware takes the slash away, so a pattern with one would never be found."""

    def patterns(resolver, prefix=""):
        for pattern in resolver.url_patterns:
            here = prefix + str(pattern.pattern)
            yield from patterns(pattern, here) if hasattr(pattern, "url_patterns") else [here]

    api = [p for p in patterns(get_resolver()) if p.startswith("api/") and p != "api/v1/"]
    assert [pattern for pattern in api if pattern.endswith("/")] == []


def test_an_unknown_address_is_a_problem_too(client, db):
    response = client.get("/api/v1/nowhere", headers={"X-Request-ID": "my-request-7"})

    assert (response.status_code, response.json()) == (
        404,
        {
            "type": "/api/v1/problems#not_found",
            "title": "Not Found",
            "status": 404,
            "detail": "There is nothing at this address.",
            "code": "not_found",
            "request_id": "my-request-7",
        },
    )


def test_a_method_that_is_not_allowed_says_so(client, db):
    response = client.delete("/api/v1/vocabulary")

    assert (response.status_code, response.json()["code"]) == (405, "method_not_allowed")
