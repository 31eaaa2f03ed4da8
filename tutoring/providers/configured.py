"""The models that the settings name and give a key for."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from tutoring.prompts import REPLY_VERSION
from tutoring.providers.anthropic import Messages
from tutoring.providers.base import ModelProvider
from tutoring.providers.openai import ChatCompletions, Responses
from tutoring.providers.prices import read_prices


def configured_providers() -> list[ModelProvider]:
    """Return the models that have a key, in the order that the settings ask for.

    Raises:
        ImproperlyConfigured: the settings name a provider that does not exist.
    """
    order = dict.fromkeys([settings.PRIMARY_LLM_PROVIDER, settings.SECONDARY_LLM_PROVIDER])
    return [provider for name in order if (provider := configured_provider(name))]


def configured_provider(
    name: str, *, model: str = "", reply_version: str = REPLY_VERSION
) -> ModelProvider | None:
    """Return the provider of that name, or None when it has no key.

    Args:
        model: in place of the one in the settings.

    Raises:
        ImproperlyConfigured: there is no such provider, or LLM_PRICES cannot be read.
    """
    _check_prices()
    common = {
        "timeout_seconds": settings.LLM_REQUEST_TIMEOUT_SECONDS,
        "prices": settings.LLM_PRICES,
        "reply_version": reply_version,
    }
    match name:
        case "openai" if settings.OPENAI_API_KEY:
            return _openai(model or settings.OPENAI_MODEL, **common)
        case "anthropic" if settings.ANTHROPIC_API_KEY:
            return Messages(
                model=model or settings.ANTHROPIC_MODEL,
                api_key=settings.ANTHROPIC_API_KEY,
                base_url=settings.ANTHROPIC_API_BASE,
                **common,
            )
        case "openai" | "anthropic" | "offline":
            return None
    raise ImproperlyConfigured(f"'{name}' is not a provider: openai, anthropic or offline.")


def _check_prices() -> None:
    try:
        read_prices(settings.LLM_PRICES)
    except ValueError as error:
        raise ImproperlyConfigured(str(error)) from None


def _openai(model: str, **common) -> ModelProvider:
    speaks = ChatCompletions if settings.OPENAI_API_BASE else Responses
    return speaks(
        model=model,
        api_key=settings.OPENAI_API_KEY,
        base_url=settings.OPENAI_API_BASE,
        **common,
    )
