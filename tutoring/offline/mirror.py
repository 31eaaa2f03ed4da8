"""Gives a learner's sentence back to them: « je » becomes « tu », « mon » becomes « ton ».

Only sentences that are understood to the last word are turned; for all others there is None,
because a wrong recast teaches an error.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.readings import Reading
from tutoring.french.words.tokens import Token, tokenize

_ON: Final = 3
_VERBS_OF_ON: Final = {
    "a": "avez", "est": "êtes", "va": "allez", "avait": "aviez", "était": "étiez", "ira": "irez",
}  # fmt: skip
_GROUP_DOES: Final = frozenset(
    """habiter chercher déménager travailler partir attendre vivre jouer regarder préparer dormir rentrer
    sortir acheter quitter visiter rester organiser louer construire marier rencontrer connaître""".split()
)
_DONE_TOGETHER: Final = frozenset("manger boire dîner déjeuner faire cuisiner parler rire".split())
LONGEST: Final = 18  # words; a longer recast is a chore to read

_TU: Final = {
    "me": "te", "m'": "t'", "moi": "toi", "mon": "ton", "ma": "ta", "mes": "tes",
    "notre": "votre", "nos": "vos", "moi-même": "toi-même",
}  # fmt: skip
_VOUS: Final = {
    "me": "vous", "m'": "vous ", "moi": "vous", "mon": "votre", "ma": "votre", "mes": "vos",
    "notre": "votre", "nos": "vos", "moi-même": "vous-même",
}  # fmt: skip
_YOURS: Final = {"ton": "mon", "ta": "ma", "tes": "mes", "votre": "notre", "vos": "nos"}
_CLITICS: Final = frozenset("ne n' me m' te t' se s' le la l' les lui leur y en nous vous".split())
_ELIDING: Final = {"ne": "n'", "me": "m'", "te": "t'", "se": "s'", "le": "l'", "la": "l'"}
# Their reference would change hands, or nobody can tell whom they mean.
_UNSAFE: Final = frozenset("tu te t' toi vous mien mienne miens miennes nôtre".split())
_LEADING: Final = frozenset(
    """oui non ok bonjour salut bonsoir coucou euh ben bah alors bien merci bon ah oh super voilà
    enfin donc hum mm ouais si d'accord moi mais et parce camille""".split()
)
AUXILIARIES: Final = frozenset("ai as a avons avez ont suis es est sommes êtes sont".split())
_HAVE_OR_BE: Final = AUXILIARIES | frozenset("avait avaient était étaient aura auront sera".split())
_PLURAL_BE: Final = frozenset("sont sommes étaient étions seront".split())
_ADVERBS: Final = frozenset(
    "très plus moins trop si assez aussi pas vraiment toujours souvent bien tellement".split()
)
_UNTURNABLE: Final = re.compile(
    r"\b(?:moi|nous) qui\b|"
    r"\b(?:suis|es|est|sommes|sont) (?:un peu |très |trop )?(?:peur|faim|soif|besoin|envie)\b|"
    r"\bvisité[es]* à\b|\bamie?s meilleure?s\b|\bmangé les\b|\bsi (?:j'|j' )ai (?:su|pu|eu|été)\b|\baucune? (?:ne |n')?(?:me|m'|nous)\b|"
    r"\bbeaucoup (?:des|de les)\b"
)
_TENSES: Final = ("pres", "impf", "fut", "past", "")
_MOODS: Final = ("ind", "cond", "sub")
_VOWELS: Final = "aàâeéèêëiîïoôuùûyhœæ"


@dataclass
class _Turning:
    """A sentence on its way from « je » to « tu »."""

    formal: bool
    words: list[str] = field(default_factory=list)
    spaced: list[bool] = field(default_factory=list)
    pending: int = 0  # grammatical number of the subject whose verb is awaited
    subject: int = 0  # number of the last first-person subject
    finite: bool = False
    broken: bool = False


