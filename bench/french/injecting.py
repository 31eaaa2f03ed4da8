"""One learner's error put into a right sentence, of a kind asked for. Pure.

A kind is a function from a sentence's tokens to the edits that would make such an error of it. Most
come from tables of words that learners take for one another; the others inflect a word wrongly with
the lexicon, or leave one out. An edit is made only where the lexicon leaves no doubt about what
stands there, so that nearly every result is wrong French.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.readings import Reading
from tutoring.french.words.tokens import Token, tokenize


@dataclass(frozen=True, slots=True)
class Edit:
    """The words from token `first` to `last` become `wrong`; "" leaves them out."""

    first: int
    last: int
    wrong: str


@dataclass(frozen=True, slots=True)
class Injected:
    """A sentence with one error. `start` and `end` enclose it, in code points of `wrong`."""

    kind: str
    wrong: str
    right: str
    start: int
    end: int


type_of_kind = Callable[[Sequence[Token]], Iterable[Edit]]


def inject(kind: str, sentence: str, *, choice: int) -> Injected | None:
    """Return the sentence with one error of the kind, or None where it offers no place for one.

    Args:
        choice: any number of 0 or more; it chooses among the places.
    """
    tokens = tokenize(sentence)
    edits = list(KINDS[kind](tokens))
    return _applied(kind, sentence, tokens, edits[choice % len(edits)]) if edits else None


def _applied(kind: str, sentence: str, tokens: Sequence[Token], edit: Edit) -> Injected | None:
    start, end = tokens[edit.first].start, tokens[edit.last].end
    wrong = _in_case_of(sentence[start:end], edit.wrong)
    if wrong:
        text = sentence[:start] + wrong + sentence[end:]
        return (
            Injected(kind, text, sentence, start, start + len(wrong)) if text != sentence else None
        )
    return _left_out(kind, sentence, tokens, edit)


def _left_out(kind: str, sentence: str, tokens: Sequence[Token], edit: Edit) -> Injected | None:
    """Leave words out; the place is between the neighbours, which are counted as the error."""
    if edit.last + 1 >= len(tokens) or not tokens[edit.last + 1].is_word:
        return None
    following = tokens[edit.last + 1]
    start = tokens[edit.first].start
    after = sentence[following.start :]
    if tokens[edit.first].initial:
        after = after[:1].upper() + after[1:]
    before = tokens[edit.first - 1].start if edit.first else start
    return Injected(
        kind, sentence[:start] + after, sentence, before, start + len(following.text)
    )  # fmt: skip


def _in_case_of(written: str, wrong: str) -> str:
    return wrong[:1].upper() + wrong[1:] if written[:1].isupper() else wrong


# What a token surely is


def _readings(token: Token) -> tuple[Reading, ...]:
    return lexicon().readings(token.norm) if token.is_word else ()


def _share(token: Token, pos: str) -> float:
    """Return how much of the form's use is this part of speech, 0 to 1."""
    uses = {(r.lemma, r.pos): r.frequency for r in _readings(token)}
    total = sum(uses.values())
    wanted = sum(frequency for (_, p), frequency in uses.items() if p == pos)
    return wanted / total if total else float(any(p == pos for _, p in uses))


def _only(token: Token, pos: str) -> list[Reading]:
    """Return the readings as this part of speech, where the form is hardly ever another."""
    if not token.is_word or token.joined or _share(token, pos) < 0.95:
        return []
    return [r for r in _readings(token) if r.pos == pos]


def _norm(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].norm if 0 <= at < len(tokens) else ""


# Kinds that take one word for another


def swapped(right: str, wrong: str, *, when: Callable | None = None) -> type_of_kind:
    """Write `wrong` for `right`; both may be several tokens with blanks between."""
    sought = tuple(right.split())

    def kind(tokens: Sequence[Token]) -> Iterator[Edit]:
        norms = [token.norm for token in tokens]
        for at in range(len(norms) - len(sought) + 1):
            if tuple(norms[at : at + len(sought)]) == sought and (not when or when(tokens, at)):
                yield Edit(at, at + len(sought) - 1, wrong)

    return kind


