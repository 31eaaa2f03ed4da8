from datetime import date

import pytest

from learners.budgets import ModelCall, reserve, settle

URL = "/api/v1/users/me/usage"


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to("2026-11-22T12:00:00Z", tick=False)


def use(learner, day, *calls):
    settle(learner_id=learner.pk, day=date.fromisoformat(day), reserved=0, calls=calls)


def test_use_is_listed_by_day_and_model(api, learner, stranger):
    small = ModelCall("openai", "gpt-5.4-mini", 1000, 100, 0.0012)
    large = ModelCall("anthropic", "claude-haiku-5-5", 500, 50, 0.0007)
    use(learner, "2026-11-21", small, small, large)
    use(learner, "2026-11-22", small)
    use(stranger, "2026-11-22", large)

    response = api.get(URL)

    assert response.json() == {
        "total_tokens": 3850,
        "total_cost_usd": 0.0043,
        "tokens_left_today": None,
        "days": [
            {
                "date": "2026-11-22",
                "input_tokens": 1000,
                "output_tokens": 100,
                "cost_usd": 0.0012,
                "models": [
                    {
                        "provider": "openai",
                        "model": "gpt-5.4-mini",
                        "calls": 1,
                        "input_tokens": 1000,
                        "output_tokens": 100,
                        "cost_usd": 0.0012,
                    }
                ],
            },
            {
                "date": "2026-11-21",
                "input_tokens": 2500,
                "output_tokens": 250,
                "cost_usd": 0.0031,
                "models": [
                    {
                        "provider": "anthropic",
                        "model": "claude-haiku-5-5",
                        "calls": 1,
                        "input_tokens": 500,
                        "output_tokens": 50,
                        "cost_usd": 0.0007,
                    },
                    {
                        "provider": "openai",
                        "model": "gpt-5.4-mini",
                        "calls": 2,
                        "input_tokens": 2000,
                        "output_tokens": 200,
                        "cost_usd": 0.0024,
                    },
                ],
            },
        ],
    }


def test_days_are_counted_back_from_today(api, learner):
    for day in ("2026-11-15", "2026-11-16", "2026-11-22"):
        use(learner, day, ModelCall("openai", "m", 10, 1, 0.0))

    response = api.get(f"{URL}?days=7")

    assert [day["date"] for day in response.json()["days"]] == ["2026-11-22", "2026-11-16"]


def test_what_is_left_of_today_counts_what_is_held_back(settings, api, learner):
    settings.LEARNER_DAILY_TOKENS = 5000
    use(learner, "2026-11-22", ModelCall("openai", "m", 900, 100, 0.0))
    reserve(learner_id=learner.pk, day=date(2026, 11, 22), tokens=1500)

    assert api.get(URL).json()["tokens_left_today"] == 2500


def test_learner_without_use_has_an_empty_report(api):
    assert api.get(URL).json() == {
        "total_tokens": 0, "total_cost_usd": 0.0, "tokens_left_today": None, "days": [],
    }  # fmt: skip


@pytest.mark.parametrize("days", [1, 3])
def test_report_costs_the_same_queries_for_any_number_of_days(
    api, learner, days, django_assert_num_queries
):
    for day in range(days):
        use(learner, f"2026-11-{20 + day}", ModelCall("openai", "m", 10, 1, 0.0))

    with django_assert_num_queries(2):
        response = api.get(URL)

    assert len(response.json()["days"]) == days


@pytest.mark.parametrize("days", ["0", "367", "many"])
def test_unreasonable_number_of_days_is_refused(api, days):
    response = api.get(f"{URL}?days={days}")

    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"] == ["query", "days"]


def test_signing_in_is_required(client):
    assert client.get(URL).status_code == 401
