"""Turns a yes-or-no question put to the tutor into its answer: « Tu joues ? » — « Oui, je joue. »

The other way round than `mirror`. Only what is understood to the last word is turned.
"""

import re
from collections.abc import Sequence
from typing import Final

from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.readings import Reading
from tutoring.french.words.tokens import Token, tokenize
from tutoring.offline.echoing import is_sound
from tutoring.offline.mirror import lexical, mirror

_LONGEST: Final = 16  # words
_VOWELS: Final = "aàâeéèêëiîïoôuùûyhœæ"
_OPENING: Final = re.compile(
    r"(?i)^(?:(?:et|mais|dis|dites|alors|donc|au fait|d'ailleurs|sinon|bon|ok|oui|non|euh|ah|tiens|camille|"
    r"(?:et )?(?:toi|vous)(?=,)|et (?:toi|vous)(?= (?:tu|vous) )|s'il (?:te|vous) plaît|excuse-moi|excusez-moi|pardon)[ ,]+)+"
)
_CLOSING: Final = re.compile(
    r"(?i)(?:,? (?:s'il (?:te|vous) plaît|par hasard|au fait|camille|ou (?:pas|non)|tu (?:crois|penses)|"
    r"vous (?:croyez|pensez))|, (?:toi|vous)|(?<!chez)(?<!avec)(?<!pour)(?<!comme) (?:toi|vous) aussi|, non|, hein)+$"
)
_EST_CE_QUE: Final = re.compile(r"(?i)^est-ce qu(?:e |')")
_ASKING: Final = re.compile(
    r"(?i)\b(?:qui|quoi|quel(?:le)?s?|où|comment|pourquoi|combien|quand|lequel|laquelle)\b|qu'est|^que\b"
)
_CLITICS: Final = frozenset("l' le la les y en lui leur".split())
_MINE: Final = {
    "ton": "mon", "ta": "ma", "tes": "mes", "vos": "mes", "toi": "moi", "mon": "ton", "ma": "ta",
    "mes": "tes", "toi-même": "moi-même",
}  # fmt: skip
_FORMAL_MINE: Final = {"mon": "votre", "ma": "votre", "mes": "vos"}
_FORMAL_OURS: Final = {"votre": "notre", "vos": "nos"}
_BELIEVING: Final = frozenset("croire penser trouver".split())
_ASKED_OF_US: Final = frozenset("pouvoir savoir vouloir penser croire connaître".split())
# Their reference would have to be turned, and nobody can tell how.
_UNSAFE: Final = frozenset("tu te t' vous votre je j' me m' moi nous on notre nos".split())
# Verbs that a person asked so would rather deny, or answer otherwise than with « oui ».
_NOT_REPEATED: Final = frozenset(
    """être avoir pouvoir savoir vouloir devoir aller venir fumer ronfler mentir voler boire tuer
    pleurer crier détester haïr dormir mourir souffrir comprendre aimer adorer connaître dire demander parler
    répéter souvenir rappeler écouter entendre regretter manquer préférer habiter vivre""".split()
)


def yes(question: str, *, formal: bool) -> str | None:
    """Return « je porte des lunettes » for « Tu portes des lunettes ? »; None in doubt."""
    tokens = _clause(question)
    if tokens is None:
        return None
    if tokens[0].norm in ("tu", "vous"):
        return _mine(tokens[1:], formal=formal)
    if len(tokens) > 1 and tokens[1].norm in ("-tu", "-vous"):
        return _mine((tokens[0], *tokens[2:]), formal=formal)
    return None


def ours(question: str) -> str | None:
    """Return « nous avons des gants » for « Vous avez des gants ? », as a shop or a firm says it."""
    tokens = _clause(question)
    if tokens is None:
        return None
    if tokens[0].norm == "vous":
        return _ours(tokens[1:])
    if len(tokens) > 1 and tokens[1].norm == "-vous":
        return _ours((tokens[0], *tokens[2:]))
    return None


def said_of_the_world(question: str) -> str | None:
    """Return « c'est pareil en France » for « C'est pareil en France ? »; None in doubt."""
    tokens = _clause(question)
    if tokens is None or any(t.norm in (*_UNSAFE, *_MINE) for t in tokens):
        return None
    if not _is_clause(tokens):
        return None
    text = question_text(question)
    return text if is_sound(text) else None


