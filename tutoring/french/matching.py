"""Which dictionary words a French text uses."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from tutoring.french.expressions import find_expression
from tutoring.french.grammar.disambiguation import Context, readings_of
from tutoring.french.grammar.parsing import Parser
from tutoring.french.spelling.checking import is_in_dictionary
from tutoring.french.spelling.proposals import is_one_slip_away
from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.readings import Reading
from tutoring.french.words.tokens import Token, tokenize
from tutoring.language import FoundWord, Lemma, SoughtWord
from vocabulary.languages import search_key

CONTENT: Final = ("noun", "verb", "adjective", "adverb", "interjection")
# Parts of speech that dictionaries and taggers draw apart differently: après, tout, premier, merci.
_BLURRED: Final = (
    frozenset({"adverb", "preposition", "conjunction"}),
    frozenset({"pronoun", "determiner", "number"}),
    frozenset({"adverb", "pronoun"}),
    frozenset({"number", "adjective"}),
    frozenset({"determiner", "adjective"}),
    frozenset({"pronoun", "adjective"}),
    frozenset({"interjection", "adjective"}),
    frozenset({"interjection", "noun"}),
    frozenset({"interjection", "adverb"}),
)
_FAMILIES: Final = {
    form: lemma
    for lemma, forms in {
        "le": "la les l'", "un": "une", "ce": "cet cette ces c' -ce", "mon": "ma mes",
        "ton": "ta tes", "son": "sa ses", "notre": "nos", "votre": "vos", "leur": "leurs -leur",
        "que": "qu'", "de": "d'", "je": "j' -je", "ne": "n'", "me": "m'", "te": "t'",
        "se": "s'", "si": "s'", "jusque": "jusqu'", "lorsque": "lorsqu'", "puisque": "puisqu'",
        "il": "-il -t-il", "elle": "-elle -t-elle", "on": "-on -t-on", "tu": "-tu",
        "nous": "-nous", "vous": "-vous", "ils": "-ils -t-ils", "moi": "-moi", "toi": "-toi",
        "lui": "-lui", "y": "-y", "en": "-en", "là": "-là",
        "elles": "-elles -t-elles",
    }.items()
    for form in forms.split()
}  # fmt: skip
# Which gender a noun of two genders has where the sentence does not show it.
_USUAL_GENDERS: Final = {
    **dict.fromkeys(
        "livre tour poste voile vase garde guide solde espace office merci manche crêpe".split(),
        "m",
    ),
    **dict.fromkeys(
        """mode critique somme mémoire physique vague moule pendule aide mort mousse pupille trompette
        poêle œuvre""".split(),
        "f",
    ),
}
# Adverbs that look like nouns after an article: un peu, le plus, tout droit.
_ADVERBS: Final = frozenset("peu plus moins mieux trop tout droit".split())
_SHORTEST_NEAR: Final = 4  # letters; shorter words are too close to one another
_MUCH_RARER: Final = 100
# A message is asked about several times in its turn, and again while the talk may echo it.
REMEMBERED_TEXTS: Final = 500  # of some 25 KB


def find(text: str, sought: Sequence[SoughtWord], parser: Parser) -> tuple[FoundWord, ...]:
    """Return the sought words that the text uses, each at most once, in text order."""
    if not sought:
        return ()
    context, places = _context(text, parser, parser.is_warm), _places(text)
    found = (_first_use(context, word, places) for word in sought)
    return tuple(sorted((f for f in found if f), key=lambda f: (f.start, f.word_id)))


def lemmas(text: str, parser: Parser) -> tuple[Lemma, ...]:
    """Return the content words of the text in their likeliest reading, in order."""
    context = _context(text, parser, parser.is_warm)
    words = []
    for at, token in enumerate(context.tokens):
        reading = context.chosen(at)
        if reading is not None and reading.pos in CONTENT and not token.joined:
            words.append(Lemma(reading.lemma, reading.pos, token.start, token.end))
    return tuple(words)


@lru_cache(maxsize=REMEMBERED_TEXTS)
def _context(text: str, parser: Parser, _with_model: bool) -> Context:
    return Context(tokenize(text), lambda: parser.parse(text))


@lru_cache(maxsize=REMEMBERED_TEXTS)
def _places(text: str) -> "_Places":
    return _Places(tokenize(text))


class _Places:
    """Where in a text a word could stand: asked first, it spares most questions about readings."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._by_lemma: defaultdict[str, set[int]] = defaultdict(set)
        self._by_key: defaultdict[str, set[int]] = defaultdict(set)
        self._unknown: set[int] = set()
        for at, token in enumerate(tokens):
            if token.kind == "word":
                self._add(at, token)

    def _add(self, at: int, token: Token) -> None:
        names = {reading.lemma for reading in readings_of(token)} | {token.norm}
        for name in names:
            self._by_lemma[name.lower()].add(at)
            self._by_lemma[_FAMILIES.get(name, name)].add(at)
        self._by_key[search_key(token.norm)].add(at)
        if not lexicon().knows(token.norm):
            self._unknown.add(at)

    def of(self, lemma: str, pos: str) -> list[int]:
        """Return the places of the tokens that may be a word, rightly or wrongly written."""
        alike = self._by_key.keys() & _forms(lemma, pos).keys()
        places = self._by_lemma.get(lemma.lower(), set()).union(self._unknown)
        return sorted(places.union(*(self._by_key[key] for key in alike)))


