"""Negation: ne ... pas, pas de, personne and rien."""

from collections.abc import Iterator

from tutoring.french.grammar.predicates import predicates, skip_clitics
from tutoring.french.grammar.sentence import Sentence, Word
from tutoring.french.rules.hits import Hit
from tutoring.french.rules.pattern import Match
from tutoring.french.words.inflection import join

AFTER_VERB = frozenset({"pas", "jamais", "rien"})
INTENSIFIERS = frozenset("vraiment du encore toujours même non certainement sûrement".split())


def missing_ne(sentence: Sentence) -> Iterator[Hit]:
    yield from _after_ce(sentence)
    for predicate in predicates(sentence):
        verb = sentence.words[predicate.verb]
        if predicate.negated or not verb.finites or verb.joined:
            continue
        last = _negation_after(sentence, predicate.verb)
        if last is None or all(r.mood == "sub" for r in verb.finites):
            continue  # la meilleure que j'aie jamais goûtée
        begin = min(predicate.clitics, default=predicate.verb)
        if sentence.norm(begin - 1) == "j'" and not sentence.words[begin].sounds_as_vowel:
            continue  # j'sais pas: written as it is said, on purpose
        if sentence.norm(begin - 1) in {"j'", "n'"}:
            yield _after_je(sentence, begin, last)
        else:
            rest = _written(sentence, begin, last)
            yield Hit(begin, last, join("ne", rest))


def _after_ce(sentence: Sentence) -> Iterator[Hit]:
    for word in sentence.words[:-1]:
        last = _negation_after(sentence, word.index + 1)
        if word.norm == "c'" and last is not None:
            yield Hit(word.index + 1, last, join("ne", _written(sentence, word.index + 1, last)))


def _after_je(sentence: Sentence, begin: int, last: int) -> Hit:
    return Hit(begin - 1, last, "je " + join("ne", _written(sentence, begin, last)))


def _written(sentence: Sentence, begin: int, last: int) -> str:
    return sentence.text[sentence.words[begin].start : sentence.words[last].end]


def _negation_after(sentence: Sentence, verb: int) -> int | None:
    """Return the index of the word that denies the verb, right after it."""
    at = verb + 1
    if sentence.norm(at) in INTENSIFIERS and sentence.norm(at + 1) in AFTER_VERB:
        at += 1
    if sentence.norm(at) not in AFTER_VERB:
        return None
    following = sentence.norm(at + 1)
    if sentence.norm(at) == "pas" and following in {"mal", "seulement", "que", "loin", "à"}:
        return None
    return at


# After other verbs « pas un » often means "not one", and « des » may be part of « parler de ».
_POSSESSING = (
    "~avoir|~vouloir|~prendre|~manger|~boire|~acheter|~trouver|~faire|~porter|~mettre|~voir|~lire|"
    "~écrire|~vendre|~recevoir|~gagner|~posséder|~commander|~apporter|~donner"
)


def pas_de(match: Match) -> str | None:
    if "v" in match and (_states(match["v"]) or match["v"].norm in {"sont", "est"}):
        return None
    noun = match["x"]
    if (
        noun.norm in {"tel", "telle", "seul", "seule", "peu", "tout", "autre", "fois"}
        or match.first < 2
    ):
        return None
    if match.sentence.norm(match.last + 1) in {"mais", ","} or _only_one(match):
        return None
    return join("de", noun.text)


def _states(verb: Word) -> bool:
    """Whether the verb says what something is: after it, un and des stay."""
    return not {"être", "devenir", "rester", "sembler", "paraître"}.isdisjoint(verb.lemmas)


def _only_one(match: Match) -> bool:
    """Whether the sentence goes on with « mais »: pas un ami, mais deux."""
    rest = match.sentence.norms[match.last + 1 : match.last + 5]
    return "mais" in rest


def double(match: Match) -> str | None:
    return match["x"].text if "x" in match else match.words[1].text


def pas_after_personne(match: Match) -> str:
    return match.words[0].text


def order(match: Match) -> str | None:
    verb, words = match["v"], match.words
    if match.sentence.norm(match.first - 1) in {"pour", "de", "à", "sans"}:
        return None  # pour ne plus travailler
    if words[0] is verb and _infinitive_follows(match):
        return None  # je préfère ne pas m'en mêler
    if verb.joined or verb.mostly("noun", 0.5):
        return None
    chain = f"{words[-2].text} {verb.text}" if "c" in match else verb.text
    if words[0].norm == "pas" and match.sentence.norm(match.first - 1) in {"c'", "ce", "ça", "j'"}:
        return None
    return f"{join('ne', chain)} {match['n'].norm if 'n' in match else 'pas'}"


def _infinitive_follows(match: Match) -> bool:
    at, _, _ = skip_clitics(match.sentence, match.last + 1)
    following = match.sentence.word(at)
    return bool(following and following.infinitive)


def infinitive(match: Match) -> str | None:
    if not match["v"].mostly("verb", 0.5):
        return None
    words = match.words
    middle = " ".join(word.text for word in words[1:-1])
    return f"ne {words[-1].norm} {middle}"


def missing_ne_subject(match: Match) -> str | None:
    verb = match["v"]
    if not any((r.person, r.number) == (3, "s") for r in verb.finites):
        return None
    if "c" in match:
        written = match.sentence.text[match.words[0].start : verb.end]
        return join("ne", written) if verb.mostly("verb", 0.5) else None
    return join("ne", verb.text) if verb.mostly("verb", 0.3) else None
