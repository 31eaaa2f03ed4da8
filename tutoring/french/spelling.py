"""Words that are spelled wrong, accents first.

A proposal is ranked by how usual the word is and how little has to change: an accent is cheaper than
a letter. What may be a name or another language is left alone, and so is what has no good proposal.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import marisa_trie

from tutoring.brief import Finding
from tutoring.french.lexicon import DATA, lexicon
from tutoring.french.tokens import Token, tokenize
from vocabulary.languages import search_key

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_ACCENT_COST, _LETTER_COST = 0.4, 1.6  # in powers of ten of frequency
_DOUBLED_COST, _SWAPPED_COST, _FIRST_LETTER_COST = 1.0, 1.2, 1.0
_SHORTEST: Final = 4  # letters; of shorter words only the accents are looked at
_RAREST: Final = 0.3  # per million; a rarer word is no proposal
_CLEAR_LEAD: Final = 0.8
# A known word this rare is taken for a usual one that lacks its accents (tres, apres).
_UNUSUAL, _MUCH_MORE_USUAL = 0.06, 300

# Written so on purpose in a chat; no error, and no news to a learner who uses it.
SHORTHAND: Final = frozenset(
    """mdr ptdr lol jsuis chuis chui jvais jsais jpeux jveux jpense jaime jai tkt stp svp bcp slt bjr
    bsr dsl pk pq pcq pr ds ns vs tt tjs tjrs tlm qd qqn qqch qqc cad càd msg rdv tel resto appart ado
    aprèm aprem dac daccord ok okay oki ouais ouaip nan nope hein bah ben bof beh euh heu hum hmm mmh
    pff pfff haha hahaha hihi héhé hehe héhéhé olala oulala youpi wow waouh super cool fun weekend
    wifi app apps email emails mail mails smartphone smartphones selfie selfies sms tv pc ipad iphone
    netflix youtube instagram insta whatsapp facebook google tiktok snap snapchat twitter spotify
    covid zoom uber airbnb podcast podcasts blog blogs vlog streaming online gamer geek coworking
    burger burgers sushi sushis smoothie brunch pizza pizzas kebab cookie cookies toast bio vegan
    végan végane foot basket volley rugby judo yoga pilates fitness jogging crossfit boulot métro
    ciné télé fac prof profs bac perso sympa dispo info infos photo photos vélo moto auto ma ya""".split()
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A word that may have been meant; the higher the score the likelier."""

    word: str
    score: float
    only_accents: bool


def check(text: str) -> tuple[Finding, ...]:
    """Return the misspelled words of the text, in order."""
    tokens = [token for token in tokenize(text) if token.kind == "word"]
    found = (_finding(token) for token in tokens if _is_checked(token))
    doubted = [finding for finding in found if finding]
    return tuple(finding for finding in doubted if not _is_foreign(finding, tokens))


def knows(word: str) -> bool:
    """Whether a dictionary has the word, or all the parts between its hyphens."""
    if _is_listed(word) or _is_listed(word.lower()):
        return True
    parts = word.split("-")
    return len(parts) > 1 and all(not part or _is_listed(part.lower()) for part in parts)


def proposals(word: str) -> tuple[Proposal, ...]:
    """Return what may have been meant by an unknown word in lower case, best first."""
    key = search_key(word)
    ranked = [_proposal(word, form, 0.0, only_accents=True) for form in _forms_of(key)]
    if len(key) >= _SHORTEST:
        ranked += [
            _proposal(word, form, cost, only_accents=False)
            for other, cost in _one_slip_from(key).items()
            for form in _forms_of(other)
        ]
    usual = [p for p in ranked if p.word != word and lexicon().frequency(p.word) >= _RAREST]
    return tuple(sorted(usual, key=lambda p: (-p.score, p.word)))


def is_one_slip_away(word: str, other: str) -> bool:
    """Whether one letter is missing, added, wrong, or swapped with the next."""
    if abs(len(word) - len(other)) > 1 or word == other:
        return False
    at = 0
    while at < min(len(word), len(other)) and word[at] == other[at]:
        at += 1
    rest, other_rest = word[at:], other[at:]
    return (
        rest[1:] == other_rest[1:]
        or rest[1:] == other_rest
        or rest == other_rest[1:]
        or (rest[:2] == other_rest[:2][::-1] and rest[2:] == other_rest[2:])
    )


def _is_checked(token: Token) -> bool:
    if token.quoted or token.joined or token.norm in SHORTHAND or not token.text[0].isalpha():
        return False
    if token.is_capitalised and (not token.initial or not token.text[1:].islower()):
        return False  # a name or an abbreviation
    return "'" not in token.norm


