import pytest
from django.core.exceptions import ImproperlyConfigured

from tutoring.providers.configured import configured_provider, configured_providers
from tutoring.tutor import configured_tutor


@pytest.fixture
def both_keys(settings):
    settings.OPENAI_API_KEY = "sk-test"
    settings.ANTHROPIC_API_KEY = "sk-ant-test"
    return settings


def names():
    return [type(provider).__name__ for provider in configured_providers()]


def test_without_keys_there_is_no_model():
    assert names() == []
    assert configured_tutor.__wrapped__().has_model is False


def test_order_is_that_of_the_settings(both_keys):
    in_order = names()
    both_keys.PRIMARY_LLM_PROVIDER, both_keys.SECONDARY_LLM_PROVIDER = "anthropic", "openai"

    assert (in_order, names()) == (["Responses", "Messages"], ["Messages", "Responses"])


def test_same_provider_named_twice_is_asked_once(both_keys):
    both_keys.SECONDARY_LLM_PROVIDER = "openai"

    assert names() == ["Responses"]


def test_provider_without_a_key_is_left_out(both_keys):
    both_keys.OPENAI_API_KEY = ""

    assert names() == ["Messages"]


def test_address_without_a_key_is_explained(settings, caplog):
    settings.OPENAI_API_BASE = "http://localhost:11434/v1"

    assert names() == []
    assert "OPENAI_API_BASE is set without OPENAI_API_KEY" in caplog.text
    assert "A local server takes any key." in caplog.text


def test_compatible_server_is_spoken_to_by_chat_completions(both_keys):
    both_keys.OPENAI_API_BASE = "http://localhost:11434/v1"

    assert names() == ["ChatCompletions", "Messages"]


def test_offline_may_be_asked_for_by_name(both_keys):
    both_keys.PRIMARY_LLM_PROVIDER = both_keys.SECONDARY_LLM_PROVIDER = "offline"

    assert names() == []


def test_unknown_provider_is_refused(both_keys):
    with pytest.raises(ImproperlyConfigured, match="'mistral' is not a provider"):
        configured_provider("mistral")


def test_unreadable_prices_are_found_at_once(both_keys):
    both_keys.LLM_PRICES = "cheap"

    with pytest.raises(ImproperlyConfigured, match="LLM_PRICES must be JSON"):
        configured_providers()


def test_limits_come_from_the_settings(both_keys):
    both_keys.LLM_REQUEST_TIMEOUT_SECONDS = 12.0
    both_keys.LLM_MAX_RETRIES = 2

    limits = configured_tutor.__wrapped__().limits

    assert (limits.total_seconds, limits.attempts) == (12.0, 2)
