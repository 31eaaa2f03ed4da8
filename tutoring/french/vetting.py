"""What another checker proposes, held against the lexicon.

Of "une bon idée" a checker without genders it trusts may say "un bon" as well as "bonne idée". The
noun decides: a proposal that gives it the other gender is left out.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from tutoring.brief import Finding
from tutoring.french.lexicon import lexicon
from tutoring.french.tokens import Token, tokenize
from tutoring.french.usage import mostly

_REACH: Final = 3  # words from an article to its noun
_NOUN_GROUP: Final = ("determiner", "adjective")


def trusted(text: str, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings on `text` that say what to write, and don't go against a noun's gender."""
    tokens = [token for token in tokenize(text) if token.is_word]
    return [f for f in findings if f.suggestion is not None and not _changes_gender(f, tokens)]


def _changes_gender(finding: Finding, tokens: Sequence[Token]) -> bool:
    at = next((i for i, token in enumerate(tokens) if token.start == finding.start), -1)
    if not finding.code.endswith(".gn") or at < 0 or " " in finding.span:
        return False
    norm = tokens[at].norm
    if mostly(norm, "noun"):
        genders = lexicon().genders(norm)
        return len(genders) == 1 and not _has_gender(finding.suggestion or "", genders, ("noun",))
    noun = _noun_after(tokens, at)
    if noun and (mostly(norm, "adjective") or mostly(norm, "determiner")):
        return not _has_gender(finding.suggestion or "", lexicon().genders(noun), _NOUN_GROUP)
    return False


def _noun_after(tokens: Sequence[Token], at: int) -> str:
    """Return the noun that an article or adjective stands before, if its gender is sure."""
    for token in tokens[at + 1 : at + 1 + _REACH]:
        if mostly(token.norm, "noun"):
            return token.norm if len(lexicon().genders(token.norm)) == 1 else ""
        if not mostly(token.norm, "adjective"):
            return ""
    return ""


def _has_gender(form: str, genders: frozenset[str], poses: tuple[str, ...]) -> bool:
    """Whether the form can be of one of the genders; true of what is no such word at all."""
    readings = [r for r in lexicon().readings(form) if r.pos in poses]
    if poses == ("noun",) and not readings:
        return False
    return not readings or any(not r.gender or r.gender in genders for r in readings)
