"""What another checker proposes, held against the lexicon.

Of "une bon idée" a checker without genders it trusts may say "un bon" as well as "bonne idée". The
noun decides: a proposal that gives it the other gender is left out.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from tutoring.brief import Finding
from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.tokens import Token, normalise, tokenize
from tutoring.french.words.usage import genders_shown_by, mostly, sounds_as_vowel

_REFLEXIVES: Final = frozenset({"se", "s'", "me", "m'", "te", "t'", "nous", "vous"})
# Verbs whose reflexive pronoun is mostly the one to whom, or for whom, it is done.
_DONE_TO: Final = frozenset(
    """acheter arriver cacher casser convenir couper demander dire donner écrire envoyer faire imaginer
    laver mentir montrer nuire offrir parler permettre plaire poser promettre raconter rappeler rendre
    répondre ressembler rire serrer sourire succéder suffire téléphoner""".split()
)
_REACH: Final = 3  # words from an article to its noun


def trusted(text: str, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings on `text` that say what to write, and don't go against a noun's gender."""
    tokens = [token for token in tokenize(text) if token.is_word]
    return [
        finding
        for finding in findings
        if finding.suggestion is not None
        and not _changes_gender(finding, tokens)
        and not _is_done_to_oneself(finding, tokens)
    ]


def _changes_gender(finding: Finding, tokens: Sequence[Token]) -> bool:
    at = _place(finding, tokens)
    if not finding.code.endswith(".gn") or at < 0 or " " in finding.span:
        return False
    norm = tokens[at].norm
    if mostly(norm, "noun"):
        return not _is_noun_of(finding.suggestion or "", _allowed(norm))
    noun, proposed = _noun_after(tokens, at), normalise(finding.suggestion or "")
    if noun and (mostly(norm, "adjective") or mostly(norm, "determiner")):
        shown = genders_shown_by(proposed, before_vowel=sounds_as_vowel(noun))
        return len(shown) == 1 and shown.isdisjoint(_allowed(noun))
    return False


def _is_done_to_oneself(finding: Finding, tokens: Sequence[Token]) -> bool:
    """Whether se is an indirect object, with which no participle agrees: elles se sont écrit."""
    at = _place(finding, tokens)
    if not finding.code.endswith(".ppas") or at < 2:
        return False
    before = {token.norm for token in tokens[max(0, at - 4) : at]}
    verbs = {r.lemma for r in lexicon().readings(tokens[at].norm) if r.mood == "part"}
    return not before.isdisjoint(_REFLEXIVES) and not verbs.isdisjoint(_DONE_TO)


def _place(finding: Finding, tokens: Sequence[Token]) -> int:
    return next((i for i, token in enumerate(tokens) if token.start == finding.start), -1)


def _allowed(noun: str) -> frozenset[str]:
    """Return the genders a correction may give the noun.

    None for one that has both: nobody is to be told that "ma chef" is a man.
    """
    genders = lexicon().genders(noun)
    return frozenset() if len(genders) == 2 else genders or frozenset("mf")


def _noun_after(tokens: Sequence[Token], at: int) -> str:
    """Return the noun that an article or adjective stands before."""
    for token in tokens[at + 1 : at + 1 + _REACH]:
        if mostly(token.norm, "noun"):
            return token.norm
        if not mostly(token.norm, "adjective"):
            return ""
    return ""


def _is_noun_of(form: str, genders: frozenset[str]) -> bool:
    nouns = [r for r in lexicon().readings(form) if r.pos == "noun"]
    return any(not r.gender or r.gender in genders for r in nouns)