def that(clause: str) -> str:
    """Return « qu'il pleut » for « il pleut »."""
    return f"qu'{clause}" if clause[0].lower() in _VOWELS else f"que {clause}"


def question_text(question: str) -> str:
    """Return a question without mark, capital and what only leads up to it."""
    bare = _CLOSING.sub("", _OPENING.sub("", question.replace("’", "'").strip(" ?.!…\xa0")))
    bare = _EST_CE_QUE.sub("", bare)
    return bare[:1].lower() + bare[1:]


def _clause(question: str) -> tuple[Token, ...] | None:
    text = question_text(question)
    tokens = tokenize(text)
    if not 2 <= len(tokens) <= _LONGEST or _ASKING.search(text):
        return None
    plain = all(t.is_word or t.kind == "number" for t in tokens)
    known = all(
        not t.is_word or lexicon().knows(lexical(t.norm)) or t.is_capitalised for t in tokens
    )
    return tokens if plain and known else None


def _is_clause(tokens: Sequence[Token]) -> bool:
    """Whether it begins with a subject and has its verb in the place of a statement."""
    starts = tokens[0].norm in ("c'", "ce", "ça", "cela", "il", "elle", "ils", "elles") or (
        tokens[0].norm in ("le", "la", "l'", "les", "un", "une", "des", "tout")
    )
    verbs = [t for t in tokens[1:] if _finite(t.norm, persons=(3,))]
    return starts and bool(verbs) and not any(t.joined == "clitic" for t in tokens)


def _mine(tokens: Sequence[Token], *, formal: bool) -> str | None:
    """Return the rest of a question to the tutor, said of itself."""
    clitics = []
    while tokens and tokens[0].norm in _CLITICS:
        clitics.append(tokens[0].norm)
        tokens = tokens[1:]
    reading = _finite(tokens[0].norm, persons=(2,)) if tokens else None
    if reading is None or reading.lemma in _NOT_REPEATED or len(tokens) < 2 - len(clitics[:1]):
        return None
    verb = lexicon().inflect(
        reading.lemma, "verb", person=1, number="s", mood=reading.mood, tense=reading.tense
    )
    if verb and reading.lemma in _BELIEVING and tokens[1].norm in ("que", "qu'"):
        clause = mirror(_plain_text(tokens[2:]), formal=formal)
        return f"je {verb[0]} {that(clause)}" if clause and is_sound(clause) else None
    rest = [_turned(t, formal=formal) for t in tokens[1:]]
    if not verb or reading.mood != "ind" or None in rest:
        return None
    text = _spaced(["je", *clitics, verb[0], *filter(None, rest)])
    return text if is_sound(text) else None


def _ours(tokens: Sequence[Token]) -> str | None:
    reading = _finite(tokens[0].norm, persons=(2,)) if tokens else None
    if reading is None or reading.mood != "ind" or reading.lemma in _ASKED_OF_US or len(tokens) < 2:
        return None
    verb = lexicon().inflect(
        reading.lemma, "verb", person=1, number="p", mood=reading.mood, tense=reading.tense
    )
    rest = [_FORMAL_OURS.get(t.norm) or _turned(t, formal=True) for t in tokens[1:]]
    if not verb or None in rest:
        return None
    text = _spaced(["nous", verb[0], *filter(None, rest)])
    return text if is_sound(text) else None


def _plain_text(tokens: Sequence[Token]) -> str:
    return _spaced([token.text for token in tokens])


def _turned(token: Token, *, formal: bool) -> str | None:
    if formal and token.norm in _FORMAL_MINE:
        return _FORMAL_MINE[token.norm]
    if token.norm in _MINE:
        return _MINE[token.norm]
    return None if token.norm in _UNSAFE or token.joined == "clitic" else token.text


def _spaced(words: Sequence[str]) -> str:
    text = ""
    for word in words:
        if text.endswith("je") and text == "je" and word[0] in _VOWELS:
            text = "j'"
        text += word if not text or text.endswith("'") else f" {word}"
    return text


def _finite(form: str, *, persons: tuple[int, ...]) -> Reading | None:
    """Return the likeliest finite reading, the indicative before « ris ! »."""
    readings = [
        r for r in lexicon().readings(lexical(form)) if r.pos == "verb" and r.person in persons
    ]
    return min(readings, key=lambda r: (r.mood != "ind", r.tense != "pres"), default=None)
