"""The models that the settings name and give a key for."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from tutoring.providers.base import ModelProvider


def configured_provider(name: str) -> ModelProvider | None:
    """Return the provider of that name, or None when it has no key.

    Raises:
        ImproperlyConfigured: there is no such provider.
    """
    match name:
        case "openai":
            return _openai() if settings.OPENAI_API_KEY else None
        case "anthropic":
            return _anthropic() if settings.ANTHROPIC_API_KEY else None
        case "offline":
            return None
    raise ImproperlyConfigured(f"'{name}' is not a provider: openai, anthropic or offline.")


def _openai() -> ModelProvider:
    from tutoring.providers import openai  # noqa: PLC0415  # the SDK is slow to import

    speaks = openai.ChatCompletions if settings.OPENAI_API_BASE else openai.Responses
    return speaks(
        model=settings.OPENAI_MODEL,
        api_key=settings.OPENAI_API_KEY,
        base_url=settings.OPENAI_API_BASE,
        timeout_seconds=settings.LLM_REQUEST_TIMEOUT_SECONDS,
    )


def _anthropic() -> ModelProvider:
    from tutoring.providers import anthropic  # noqa: PLC0415  # the SDK is slow to import

    return anthropic.Messages(
        model=settings.ANTHROPIC_MODEL,
        api_key=settings.ANTHROPIC_API_KEY,
        base_url=settings.ANTHROPIC_API_BASE,
        timeout_seconds=settings.LLM_REQUEST_TIMEOUT_SECONDS,
    )
