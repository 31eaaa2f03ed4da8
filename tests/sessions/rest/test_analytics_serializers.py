import pytest


@pytest.mark.parametrize(
    ("path", "field", "value"),
    [
        ("statistics", "days", 6),
        ("statistics", "days", 181),
        ("streak", "window_days", 366),
        ("errors", "limit", 0),
        ("errors", "limit", "many"),
    ],
)
def test_a_parameter_out_of_range_is_refused(api, path, field, value):
    answer = api.get(f"/api/v1/analytics/{path}", {field: value})

    assert (answer.status_code, answer.json()["errors"][0]["loc"]) == (422, ["query", field])
