from config.catalogue import catalogue

FIXED_BY_THE_WIRE = {
    "Incorrect email or password",
    "Cannot add messages to a completed or abandoned session",
}
# The same refusal, said of two things.
SHARED = {"idempotency_key_reused", "session_closed"}


def test_every_code_is_a_stable_word_with_a_sentence():
    for entry in catalogue():
        assert entry.code.replace("_", "").isalnum()
        assert entry.code == entry.code.lower()
        assert entry.detail.endswith(".") or entry.detail in FIXED_BY_THE_WIRE


def test_no_code_means_two_things():
    codes = [entry.code for entry in catalogue()]

    assert [code for code in codes if codes.count(code) > 1 and code not in SHARED] == []


def test_it_is_served_with_the_codes_of_the_contract(client, db):
    items = client.get("/api/v1/problems").json()["items"]

    codes = {item["code"]: item["status"] for item in items}
    expected = {
        "email_taken": 400,
        "session_closed": 400,
        "invalid_token": 401,
        "not_authenticated": 401,
        "permission_denied": 403,
        "not_found": 404,
        "method_not_allowed": 405,
        "turn_in_progress": 409,
        "idempotency_key_reused": 409,
        "card_suspended": 409,
        "stale_review": 409,
        "unsupported_media_type": 415,
        "validation_failed": 422,
        "service_unavailable": 503,
        "restarting": 503,
    }
    assert {code: codes.get(code) for code in expected} == expected
