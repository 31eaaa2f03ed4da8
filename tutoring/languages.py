"""The languages that can be learned, one object each."""

from functools import lru_cache

from django.conf import settings

from tutoring.french import French
from tutoring.french.grammar.parsing import Parser
from tutoring.language import Language
from tutoring.plain import PlainLanguage
from tutoring.second_opinion import grammalecte


@lru_cache(maxsize=64)
def language(code: str) -> Language:
    """Return what the tutor knows about a language (ISO 639-1); a plain one if it has no rules."""
    if code.lower().split("-")[0] == "fr":
        return french()
    return PlainLanguage(code)


@lru_cache(maxsize=4)
def french(*, with_model: bool = True, with_grammalecte: bool = True) -> French:
    """Return French with the helpers that are installed and asked for."""
    return French(
        parser=Parser(settings.FRENCH_NLP_MODEL if with_model else ""),
        second_opinion=grammalecte(settings.GRAMMALECTE if with_grammalecte else "off"),
    )
