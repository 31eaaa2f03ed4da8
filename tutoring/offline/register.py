"""Makes « vous » of lines that are written with « tu ».

Where that cannot be done word by word, a line says both itself: `{ton tu|ton vous}`.
"""

import re
from functools import lru_cache
from typing import Final

from tutoring.french.words.lexicon import lexicon

_CHOICE: Final = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
_CLITICS: Final = r"(?:n'|ne |t'|te |l'|le |la |les |m'|me |lui |leur |y |en )*"
_SUBJECT: Final = re.compile(rf"\b([Tt])u ({_CLITICS})([\w-]+)")
_INVERTED: Final = re.compile(r"\b([\wéèêîïâç]+)-tu\b")
_IMPERATIVE: Final = re.compile(
    r"(?:(?<=^)|(?<=[.!?:;,«] )|(?<=^N')|(?<=[.!?] N'))"
    r"([Rr]aconte|[Dd]is|[Pp]arle|[Ii]magine|[Dd]écris|[Ee]ssaie|[Rr]egarde|[Éé]coute|[Ee]xplique"
    r"|[Dd]onne|[Cc]hoisis|[Rr]éponds|[Pp]ense|[Cc]omplète|[Cc]ontinue|[Hh]ésite|[Pp]rends|[Ff]ais"
    r"|[Cc]herche|[Rr]épète|[Pp]résente|[Uu]tilise|[Rr]epose|[Tt]ouche|[Ss]oigne|[Rr]espire"
    r"|[Rr]essaie|[Oo]ublie|[Aa]ppelle|[Ff]élicite|[Rr]eprends|[Dd]emande|[Vv]iens|[Vv]a"
    r"|[Tt]rouve|[Mm]ets|[Cc]ompte|[Aa]ttends|[Nn]ote|[Éé]cris)\b(?!'|-t-)"
)
_WORDS: Final = {
    "t'": "vous ", "te": "vous", "toi": "vous", "ton": "votre", "ta": "votre", "tes": "vos",
}  # fmt: skip
_WORD: Final = re.compile(r"(?:\b(?:te|toi|ton|ta|tes)\b|\bt')", re.IGNORECASE)


def render(line: str, *, formal: bool) -> str:
    """Return the line in the register of the talk."""
    return _to_vous(line) if formal else _CHOICE.sub(r"\1", line)


@lru_cache(maxsize=4096)
def _to_vous(line: str) -> str:
    line = _CHOICE.sub(r"\2", line)
    line = _INVERTED.sub(lambda found: f"{second_plural(found[1])}-vous", line)
    line = _SUBJECT.sub(_subject, line)
    line = _IMPERATIVE.sub(lambda found: _imperative(found[1]), line)
    return _WORD.sub(_word, line)


def _subject(found: re.Match[str]) -> str:
    vous = "Vous" if found[1] == "T" else "vous"
    return f"{vous} {found[2]}{second_plural(found[3])}"


def _word(found: re.Match[str]) -> str:
    formal = _WORDS[found[0].lower()]
    return formal.capitalize() if found[0][0].isupper() else formal


def second_plural(form: str) -> str:
    """Return « aimez » for « aimes »; the form itself when it is no verb with « tu »."""
    for reading in lexicon().readings(form.lower()):
        if reading.pos == "verb" and (reading.person, reading.number) == (2, "s"):
            forms = lexicon().inflect(
                reading.lemma, "verb", person=2, number="p", mood=reading.mood, tense=reading.tense
            )
            if forms:
                return _cased(forms[0], like=form)
    return form


def _imperative(form: str) -> str:
    lower = form.lower()
    lemma = next(
        r.lemma
        for r in lexicon().readings(lower)
        if r.pos == "verb" and r.mood == "imp" and (r.person, r.number) == (2, "s")
    )
    forms = lexicon().inflect(lemma, "verb", person=2, number="p", mood="imp")
    return _cased(forms[0], like=form)


def _cased(form: str, *, like: str) -> str:
    return form.capitalize() if like[0].isupper() else form