def mirror(sentence: str, *, formal: bool) -> str | None:
    """Return the sentence without capital or full stop, said to its speaker; None in doubt."""
    tokens = _clause(tokenize(sentence))
    if not tokens or not _understood(tokens):
        return None
    turning = _Turning(formal)
    for place, token in enumerate(tokens):
        _turn(turning, tokens, place, spaced=place > 0 and tokens[place - 1].end < token.start)
    if turning.broken or turning.pending or not turning.finite:
        return None
    return re.sub(r"^(après|ensuite|puis) (tu|vous) ", r"\1, \2 ", _joined(turning))


def _clause(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return the tokens without greeting in front, full stop behind, and smileys."""
    kept = [t for t in tokens if t.kind != "emoji"]
    while kept and kept[-1].kind == "punctuation":
        kept.pop()
    while len(kept) > 1 and kept[0].norm in _LEADING and _is_leading(kept):
        kept = kept[1:]
        while kept and kept[0].kind == "punctuation":
            kept = kept[1:]
    return tuple(kept)


def _is_leading(tokens: Sequence[Token]) -> bool:
    following = tokens[1].norm
    if tokens[0].norm in ("moi", "bien", "si", "parce", "alors", "voilà", "donc"):
        return following == "," or (
            tokens[0].norm in ("moi", "alors", "donc") and following in ("je", "j'", "ça", "c'")
        )
    return True


def _understood(tokens: Sequence[Token]) -> bool:
    words = [t for t in tokens if t.is_word]
    if not 2 <= len(words) <= LONGEST:
        return False
    if any(t.norm in _UNSAFE or t.joined == "clitic" for t in words):
        return False
    return all(_is_plain(token) for token in tokens) and not (
        _has_broken_compound(words) or _has_lone_singular(words) or _has_unturnable(words)
    )


def _has_broken_compound(words: Sequence[Token]) -> bool:
    """Whether « être » or « avoir » stands before a verb that is no participle: « suis appelle »."""
    return any(
        first.norm in AUXILIARIES and _is_only_finite(second.norm)
        for first, second in zip(words, words[1:], strict=False)
    )


def _has_unturnable(words: Sequence[Token]) -> bool:
    """Whether it says « moi qui porte », or « je suis un peu peur »."""
    text = " ".join(word.norm for word in words)
    return bool(_UNTURNABLE.search(text))


def _has_lone_singular(words: Sequence[Token]) -> bool:
    """Whether a plural « être » is followed by an adjective that can only be singular."""
    for place, word in enumerate(words):
        if word.norm in _PLURAL_BE:
            after = next((w for w in words[place + 1 :] if w.norm not in _ADVERBS), None)
            readings = lexicon().readings(lexical(after.norm)) if after else ()
            if readings and all(r.pos in ("adjective", "verb") and r.number == "s"
                                and not r.person for r in readings):  # fmt: skip
                return True
    return False


def _is_only_finite(form: str) -> bool:
    readings = lexicon().readings(lexical(form))
    return bool(readings) and all(r.pos == "verb" and r.person for r in readings)


def _is_plain(token: Token) -> bool:
    if token.quoted or token.kind in ("web", "emoji"):
        return False
    if token.kind == "punctuation":
        return token.norm in (",", "-", "'", "%", "€")
    if token.kind == "number" or token.joined == "elided":
        return True
    return lexicon().knows(lexical(token.norm)) or (token.is_capitalised and not token.initial)


def lexical(norm: str) -> str:
    """Return the form as the lexicon has it, which knows « oeuf » and « soeur » alone."""
    return norm.replace("œ", "oe").replace("æ", "ae")


def _turn(turning: _Turning, tokens: Sequence[Token], place: int, *, spaced: bool) -> None:
    token = tokens[place]
    norm = token.norm
    if norm in ("je", "j'"):
        turning.pending, turning.subject = 1, 1
        _say(turning, "vous " if turning.formal else "tu ", spaced, capital=False)
    elif norm in _WE:
        _WE[norm](turning, tokens, place, spaced)
    elif turning.pending == _ON and norm in ("se", "s'"):
        _say(turning, "vous", True, capital=False)
    elif turning.pending and norm not in _CLITICS:
        _turn_verb(turning, tokens, place, spaced)
    elif norm in _YOURS:
        _say(turning, _YOURS[norm], spaced, capital=False)
    elif norm in _TU:
        _say(turning, (_VOUS if turning.formal else _TU)[norm], spaced, capital=False)
    elif _continues_subject(turning, tokens, place):
        turning.pending = turning.subject
        _turn_verb(turning, tokens, place, spaced)
    else:
        _keep(turning, tokens, place, spaced)


def _turn_nous(turning: _Turning, tokens: Sequence[Token], place: int, spaced: bool) -> None:
    following = next((t for t in tokens[place + 1 :] if t.norm not in _CLITICS), None)
    is_subject = following is not None and _first_person(following.norm, "p") is not None
    if is_subject and not turning.pending:
        turning.pending = turning.subject = 2
    _say(turning, "vous", spaced, capital=False)


def _turn_on(turning: _Turning, tokens: Sequence[Token], place: int, spaced: bool) -> None:
    """Turn the « on » of a group that did or will do something; any other could mean anybody."""
    following = [t.norm for t in tokens[place + 1 : place + 4] if t.norm not in ("ne", "n'", "y")]
    reflexive = following[:1] in (["s'"], ["se"])
    verb = next(iter(following[reflexive:]), "")
    if verb not in _VERBS_OF_ON and (_is_general(tokens) or _group_form(verb, tokens) is None):
        turning.broken = True
        return
    turning.pending = turning.subject = _ON
    if turning.words and turning.words[-1] in ("qu'", "lorsqu'", "puisqu'"):
        turning.words[-1], spaced = f"{turning.words[-1][:-1]}e", True
    _say(turning, "vous", spaced, capital=False)


_WE: Final = {"on": _turn_on, "nous": _turn_nous}


def _is_general(tokens: Sequence[Token]) -> bool:
    """Whether a place makes « on » everybody there: « En France, on mange bien »."""
    return any(
        first.norm in ("en", "au", "aux") and second.is_capitalised
        for first, second in zip(tokens, tokens[1:], strict=False)
    )


def _group_form(verb: str, tokens: Sequence[Token]) -> str | None:
    """Return « cherchez » for what « on cherche », if a group does it rather than anybody."""
    together = any(
        t.norm in ("ensemble", "demain", "hier", "chez", "samedi", "dimanche") for t in tokens
    )
    for reading in lexicon().readings(lexical(verb)):
        does = reading.lemma in (_GROUP_DOES | _DONE_TOGETHER if together else _GROUP_DOES)
        if reading.pos == "verb" and reading.person == 3 and does:
            forms = lexicon().inflect(
                reading.lemma, "verb", person=2, number="p", mood=reading.mood, tense=reading.tense
            )
            return forms[0] if forms else None
    return None


def _turn_verb(turning: _Turning, tokens: Sequence[Token], place: int, spaced: bool) -> None:
    token = tokens[place]
    if turning.pending == _ON:
        form: str | None = _VERBS_OF_ON.get(token.norm) or _group_form(token.norm, tokens)
        turning.subject = 2
    else:
        reading = _first_person(token.norm, "s" if turning.pending == 1 else "p")
        form = _second_person(reading, formal=turning.formal) if reading else None
    turning.pending, turning.finite = 0, True
    if form is None:
        turning.broken = True
        return
    _elide(turning, form)
    after_vous = turning.words[-1] == "vous"  # which stands for s' and lost its apostrophe
    _say(
        turning, form, (spaced or after_vous) and not turning.words[-1].endswith("'"), capital=False
    )


def _continues_subject(turning: _Turning, tokens: Sequence[Token], place: int) -> bool:
    """Whether the word is a second verb of the same « je »: « je mange et bois »."""
    if not turning.subject or place == 0 or tokens[place - 1].norm not in ("et", "ou", "puis", ","):
        return False
    readings = lexicon().readings(lexical(tokens[place].norm))
    number = "s" if turning.subject == 1 else "p"
    return (
        bool(readings)
        and readings[0].pos == "verb"
        and (_first_person(tokens[place].norm, number) is not None)
    )


def _keep(turning: _Turning, tokens: Sequence[Token], place: int, spaced: bool) -> None:
    token = tokens[place]
    readings = lexicon().readings(lexical(token.norm)) if token.is_word else ()
    verbs = [r for r in readings if r.pos == "verb" and r.person]
    after_article = bool(turning.words) and turning.words[-1] in (
        "un",
        "une",
        "des",
        "du",
        "ce",
        "cet",
    )
    if any(r.person == 3 for r in verbs) and not after_article:
        turning.finite = True
    elif place and tokens[place - 1].norm in _HAVE_OR_BE:
        pass  # a participle, though « j'appris » is spelt so too
    elif readings and readings[0].pos == "verb" and verbs and verbs[0].person == 1:
        turning.broken = True  # a verb of « je » that no « je » announced
    name = token.is_capitalised and (
        not token.initial or not readings or is_name(token.text) or _is_bare_subject(tokens, place)
    )
    _say(turning, token.text, spaced, capital=name)


def _is_bare_subject(tokens: Sequence[Token], place: int) -> bool:
    """Whether a noun is the subject without a determiner, and so a name: « Nuage est blanc »."""
    following = tokens[place + 1].norm if place + 1 < len(tokens) else ""
    nouns = [r.pos for r in lexicon().readings(lexical(tokens[place].norm))][:1] == ["noun"]
    return nouns and following in ("est", "a", "n'", "ne", "aime", "s'", "habite", "était")


def is_name(written: str) -> bool:
    """Whether a capitalised word is « Rennes » or « Rose », though « rennes » is one too."""
    parts = {r.pos for r in lexicon().readings(lexical(written))}
    return not parts or ("name" in parts and parts <= {"name", "noun"})


def _first_person(form: str, number: str) -> Reading | None:
    readings = [
        r
        for r in lexicon().readings(lexical(form))
        if r.pos == "verb" and (r.person, r.number) == (1, number) and r.mood in _MOODS
    ]
    if not readings:
        return None
    # « je vis » is of « vivre », not the simple past of « voir », which nobody says.
    lemma = next((r.lemma for r in readings if r.tense != "past"), readings[0].lemma)
    return min(
        (r for r in readings if r.lemma == lemma),
        key=lambda r: (_MOODS.index(r.mood), _TENSES.index(r.tense)),
    )


def _second_person(reading: Reading, *, formal: bool) -> str | None:
    number = "p" if formal or reading.number == "p" else "s"
    forms = lexicon().inflect(
        reading.lemma, "verb", person=2, number=number, mood=reading.mood, tense=reading.tense
    )
    return forms[0] if forms else None


def _elide(turning: _Turning, form: str) -> None:
    """Write « n'es » for « ne es », which « ne suis » would otherwise become."""
    last = turning.words[-1].strip()
    if last in _ELIDING and form[0] in _VOWELS and not lexicon().aspirated_h(form):
        turning.words[-1] = _ELIDING[last]


def _say(turning: _Turning, word: str, spaced: bool, *, capital: bool) -> None:
    turning.words.append(word if capital else word[:1].lower() + word[1:])
    turning.spaced.append(spaced)


def _joined(turning: _Turning) -> str:
    text = ""
    for word, spaced in zip(turning.words, turning.spaced, strict=True):
        wants_space = spaced and not text.endswith((" ", "'"))
        text += f" {word}" if text and wants_space else word
    return text.replace("’", "'")
