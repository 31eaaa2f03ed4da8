"""Which dictionary words a French text uses."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from tutoring.french.expressions import find_expression
from tutoring.french.grammar.disambiguation import Tagging, gender_shown
from tutoring.french.grammar.parsing import Parser
from tutoring.french.grammar.sentence import REMEMBERED_TEXTS, Sentence, Word, sentences
from tutoring.french.spelling.checking import is_in_dictionary
from tutoring.french.spelling.proposals import is_one_slip_away
from tutoring.french.words.closed_classes import DETERMINER_FORMS, PERSONAL
from tutoring.french.words.elision import ELIDED
from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.readings import Reading
from tutoring.french.words.tokens import tokenize
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
# Which dictionary form the others of a function word belong to.
_FAMILIES: Final = {
    **{
        form: DETERMINER_FORMS[kind][0]
        for kind in ("definite", "this", "my", "your", "his", "our", "your_all", "their")
        for form in DETERMINER_FORMS[kind]
    },
    "une": "un",
    **{short: full for full, short in ELIDED.items() if short != "l'"},
    "s'": "si",  # of « se » the verb tells: se lever
    **{
        f"-{form}": form for form in (*PERSONAL, "moi", "toi", "lui", "leur", "ce", "y", "en", "là")
    },
    **{f"-t-{form}": form for form in PERSONAL},
}
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

type_of_place = tuple[int, int]  # number of the sentence, index of the word


def find(text: str, sought: Sequence[SoughtWord], parser: Parser) -> tuple[FoundWord, ...]:
    """Return the sought words that the text uses, each at most once, in text order."""
    if not sought:
        return ()
    tagged, places = _tagged(text, parser, parser.is_warm), _places(text)
    found = (_first_use(tagged, word, places) for word in sought)
    return tuple(sorted((f for f in found if f), key=lambda f: (f.start, f.word_id)))


def lemmas(text: str, parser: Parser) -> tuple[Lemma, ...]:
    """Return the content words of the text in their likeliest reading, in order."""
    words = []
    for tagging in _tagged(text, parser, parser.is_warm):
        for word in tagging.sentence.words:
            reading = tagging.reading(word.index)
            if reading is not None and reading.pos in CONTENT and not word.joined:
                words.append(Lemma(reading.lemma, reading.pos, word.start, word.end))
    return tuple(words)


@lru_cache(maxsize=REMEMBERED_TEXTS)
def _tagged(text: str, parser: Parser, _with_model: bool) -> tuple[Tagging, ...]:
    parse = cache(lambda: parser.parse(text))
    return tuple(Tagging(sentence, parse) for sentence in sentences(text))


@lru_cache(maxsize=REMEMBERED_TEXTS)
def _places(text: str) -> "_Places":
    return _Places(sentences(text))


class _Places:
    """Where in a text a word could stand: asked first, it spares most questions about readings."""

    def __init__(self, read: Sequence[Sentence]) -> None:
        self._by_lemma: defaultdict[str, set[type_of_place]] = defaultdict(set)
        self._by_key: defaultdict[str, set[type_of_place]] = defaultdict(set)
        self._unknown: set[type_of_place] = set()
        for number, sentence in enumerate(read):
            for word in sentence.words:
                if word.is_word:
                    self._add((number, word.index), word)

    def _add(self, place: type_of_place, word: Word) -> None:
        names = {reading.lemma for reading in word.readings} | {word.norm}
        for name in names:
            self._by_lemma[name.lower()].add(place)
            self._by_lemma[_FAMILIES.get(name, name)].add(place)
        self._by_key[search_key(word.norm)].add(place)
        if not lexicon().knows(word.norm):
            self._unknown.add(place)

    def of(self, lemma: str, pos: str) -> list[type_of_place]:
        """Return the places of the words that may be the one sought, rightly or wrongly written."""
        alike = self._by_key.keys() & _forms(lemma, pos).keys()
        places = self._by_lemma.get(lemma.lower(), set()).union(self._unknown)
        return sorted(places.union(*(self._by_key[key] for key in alike)))


def _first_use(tagged: Sequence[Tagging], sought: SoughtWord, places: _Places) -> FoundWord | None:
    lemma = sought.lemma.replace("’", "'")
    if _is_expression(lemma):
        runs = (find_expression(tagging.sentence, lemma) for tagging in tagged)
        run = next((run for run in runs if run), None)
        return FoundWord(sought.word_id, run.start, run.end, run.near) if run else None
    near = None
    for number, at in places.of(lemma, sought.part_of_speech):
        tagging = tagged[number]
        word = tagging.sentence.words[at]
        is_used = _uses(tagging, at, sought)
        if is_used and not _never_agrees(tagging.reading(at), word):
            return FoundWord(sought.word_id, word.start, word.end)
        if near is None and (is_used or _nearly_uses(word, lemma, sought.part_of_speech)):
            near = FoundWord(sought.word_id, word.start, word.end, near=True)
    return near


@lru_cache(maxsize=4096)
def _is_expression(lemma: str) -> bool:
    return len(tokenize(lemma)) > 1


def _never_agrees(reading: Reading | None, word: Word) -> bool:
    """Whether it is a participle in a form that it never has: elles ont dormies."""
    is_participle = reading is not None and (reading.mood, reading.tense) == ("part", "past")
    return is_participle and not is_in_dictionary(word.norm)


def _uses(tagging: Tagging, at: int, sought: SoughtWord) -> bool:
    word = tagging.sentence.words[at]
    lemma = sought.lemma.lower()
    if _is_function_word(word.norm, lemma, sought.part_of_speech):
        return True
    if not any(_is_of(reading, lemma, sought.part_of_speech) for reading in word.readings):
        return False
    reading = tagging.reading(at)
    if reading is None or not _settles(reading, word, sought):
        return False
    return _has_gender(tagging.sentence, at, sought)


def _settles(chosen: Reading, word: Word, sought: SoughtWord) -> bool:
    """Whether the reading chosen is one of the word sought."""
    lemma, pos = sought.lemma.lower(), sought.part_of_speech
    if _is_of(chosen, lemma, pos):
        return True
    if pos == "adjective" and chosen.mood == "part":  # ouvert, fatiguée
        return any(r.lemma == lemma and r.frequency for r in word.adjectives)
    if pos == "adverb" and chosen.pos == "noun":
        return word.norm == lemma and lemma in _ADVERBS
    if pos == "noun" and chosen.pos == "adjective":  # je suis étudiant
        return chosen.lemma == lemma and _is_rather_noun(lemma)
    return chosen.pos == pos != "verb" and word.norm == lemma


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


def _has_gender(sentence: Sentence, at: int, sought: SoughtWord) -> bool:
    """Tell le livre from la livre; other nouns have the gender of their lemma."""
    wanted = sought.gender[:1]
    if not wanted or not _has_both_genders(sought.lemma.lower()):
        return True
    usual = _USUAL_GENDERS.get(sought.lemma.lower(), wanted)
    return (gender_shown(sentence, at) or usual) == wanted


@lru_cache(maxsize=4096)
def _has_both_genders(lemma: str) -> bool:
    genders = {r.gender for r in lexicon().readings(lemma) if r.pos == "noun" and r.lemma == lemma}
    return "" in genders or len(genders) > 1


def _nearly_uses(word: Word, lemma: str, pos: str) -> bool:
    """Whether only accents are missing, or one letter is wrong, and it is no other word."""
    forms = _forms(lemma, pos)
    if word.norm in forms.values() or len(word.norm) < 2:
        return False
    key = search_key(word.norm)
    if form := forms.get(key):
        return lexicon().frequency(form) > _MUCH_RARER * lexicon().frequency(word.norm)
    if len(key) < _SHORTEST_NEAR or lexicon().knows(word.norm):
        return False
    return any(is_one_slip_away(key, other) for other in forms if other[:1] == key[:1])


@lru_cache(maxsize=2048)
def _forms(lemma: str, pos: str) -> dict[str, str]:
    """Return the forms of a word by their search keys."""
    kinds = [pos] if pos else ["noun", "verb", "adjective"]
    forms = {lemma, *(form for kind in kinds for form in lexicon().inflect(lemma, kind))}
    return {search_key(form): form for form in forms}
