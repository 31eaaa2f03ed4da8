"""The models that the settings name and give a key for."""

import logging

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from tutoring.prompts import REPLY_VERSION
from tutoring.providers.anthropic import Messages
from tutoring.providers.base import ModelProvider
from tutoring.providers.openai import ChatCompletions, Responses
from tutoring.providers.prices import read_prices

logger = logging.getLogger(__name__)


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
    if name not in ("openai", "anthropic", "offline"):
        raise ImproperlyConfigured(f"'{name}' is not a provider: openai, anthropic or offline.")
    if name == "offline":
        return None
    base_url = getattr(settings, f"{name.upper()}_API_BASE")
    if not (key := getattr(settings, f"{name.upper()}_API_KEY")):
        _explain_absence(name, base_url)
        return None
    openai = ChatCompletions if base_url else Responses
    speaks = openai if name == "openai" else Messages
    return speaks(
        model=model or getattr(settings, f"{name.upper()}_MODEL"),
        api_key=key,
        base_url=base_url,
        timeout_seconds=settings.LLM_REQUEST_TIMEOUT_SECONDS,
        prices=settings.LLM_PRICES,
        reply_version=reply_version,
    )


def _explain_absence(name: str, base_url: str) -> None:
    if base_url:
        logger.warning(
            "%(name)s_API_BASE is set without %(name)s_API_KEY: nobody is asked there. "
            "A local server takes any key.",
            {"name": name.upper()},
        )


def _check_prices() -> None:
    try:
        read_prices(settings.LLM_PRICES)
    except ValueError as error:
        raise ImproperlyConfigured(str(error)) from None
