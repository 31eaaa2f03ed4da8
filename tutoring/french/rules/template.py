"""What a rule writes in place of the reported words.

    mieux                      these words
    {x}                        the word (or words) called x, as it stands within a sentence
    {x: bon=bien, *=mal}       another word for each form of x; * is any other form
    {x:better}                 the same from a map of the rule file
    {v:infinitive}             a form of the word (FORMS)
    {avoir like v}             the verb in the person, mood and tense of v, or as its participle
    {v like s}                 the verb v in the person of the pronoun s (also: {v like il})
    {meilleur like n}          the adjective in the gender and number of n
    {du like n}                the article or possessive that n asks for; {se like s} the pronoun
    {à d}  {de d}              the preposition run together with the article d: au, des

Vowels are elided and restored as they meet: `je {v}` is j'aime, `{s} {v}` is je mange where s is
j'. Where a form does not exist, the rule says nothing; a word that is not there leaves no gap.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial

from tutoring.french.rules.forms import FORMS, contracted, like, plain_text
from tutoring.french.rules.hits import RESTORED
from tutoring.french.rules.kinds import BadNotation
from tutoring.french.rules.pattern import Match
from tutoring.french.words.elision import ELIDED, join

type_of_piece = Callable[[Match], str | None]
type_of_maps = Mapping[str, Mapping[str, str]]

OTHERWISE = "*"
_PIECE = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"[a-z]+")
_LIKE = re.compile(r"(?P<word>\S+) like (?P<model>[a-z]+)")
_PREPOSITION = re.compile(r"(?P<preposition>à|de) (?P<name>[a-z]+)")
_FULL = {**RESTORED, "l'": "le", "c'": "ce"}


class Template:
    """A compiled template."""

    def __init__(self, source: str, names: frozenset[str], maps: type_of_maps) -> None:
        """`names` are those of the pattern's words. Raises: BadNotation."""
        self.source = source
        self._pieces = _pieces(source, names, maps)

    def fill(self, match: Match) -> str | None:
        """Return the suggestion, or None where a form that it needs does not exist."""
        written = []
        for piece in self._pieces:
            text = piece if isinstance(piece, str) else piece(match)
            if text is None:
                return None
            written.append(text)
        return run_together("".join(written))


def run_together(text: str) -> str:
    """Return the words with elision where a vowel follows, and without where none does."""
    done = ""
    for word in text.split():
        done = word if not done else _joined(done, word)
    return done


def _joined(left: str, right: str) -> str:
    head, _, last = left.rpartition(" ")
    full = _FULL.get(last.replace("’", "'"), "")
    if full and join(full, right) == f"{full} {right}":
        last = full
    elif last.endswith(("'", "’")):
        return left + right
    elif last not in ELIDED:
        return f"{left} {right}"
    return f"{head} {join(last, right)}".strip()


def _pieces(
    source: str, names: frozenset[str], maps: type_of_maps
) -> tuple[str | type_of_piece, ...]:
    parts = _PIECE.split(source)
    if any("{" in literal or "}" in literal for literal in parts[::2]):
        raise BadNotation(f"the braces of “{source}” are not in pairs")
    return tuple(
        part if n % 2 == 0 else _piece(part.strip(), names, maps)
        for n, part in enumerate(parts)
        if part
    )


def _piece(source: str, names: frozenset[str], maps: type_of_maps) -> type_of_piece:
    if parsed := _LIKE.fullmatch(source):
        return like(parsed["word"], parsed["model"], names)
    if parsed := _PREPOSITION.fullmatch(source):
        _refuse_unknown(parsed["name"], names)
        return partial(contracted, parsed["preposition"], parsed["name"])
    name, colon, form = (part.strip() for part in source.partition(":"))
    _refuse_unknown(name, names)
    if not colon:
        return partial(_as_it_stands, name)
    if form in FORMS:
        return partial(_in_form, name, FORMS[form])
    table = _inline_map(form) if "=" in form else _known_map(form, maps)
    return partial(_translated, name, table)


def _refuse_unknown(name: str, names: frozenset[str]) -> None:
    if name not in names:
        raise BadNotation(f"{{{name}}}: the pattern has no word of that name")


def _known_map(name: str, maps: type_of_maps) -> Mapping[str, str]:
    if name not in maps:
        known = ", ".join([*FORMS, *maps])
        raise BadNotation(f"“{name}” is neither a form nor a map; there are: {known}")
    return maps[name]


def _inline_map(source: str) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in source.split(",")]
    table = {left.strip(): right.strip() for left, sign, right in pairs if sign}
    if len(table) < len(pairs) or not all(table.keys()) or not all(table.values()):
        raise BadNotation(f"“{source}” is not a row of pairs a=b, c=d")
    return table


def _as_it_stands(name: str, match: Match) -> str:
    return plain_text(match, name)


def _in_form(name: str, form: Callable[..., str], match: Match) -> str | None:
    return (form(match[name]) or None) if name in match else ""


def _translated(name: str, table: Mapping[str, str], match: Match) -> str | None:
    if name not in match:
        return ""
    return table.get(match[name].norm, table.get(OTHERWISE))