def _first_use(context: Context, word: SoughtWord, places: _Places) -> FoundWord | None:
    lemma = word.lemma.replace("’", "'")
    if _is_expression(lemma):
        run = find_expression(context, lemma)
        return FoundWord(word.word_id, run.start, run.end, run.near) if run else None
    near = None
    for at in places.of(lemma, word.part_of_speech):
        token = context.tokens[at]
        is_used = _uses(context, at, word)
        if is_used and not _never_agrees(context.chosen(at), token):
            return FoundWord(word.word_id, token.start, token.end)
        if near is None and (is_used or _nearly_uses(token, lemma, word.part_of_speech)):
            near = FoundWord(word.word_id, token.start, token.end, near=True)
    return near


@lru_cache(maxsize=4096)
def _is_expression(lemma: str) -> bool:
    return len(tokenize(lemma)) > 1


def _never_agrees(reading: Reading | None, token: Token) -> bool:
    """Whether it is a participle in a form that it never has: elles ont dormies."""
    is_participle = reading is not None and (reading.mood, reading.tense) == ("part", "past")
    return is_participle and not is_in_dictionary(token.norm)


def _uses(context: Context, at: int, word: SoughtWord) -> bool:
    token = context.tokens[at]
    lemma = word.lemma.lower()
    if _is_function_word(token.norm, lemma, word.part_of_speech):
        return True
    if not any(_is_of(reading, lemma, word.part_of_speech) for reading in readings_of(token)):
        return False
    chosen = context.chosen(at)
    return chosen is not None and _settles(chosen, token, word) and _has_gender(context, at, word)


def _settles(chosen: Reading, token: Token, word: SoughtWord) -> bool:
    """Whether the reading chosen is one of the word sought."""
    lemma = word.lemma.lower()
    if _is_of(chosen, lemma, word.part_of_speech):
        return True
    if word.part_of_speech == "adjective" and chosen.mood == "part":  # ouvert, fatiguée
        adjectives = lexicon().readings(token.norm)
        return any(r.pos == "adjective" and r.lemma == lemma and r.frequency for r in adjectives)
    if word.part_of_speech == "adverb" and chosen.pos == "noun":
        return token.norm == lemma and lemma in _ADVERBS
    if word.part_of_speech == "noun" and chosen.pos == "adjective":  # je suis étudiant
        return chosen.lemma == lemma and _is_rather_noun(lemma)
    return chosen.pos == word.part_of_speech != "verb" and token.norm == lemma


@lru_cache(maxsize=4096)
def _is_rather_noun(lemma: str) -> bool:
    usual = {r.pos: r.frequency for r in lexicon().readings(lemma) if r.lemma == lemma}
    return usual.get("noun", 0.0) > usual.get("adjective", 0.0)


def _is_function_word(norm: str, lemma: str, pos: str) -> bool:
    """Whether this is the article, pronoun... that was sought, and can hardly be anything else."""
    if _FAMILIES.get(norm, norm) != lemma or pos in CONTENT[:3]:
        return False
    return not pos or not _is_torn(norm)


@lru_cache(maxsize=4096)
def _is_torn(norm: str) -> bool:
    """Whether a function word may just as well be a noun or a verb (car, or, son)."""
    return any(r.pos in ("noun", "verb") and r.frequency > 1 for r in lexicon().readings(norm))


def _is_of(reading: Reading, lemma: str, pos: str) -> bool:
    if reading.lemma.lower() != lemma:
        return _FAMILIES.get(reading.lemma) == lemma and reading.pos == pos
    return not pos or reading.pos == pos or any({reading.pos, pos} <= pair for pair in _BLURRED)


def _has_gender(context: Context, at: int, word: SoughtWord) -> bool:
    """Tell le livre from la livre; other nouns have the gender of their lemma."""
    wanted = word.gender[:1]
    if not wanted or not _has_both_genders(word.lemma.lower()):
        return True
    usual = _USUAL_GENDERS.get(word.lemma.lower(), wanted)
    return (context.gender_shown(at) or usual) == wanted


@lru_cache(maxsize=4096)
def _has_both_genders(lemma: str) -> bool:
    genders = {r.gender for r in lexicon().readings(lemma) if r.pos == "noun" and r.lemma == lemma}
    return "" in genders or len(genders) > 1


def _nearly_uses(token: Token, lemma: str, pos: str) -> bool:
    """Whether only accents are missing, or one letter is wrong, and it is no other word."""
    forms = _forms(lemma, pos)
    if token.norm in forms.values() or len(token.norm) < 2:
        return False
    key = search_key(token.norm)
    if form := forms.get(key):
        return lexicon().frequency(form) > _MUCH_RARER * lexicon().frequency(token.norm)
    if len(key) < _SHORTEST_NEAR or lexicon().knows(token.norm):
        return False
    return any(is_one_slip_away(key, other) for other in forms if other[:1] == key[:1])


@lru_cache(maxsize=2048)
def _forms(lemma: str, pos: str) -> dict[str, str]:
    """Return the forms of a word by their search keys."""
    kinds = [pos] if pos else ["noun", "verb", "adjective"]
    forms = {lemma, *(form for kind in kinds for form in lexicon().inflect(lemma, kind))}
    return {search_key(form): form for form in forms}
