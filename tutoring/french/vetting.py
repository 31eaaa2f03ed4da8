"""What another checker proposes, held against the lexicon.

Of "une bon idée" a checker without genders it trusts may say "un bon" as well as "bonne idée". The
noun decides: a proposal that gives it the other gender is left out.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from tutoring.brief import Finding
from tutoring.french.grammar.sentence import Word, words_of
from tutoring.french.words.closed_classes import REFLEXIVES
from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.tokens import normalise
from tutoring.french.words.usage import genders_shown_by

# Verbs whose reflexive pronoun is mostly the one to whom, or for whom, it is done.
_DONE_TO: Final = frozenset(
    """acheter arriver cacher casser convenir couper demander dire donner écrire envoyer faire imaginer
    laver mentir montrer nuire offrir parler permettre plaire poser promettre raconter rappeler rendre
    répondre ressembler rire serrer sourire succéder suffire téléphoner""".split()
)
_REACH: Final = 3  # words from an article to its noun


def trusted(text: str, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings on `text` that say what to write, and don't go against a noun's gender."""
    words = [word for word in words_of(text) if word.is_word]
    return [
        finding
        for finding in findings
        if finding.suggestion is not None
        and not _changes_gender(finding, words)
        and not _is_done_to_oneself(finding, words)
    ]


def _changes_gender(finding: Finding, words: Sequence[Word]) -> bool:
    at = _place(finding, words)
    if not finding.code.endswith(".gn") or at < 0 or " " in finding.span:
        return False
    word = words[at]
    if word.mostly("noun"):
        return not _is_noun_of(finding.suggestion or "", _allowed(word.norm))
    noun, proposed = _noun_after(words, at), normalise(finding.suggestion or "")
    if noun and (word.mostly("adjective") or word.mostly("determiner")):
        shown = genders_shown_by(proposed, following=noun)
        return len(shown) == 1 and shown.isdisjoint(_allowed(noun))
    return False


def _is_done_to_oneself(finding: Finding, words: Sequence[Word]) -> bool:
    """Whether se is an indirect object, with which no participle agrees: elles se sont écrit."""
    at = _place(finding, words)
    if not finding.code.endswith(".ppas") or at < 2:
        return False
    before = {word.norm for word in words[max(0, at - 4) : at]}
    verbs = {r.lemma for r in lexicon().readings(words[at].norm) if r.mood == "part"}
    return not before.isdisjoint(REFLEXIVES) and not verbs.isdisjoint(_DONE_TO)


def _place(finding: Finding, words: Sequence[Word]) -> int:
    return next((i for i, word in enumerate(words) if word.start == finding.start), -1)


def _allowed(noun: str) -> frozenset[str]:
    """Return the genders a correction may give the noun.

    None for one that has both: nobody is to be told that "ma chef" is a man.
    """
    genders = lexicon().genders(noun)
    return frozenset() if len(genders) == 2 else genders or frozenset("mf")


def _noun_after(words: Sequence[Word], at: int) -> str:
    """Return the noun that an article or adjective stands before."""
    for word in words[at + 1 : at + 1 + _REACH]:
        if word.mostly("noun"):
            return word.norm
        if not word.mostly("adjective"):
            return ""
    return ""


def _is_noun_of(form: str, genders: frozenset[str]) -> bool:
    nouns = [r for r in lexicon().readings(form) if r.pos == "noun"]
    return any(not r.gender or r.gender in genders for r in nouns)