def _before_word(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].is_word


def _after_any(*norms: str) -> Callable[[Sequence[Token], int], bool]:
    return lambda tokens, at: _norm(tokens, at - 1) in norms


def _before_any(*norms: str) -> Callable[[Sequence[Token], int], bool]:
    return lambda tokens, at: _norm(tokens, at + 1) in norms


def _before_verb(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and bool(
        [r for r in _only(tokens[at + 1], "verb") if r.mood in {"ind", "sub", "cond"}]
    )


def _before_noun(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and bool(_only(tokens[at + 1], "noun"))


def _before_infinitive(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and _is_infinitive(tokens[at + 1])


def _is_infinitive(token: Token) -> bool:
    return any(r.mood == "inf" for r in _only(token, "verb"))


def either(*kinds: type_of_kind) -> type_of_kind:
    def kind(tokens: Sequence[Token]) -> Iterator[Edit]:
        for each in kinds:
            yield from each(tokens)

    return kind


# Kinds that inflect a word wrongly


def _others(lemma: str, pos: str, form: str, **features: str | int) -> str:
    """Return the most usual form with these features, "" if there is none or it is `form`."""
    forms = lexicon().inflect(lemma, pos, **features)  # type: ignore[arg-type]
    return forms[0] if forms and forms[0] != form else ""


def adjective_number(tokens: Sequence[Token]) -> Iterator[Edit]:
    yield from _renumbered(tokens, "adjective", "p", "s")


def adjective_plural_added(tokens: Sequence[Token]) -> Iterator[Edit]:
    yield from _renumbered(tokens, "adjective", "s", "p")


def noun_number(tokens: Sequence[Token]) -> Iterator[Edit]:
    """Leave out the plural of a noun whose determiner shows it."""
    for edit in _renumbered(tokens, "noun", "p", "s"):
        if _norm(tokens, edit.first - 1) in PLURAL_DETERMINERS:
            yield edit


PLURAL_DETERMINERS = frozenset(
    "les des mes tes ses nos vos leurs ces deux trois quatre cinq six sept huit neuf dix quelques "
    "plusieurs".split()
)


def _renumbered(tokens: Sequence[Token], pos: str, given: str, made: str) -> Iterator[Edit]:
    for at, token in enumerate(tokens):
        readings = _only(token, pos)
        if not readings or {r.number for r in readings} != {given}:
            continue
        reading = readings[0]
        if form := _others(reading.lemma, pos, token.norm, gender=reading.gender, number=made):
            yield Edit(at, at, form)


def adjective_gender(tokens: Sequence[Token]) -> Iterator[Edit]:
    for at, token in enumerate(tokens):
        readings = _only(token, "adjective")
        if not readings or len({r.gender for r in readings}) != 1 or not readings[0].gender:
            continue
        r = readings[0]
        other = "f" if r.gender == "m" else "m"
        if form := _others(r.lemma, "adjective", token.norm, gender=other, number=r.number):
            yield Edit(at, at, form)


DETERMINER_GENDERS = {
    "un": "une", "une": "un", "le": "la", "la": "le", "mon": "ma", "ma": "mon", "ton": "ta",
    "ta": "ton", "son": "sa", "sa": "son", "ce": "cette", "cette": "ce", "du": "de la",
    "au": "à la", "quel": "quelle", "quelle": "quel",
}  # fmt: skip


def determiner_gender(tokens: Sequence[Token]) -> Iterator[Edit]:
    for at, token in enumerate(tokens):
        wrong = DETERMINER_GENDERS.get(token.norm)
        if wrong and _before_gendered_noun(tokens, at):
            yield Edit(at, at, wrong)


def _before_gendered_noun(tokens: Sequence[Token], at: int) -> bool:
    return (
        _before_noun(tokens, at)
        and len(lexicon().genders(tokens[at + 1].norm)) == 1
        and tokens[at + 1].norm[0] not in "aeiouyéèêhœâîôà"
    )


def determiner_number(tokens: Sequence[Token]) -> Iterator[Edit]:
    singular = {"les": "le", "des": "un", "mes": "mon", "ses": "son", "ces": "ce", "nos": "notre"}
    for at, token in enumerate(tokens):
        if token.norm not in singular or not _before_noun(tokens, at):
            continue
        if {r.number for r in _only(tokens[at + 1], "noun")} == {"p"}:
            yield Edit(at, at, singular[token.norm])


def verb_person(given: tuple[int, str], made: tuple[int, str]) -> type_of_kind:
    """Conjugate a finite verb of the indicative in another person."""

    def kind(tokens: Sequence[Token]) -> Iterator[Edit]:
        for at, token in enumerate(tokens):
            readings = [r for r in _finite(token) if (r.person, r.number) == given]
            for r in readings[:1]:
                form = _others(
                    r.lemma, "verb", token.norm, person=made[0], number=made[1], mood="ind", tense=r.tense
                )  # fmt: skip
                if form and not token.text[0].isupper():
                    yield Edit(at, at, form)

    return kind


def _finite(token: Token) -> list[Reading]:
    found = [r for r in _only(token, "verb") if r.mood == "ind" and r.tense != "past"]
    return found


def infinitive_as_participle(tokens: Sequence[Token]) -> Iterator[Edit]:
    for at, token in enumerate(tokens):
        if token.norm.endswith("er") and _is_infinitive(token):
            yield Edit(at, at, token.norm[:-2] + "é")


def participle_as_infinitive(tokens: Sequence[Token]) -> Iterator[Edit]:
    for at, token in enumerate(tokens):
        if token.norm.endswith("é") and _after_auxiliary(tokens, at):
            yield Edit(at, at, token.norm[:-1] + "er")


def imperfect_as_participle(tokens: Sequence[Token]) -> Iterator[Edit]:
    for at, token in enumerate(tokens):
        if token.norm.endswith("ait") and token.norm not in {"fait", "était", "avait"}:
            for r in _finite(token)[:1]:
                if r.tense == "impf" and r.lemma.endswith("er"):
                    yield Edit(at, at, token.norm[:-3] + "é")


def _after_auxiliary(tokens: Sequence[Token], at: int) -> bool:
    """Whether a past participle stands right after avoir or être, or after a word between."""
    if not any(r.mood == "part" and r.tense == "past" for r in _readings(tokens[at])):
        return False
    before = {
        _norm(tokens, at - 1),
        _norm(tokens, at - 2) if _norm(tokens, at - 1) in BETWEEN else "",
    }
    return not before.isdisjoint(AVOIR | ETRE)


BETWEEN = frozenset("pas déjà bien toujours beaucoup jamais trop rien tout encore".split())
AVOIR = frozenset(
    "ai as a avons avez ont avais avait avions aviez avaient aurai aura aurait".split()
)
ETRE = frozenset(
    "suis es est sommes êtes sont étais était étions étiez étaient sera serait".split()
)
OF_AUXILIARIES = {
    "ai": "suis", "as": "es", "a": "est", "avons": "sommes", "avez": "êtes", "ont": "sont",
    "suis": "ai", "es": "as", "est": "a", "sommes": "avons", "êtes": "avez", "sont": "ont",
}  # fmt: skip


def auxiliary(tokens: Sequence[Token]) -> Iterator[Edit]:
    """Être for avoir and avoir for être, before a participle that has but one auxiliary."""
    for at, token in enumerate(tokens[:-1]):
        following = tokens[at + 1]
        wrong = OF_AUXILIARIES.get(token.norm)
        if not wrong or _norm(tokens, at - 1) in REFLEXIVES or token.joined:
            continue
        lemmas = {r.lemma for r in _readings(following) if r.mood == "part" and r.tense == "past"}
        if (
            token.norm in ETRE
            and lemmas & ALWAYS_ETRE
            or token.norm in AVOIR
            and lemmas
            and lemmas <= INTRANSITIVE_AVOIR
        ):
            yield Edit(at, at, wrong)


REFLEXIVES = frozenset("me m' te t' se s' nous vous".split())
ALWAYS_ETRE = frozenset("aller arriver partir venir devenir rester tomber naître mourir".split())
INTRANSITIVE_AVOIR = frozenset("être avoir dormir marcher travailler parler voyager manger".split())


def participle_agreement(tokens: Sequence[Token]) -> Iterator[Edit]:
    """A participle with être left in the masculine singular."""
    for at, token in enumerate(tokens):
        if _norm(tokens, at - 1) not in ETRE or _norm(tokens, at - 2) in REFLEXIVES:
            continue
        for r in [r for r in _readings(token) if r.mood == "part" and r.tense == "past"][:1]:
            if r.gender == "f" or r.number == "p":
                form = _others(
                    r.lemma, "verb", token.norm, gender="m", number="s", mood="part", tense="past"
                )
                if form:
                    yield Edit(at, at, form)


def subjunctive_as_indicative(tokens: Sequence[Token]) -> Iterator[Edit]:
    for at, token in enumerate(tokens):
        readings = _only(token, "verb")
        if not readings or {r.mood for r in readings} != {"sub"}:
            continue
        r = readings[0]
        features = {"person": r.person, "number": r.number, "mood": "ind", "tense": "pres"}
        if r.tense == "pres" and (form := _others(r.lemma, "verb", token.norm, **features)):
            yield Edit(at, at, form)


def infinitive_as_finite(tokens: Sequence[Token]) -> Iterator[Edit]:
    """A verb after a verb left finite: je veux mange, pour mange."""
    for at, token in enumerate(tokens):
        if at and _is_infinitive(token) and not token.text[0].isupper():
            lemma = _only(token, "verb")[0].lemma
            if form := _others(
                lemma, "verb", token.norm, person=3, number="s", mood="ind", tense="pres"
            ):
                yield Edit(at, at, form)


def conditional_after_si(tokens: Sequence[Token]) -> Iterator[Edit]:
    for at, token in enumerate(tokens[:-2]):
        if token.norm not in {"si", "s'"} or not (
            at == 0 or tokens[at - 1].norm in {",", "et", "mais"}
        ):
            continue
        for verb_at in range(at + 2, min(at + 4, len(tokens))):
            for r in [r for r in _finite(tokens[verb_at]) if r.tense == "impf"][:1]:
                features = {"person": r.person, "number": r.number, "mood": "cond"}
                if form := _others(r.lemma, "verb", tokens[verb_at].norm, **features):
                    yield Edit(verb_at, verb_at, form)


# Kinds that leave a word out, or join none


def left_out(*norms: str, when: Callable | None = None) -> type_of_kind:
    def kind(tokens: Sequence[Token]) -> Iterator[Edit]:
        for at, token in enumerate(tokens):
            if token.norm in norms and at and (not when or when(tokens, at)):
                yield Edit(at, at, "")

    return kind


def _after_ne(tokens: Sequence[Token], at: int) -> bool:
    before = {_norm(tokens, n) for n in range(max(0, at - 4), at)}
    return not before.isdisjoint({"ne", "n'"}) and before.isdisjoint(
        {"peux", "peut", "sais", "sait", "cesse", "ose"}
    )


def _that_clause(tokens: Sequence[Token], at: int) -> bool:
    """Whether « que » follows a verb of saying or a noun, and a subject follows."""
    return _norm(tokens, at + 1) in {"je", "tu", "il", "elle", "nous", "vous", "ils", "elles", "on"} and not (
        {"plus", "moins", "aussi", "autre", "même", "ne", "n'"} & {t.norm for t in tokens[max(0, at - 4) : at]}
    )  # fmt: skip


def _needed_article(tokens: Sequence[Token], at: int) -> bool:
    return _before_noun(tokens, at) and _norm(tokens, at - 1) not in {
        "de",
        "d'",
        "en",
        "sans",
        "tous",
        "toutes",
    }


def missing_elision(tokens: Sequence[Token]) -> Iterator[Edit]:
    full = {"j'": "je", "l'": "le", "d'": "de", "qu'": "que", "n'": "ne", "m'": "me", "t'": "te"}
    for at, token in enumerate(tokens):
        if token.joined == "elided" and token.norm in full:
            yield Edit(at, at, full[token.norm] + " ")


def missing_contraction(tokens: Sequence[Token]) -> Iterator[Edit]:
    full = {"du": "de le", "au": "à le", "aux": "à les"}
    for at, token in enumerate(tokens):
        if token.norm in full and _before_noun(tokens, at):
            yield Edit(at, at, full[token.norm])


def lost_accent(tokens: Sequence[Token]) -> Iterator[Edit]:
    """An accent left out, where no other word comes of it."""
    for at, token in enumerate(tokens):
        if (
            token.is_word
            and not token.joined
            and len(token.norm) > 3
            and not token.text[0].isupper()
        ):
            bare = token.norm.translate(str.maketrans("éèêëàâîïôûùç", "eeeeaaiiouuc"))
            if bare != token.norm and not lexicon().knows(bare):
                yield Edit(at, at, bare)


def misspelled(tokens: Sequence[Token]) -> Iterator[Edit]:
    """A letter doubled, single or in another's place, where no other word comes of it."""
    for at, token in enumerate(tokens):
        norm = token.norm
        if not token.is_word or token.joined or len(norm) < 5 or token.text[0].isupper():
            continue
        n = len(norm) // 2
        for wrong in _slips(norm, n):
            if wrong != norm and not lexicon().knows(wrong):
                yield Edit(at, at, wrong)
                break


def _slips(norm: str, n: int) -> Iterator[str]:
    for at in range(1, len(norm)):
        if norm[at] == norm[at - 1]:
            yield norm[:at] + norm[at + 1 :]
    for single, double in (("l", "ll"), ("n", "nn"), ("t", "tt"), ("m", "mm")):
        at = norm.find(single, 1)
        if 0 < at < len(norm) - 1:
            yield norm[:at] + double + norm[at + 1 :]
    yield norm[:n] + norm[n + 1] + norm[n] + norm[n + 2 :] if n + 1 < len(norm) else norm


OF_GOVERNMENT = {
    "à": {"commencer", "apprendre", "aider", "réussir", "hésiter", "inviter", "arriver", "chercher"},
    "de": {"essayer", "décider", "oublier", "refuser", "accepter", "arrêter", "finir", "promettre",
           "rêver", "risquer", "cesser", "éviter", "proposer", "empêcher", "conseiller", "permettre"},
}  # fmt: skip


def government(tokens: Sequence[Token]) -> Iterator[Edit]:
    """De for à and à for de between a verb and the infinitive it governs."""
    for at, token in enumerate(tokens[:-1]):
        right = {"d'": "de"}.get(token.norm, token.norm)
        if right not in OF_GOVERNMENT or not at or not _is_infinitive(tokens[at + 1]):
            continue
        if {r.lemma for r in _only(tokens[at - 1], "verb")} & OF_GOVERNMENT[right]:
            wrong = "à" if right == "de" else "de"
            yield Edit(at, at, wrong + (" " if token.joined else ""))


def bare_government(tokens: Sequence[Token]) -> Iterator[Edit]:
    for edit in government(tokens):
        yield Edit(edit.first, edit.last, "")


def needless_preposition(tokens: Sequence[Token]) -> Iterator[Edit]:
    modals = {"vouloir", "pouvoir", "devoir", "savoir", "aimer", "préférer", "espérer", "falloir"}
    for at, token in enumerate(tokens[:-1]):
        if {r.lemma for r in _only(token, "verb") if r.mood != "part"} & modals and _is_infinitive(
            tokens[at + 1]
        ):
            yield Edit(
                at + 1,
                at + 1,
                ("d'" if tokens[at + 1].norm[0] in "aeiouéh" else "de ") + tokens[at + 1].norm,
            )


def partitive(tokens: Sequence[Token]) -> Iterator[Edit]:
    """Du, de la, des for de after a quantity."""
    for at, token in enumerate(tokens[:-1]):
        if token.norm == "de" and _norm(tokens, at - 1) in QUANTITIES and _before_noun(tokens, at):
            yield Edit(at, at, "des" if tokens[at + 1].norm.endswith("s") else "du")


QUANTITIES = frozenset(
    "beaucoup trop assez peu plus moins tant combien bouteille kilo verre tasse".split()
)


def pronoun_case(tokens: Sequence[Token]) -> Iterator[Edit]:
    """Lui and leur for le, la, les before verbs that take a direct object."""
    direct = {
        "voir",
        "aimer",
        "connaître",
        "inviter",
        "regarder",
        "écouter",
        "attendre",
        "aider",
        "chercher",
        "rencontrer",
    }
    indirect = {
        "téléphoner",
        "répondre",
        "parler",
        "dire",
        "demander",
        "donner",
        "plaire",
        "ressembler",
        "mentir",
    }
    to_indirect = {"le": "lui", "la": "lui", "les": "leur"}
    to_direct = {"lui": "le", "leur": "les"}
    for at, token in enumerate(tokens[:-1]):
        lemmas = {r.lemma for r in _only(tokens[at + 1], "verb")}
        if token.norm in to_indirect and lemmas & direct:
            yield Edit(at, at, to_indirect[token.norm])
        if token.norm in to_direct and lemmas & indirect:
            yield Edit(at, at, to_direct[token.norm])


def doubled(tokens: Sequence[Token]) -> Iterator[Edit]:
    for at, token in enumerate(tokens):
        if token.norm in {
            "à",
            "de",
            "le",
            "la",
            "un",
            "dans",
            "est",
            "et",
            "pour",
            "que",
            "je",
            "il",
        }:
            yield Edit(at, at, f"{token.norm} {token.norm}")


def no_hyphen(tokens: Sequence[Token]) -> Iterator[Edit]:
    for at, token in enumerate(tokens):
        if token.joined == "clitic" and token.norm.count("-") == 1 and at:
            yield Edit(at - 1, at, f"{tokens[at - 1].text.lower()} {token.norm[1:]}")


def stressed_as_subject(tokens: Sequence[Token]) -> Iterator[Edit]:
    for at, token in enumerate(tokens):
        stressed = {"moi": "je", "toi": "tu", "eux": "ils"}.get(token.norm)
        if stressed and _norm(tokens, at - 1) in {"avec", "pour", "sans", "chez", "contre"}:
            yield Edit(at, at, stressed)


def demonstrative(tokens: Sequence[Token]) -> Iterator[Edit]:
    for at, token in enumerate(tokens):
        if token.norm == "cet" and _before_noun(tokens, at):
            yield Edit(at, at, "ce")


def gerund_as_infinitive(tokens: Sequence[Token]) -> Iterator[Edit]:
    for at, token in enumerate(tokens[:-1]):
        for r in _only(tokens[at + 1], "verb")[:1]:
            if token.norm == "en" and r.mood == "part" and r.tense == "pres":
                yield Edit(at + 1, at + 1, r.lemma)


def comparative(tokens: Sequence[Token]) -> Iterator[Edit]:
    wrong = {"meilleur": "plus bon", "meilleure": "plus bonne", "mieux": "plus bien"}
    for at, token in enumerate(tokens):
        if token.norm in wrong:
            yield Edit(at, at, wrong[token.norm])


def place_preposition(tokens: Sequence[Token]) -> Iterator[Edit]:
    """À for en and en for au before a country; dans for à before a town."""
    for at, token in enumerate(tokens[:-1]):
        country = tokens[at + 1].norm
        if token.norm == "en" and country in FEMININE_COUNTRIES:
            yield Edit(at, at, "à")
        if token.norm == "au" and country in MASCULINE_COUNTRIES:
            yield Edit(at, at, "en")


FEMININE_COUNTRIES = frozenset(
    "france allemagne angleterre australie italie espagne chine russie europe suisse".split()
)
MASCULINE_COUNTRIES = frozenset("japon canada brésil mexique portugal maroc".split())

KINDS: dict[str, type_of_kind] = {
    "à > a": swapped("à", "a", when=_before_word),
    "a > à": swapped("a", "à"),
    "et > est": swapped("et", "est", when=_before_word),
    "est > et": swapped("est", "et"),
    "son > sont": swapped("son", "sont", when=_before_noun),
    "sont > son": swapped("sont", "son"),
    "on > ont": swapped("on", "ont", when=_before_verb),
    "ont > on": swapped("ont", "on"),
    "ou/où": either(swapped("ou", "où", when=_before_word), swapped("où", "ou")),
    "ce/se": either(swapped("se", "ce", when=_before_verb), swapped("ce", "se", when=_before_noun)),
    "ces/ses": swapped("c' est", "s'est"),
    "la > là": swapped("la", "là", when=_before_noun),
    "peu/peut": either(swapped("peut", "peu"), swapped("peu", "peut", when=_before_any("de", "à"))),
    "peux/peut": either(swapped("je peux", "je peut"), swapped("il peut", "il peux")),
    "plus > plu": swapped("plus", "plu"),
    "que > qui": swapped("que", "qui", when=_that_clause),
    "qui > que": swapped("qui", "que", when=_before_verb),
    "ça > sa": swapped("ça", "sa"),
    "sa > ça": swapped("sa", "ça", when=_before_noun),
    "mais/mes": either(
        swapped("mais", "mes", when=_before_word), swapped("mes", "mais", when=_before_noun)
    ),
    "leur/leurs": either(
        swapped("leurs", "leur", when=_before_noun), swapped("leur", "leurs", when=_before_verb)
    ),
    "tout/tous": either(swapped("tous les", "tout les"), swapped("tout le", "tous le")),
    "quel/qu'elle": either(
        swapped("quelle", "qu'elle", when=_before_noun), swapped("qu' elle", "quelle")
    ),
    "sans/s'en": either(swapped("sans", "s'en", when=_before_word), swapped("s' en", "sans")),
    "si/s'y": swapped("si", "s'y", when=_before_any("tu", "je", "on", "vous", "nous")),
    "dans/d'en": swapped("dans", "d'en", when=_before_word),
    "-er > -é": infinitive_as_participle,
    "-é > -er": participle_as_infinitive,
    "-ait > -é": imperfect_as_participle,
    "infinitive > finite": infinitive_as_finite,
    "1s > 3s": verb_person((1, "s"), (3, "s")),
    "2s > 3s": verb_person((2, "s"), (3, "s")),
    "3s > 3p": verb_person((3, "s"), (3, "p")),
    "3p > 3s": verb_person((3, "p"), (3, "s")),
    "1p > 3p": verb_person((1, "p"), (3, "p")),
    "adjective plural": adjective_number,
    "adjective singular": adjective_plural_added,
    "adjective gender": adjective_gender,
    "noun plural": noun_number,
    "determiner gender": determiner_gender,
    "determiner number": determiner_number,
    "participle with être": participle_agreement,
    "auxiliary": auxiliary,
    "subjunctive": subjunctive_as_indicative,
    "conditional after si": conditional_after_si,
    "gerund": gerund_as_infinitive,
    "pas left out": left_out("pas", when=_after_ne),
    "que left out": left_out("que", "qu'", when=_that_clause),
    "article left out": left_out("le", "la", "les", "un", "une", "du", "des", when=_needed_article),
    "preposition left out": bare_government,
    "government": government,
    "needless preposition": needless_preposition,
    "partitive": partitive,
    "pronoun case": pronoun_case,
    "stressed pronoun": stressed_as_subject,
    "demonstrative": demonstrative,
    "comparative": comparative,
    "country": place_preposition,
    "elision": missing_elision,
    "contraction": missing_contraction,
    "accent": lost_accent,
    "misspelling": misspelled,
    "doubled word": doubled,
    "hyphen": no_hyphen,
}