def _finding(token: Token) -> Finding | None:
    if _is_known_well(token.norm) or _is_drawn_out(token.norm):
        return None
    ranked = proposals(token.norm)
    if token.is_capitalised or knows(token.norm):
        ranked = tuple(p for p in ranked if p.only_accents)
    if not ranked or (knows(token.norm) and not _is_much_more_usual(ranked[0].word, token.norm)):
        return None
    lead = ranked[0].score - ranked[1].score if len(ranked) > 1 else 10.0
    return (
        _accent(token, ranked[0].word, lead)
        if ranked[0].only_accents
        else (_letters(token, ranked[0].word, lead))
    )


def _accent(token: Token, word: str, lead: float) -> Finding:
    return _report(
        token, word, code="spelling.accent", severity="low" if len(word) > 3 else "medium",
        confidence=0.95 if lead >= _CLEAR_LEAD else 0.85,
        message=f"“{token.text}” needs its accents: “{{}}”.",
        message_fr=f"Il manque un accent à « {token.text} » : « {{}} ».",
    )  # fmt: skip


def _letters(token: Token, word: str, lead: float) -> Finding:
    return _report(
        token, word, code="spelling.letters", severity="medium",
        confidence=0.9 if lead >= _CLEAR_LEAD else 0.8,
        message=f"“{token.text}” is not a French word; “{{}}” is spelled like this.",
        message_fr=f"« {token.text} » n'existe pas ; on écrit « {{}} ».",
    )  # fmt: skip


def _report(token: Token, word: str, *, message: str, message_fr: str, **traits) -> Finding:
    suggestion = word[0].upper() + word[1:] if token.is_capitalised else word
    return Finding(
        start=token.start, end=token.end, span=token.text, suggestion=suggestion,
        category="spelling", message=message.format(suggestion),
        message_fr=message_fr.format(suggestion), **traits,
    )  # fmt: skip


def _is_foreign(finding: Finding, tokens: Sequence[Token]) -> bool:
    """Whether an unknown word stands beside another: that is another language, or a name."""
    if finding.code == "spelling.accent":
        return False
    at = next(i for i, token in enumerate(tokens) if token.start == finding.start)
    beside = [tokens[i] for i in (at - 1, at + 1) if 0 <= i < len(tokens)]
    return any(
        not token.joined and token.norm not in SHORTHAND and not knows(token.text)
        and not any(p.only_accents for p in proposals(token.norm))
        for token in beside
    )  # fmt: skip


def _is_known_well(norm: str) -> bool:
    return knows(norm) and lexicon().frequency(norm) >= _UNUSUAL


def _is_drawn_out(norm: str) -> bool:
    """Whether letters are repeated for stress: ouiii, trooop."""
    return any(a == b == c for a, b, c in zip(norm, norm[1:], norm[2:], strict=False))


def _is_much_more_usual(word: str, than: str) -> bool:
    return lexicon().frequency(word) >= 2 + _MUCH_MORE_USUAL * lexicon().frequency(than)


def _proposal(word: str, form: str, cost: float, *, only_accents: bool) -> Proposal:
    accents = sum(a != b for a, b in zip(word, form, strict=False)) if only_accents else 0
    usual = math.log10(lexicon().frequency(form) + 0.01)
    return Proposal(form, usual - cost - _ACCENT_COST * accents, only_accents)


@lru_cache(maxsize=4096)
def _one_slip_from(key: str) -> dict[str, float]:
    """Return the spellings one slip away, with what that slip costs."""
    return dict(_slips(key))


def _slips(key: str) -> Iterator[tuple[str, float]]:
    for at in range(len(key) + 1):
        before, after = key[:at], key[at:]
        first = _FIRST_LETTER_COST if at == 0 else 0.0
        for letter in _LETTERS:
            yield before + letter + after, _LETTER_COST + first
            if after:
                yield before + letter + after[1:], _LETTER_COST + first
        if after:
            yield before + after[1:], _LETTER_COST + first
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:], _SWAPPED_COST + first
    for at in range(1, len(key)):  # last, so that the lower cost stays
        yield key[:at] + key[at - 1] + key[at:], _DOUBLED_COST
        if key[at] == key[at - 1]:
            yield key[:at] + key[at + 1 :], _DOUBLED_COST


def _forms_of(key: str) -> Iterator[str]:
    """Yield the words that are spelled so when accents are left out."""
    for row in _bare_words().iterkeys(f"{key}\t"):
        yield row.partition("\t")[2]


def _is_listed(word: str) -> bool:
    return word in _words() or lexicon().knows(word)


@lru_cache(maxsize=1)
def _words() -> marisa_trie.Trie:
    return marisa_trie.Trie().mmap(str(DATA / "hunspell" / "words.marisa"))


@lru_cache(maxsize=1)
def _bare_words() -> marisa_trie.Trie:
    return marisa_trie.Trie().mmap(str(DATA / "hunspell" / "bare.marisa"))
