"""Prepositions before towns, countries and regions."""

from collections.abc import Iterator

from tutoring.french.grammar.sentence import Sentence, Word
from tutoring.french.rules.hits import Hit
from tutoring.french.words.elision import join
from tutoring.french.words.places import (
    BARE_COUNTRIES,
    CITIES,
    FEMININE_COUNTRIES,
    MASCULINE_COUNTRIES,
    PLURAL_COUNTRIES,
    VOWEL_COUNTRIES_MASCULINE,
)

GOING = frozenset(
    "aller habiter vivre être partir arriver voyager travailler étudier naître déménager rester "
    "retourner rentrer venir passer installer rendre voler grandir mourir emménager atterrir dormir "
    "loger séjourner conduire vacance vacances voyage séjour semaine mois an année jour habitant "
    "trouver situer rencontrer acheter envoyer".split()
)
# What asks for its own « à » or « au »: penser à la France, grâce au Canada.
WITH_A = frozenset(
    "penser ressembler comparer rêver intéresser grâce face rapport appartenir participer opposer "
    "comparaison contrairement quant retour appel visite suite lettre frontière match contre gagner "
    "perdre victoire fidèle étranger semblable cher".split()
)
AT = frozenset({"à", "en", "au", "aux"})
ARTICLES = frozenset({"le", "la", "l'", "les"})


def preposition_for(name: str) -> str:
    """Return the preposition of "in" or "to" before the place; "" for one we do not know."""
    if name in FEMININE_COUNTRIES or name in VOWEL_COUNTRIES_MASCULINE:
        return "en"
    if name in MASCULINE_COUNTRIES:
        return "au"
    if name in PLURAL_COUNTRIES:
        return "aux"
    return "à" if name in BARE_COUNTRIES or name in CITIES else ""


def _places(sentence: Sentence) -> Iterator[tuple[Word, str]]:
    """Yield the places that stand alone, with their preposition: not Paris-Saclay, New Mexico."""
    for word in sentence.words:
        preposition = preposition_for(word.norm)
        following = sentence.word(word.index + 1)
        if not preposition or not word.is_capitalised or (following and _narrows(following)):
            continue
        yield word, preposition


def _narrows(following: Word) -> bool:
    """Whether the next word makes it another place or one side of it: la France profonde."""
    if following.is_capitalised and not following.is_mark:
        return True
    return following.norm in {"de", "d'", "du", "des", "profonde"} or (
        following.mostly("adjective", 0.7) and not following.participles
    )


def preposition(sentence: Sentence) -> Iterator[Hit]:
    for place, right in _places(sentence):
        first = _first_of_preposition(sentence, place.index)
        if first is None:
            continue
        written = " ".join(sentence.norms[first : place.index])
        if written == right or _belongs_before(sentence, first, written):
            continue
        if written == "à" and place.norm in ALSO_TOWNS:
            continue
        if written.endswith("'"):
            yield Hit(first, place.index, f"{right} {place.text}")
        else:
            yield Hit(first, place.index - 1, right)


# Countries and provinces that share their name with a town.
ALSO_TOWNS = frozenset({"québec", "luxembourg", "panama", "guatemala", "koweït"})


def _first_of_preposition(sentence: Sentence, at: int) -> int | None:
    """Return where the words for "in" or "to" before the place begin."""
    one, two = sentence.norm(at - 1), sentence.norm(at - 2)
    if one in ARTICLES and two in {"à", "en", "dans", "au", "aux"}:
        return at - 2
    if one in AT or one == "dans":
        return at - 1
    return None


def _belongs_before(sentence: Sentence, first: int, written: str) -> bool:
    """Whether the words may be right here: penser à la France, se promener dans Paris."""
    before = [w for w in sentence.words[max(0, first - 3) : first] if not w.is_mark]
    lemmas = frozenset().union(*(w.lemmas | {w.norm} for w in before)) if before else frozenset()
    if not WITH_A.isdisjoint(lemmas):
        return True
    loose = written in {"à la", "à l'", "aux", "dans", "dans la", "dans le", "dans l'", "dans les"}
    return loose and GOING.isdisjoint(lemmas)


def missing_preposition(sentence: Sentence) -> Iterator[Hit]:
    for place, right in _places(sentence):
        article = sentence.norm(place.index - 1) in ARTICLES
        verb = sentence.word(place.index - (2 if article else 1))
        if verb is None or verb.joined or not _needs_preposition(verb):
            continue
        first = place.index - (1 if article else 0)
        yield Hit(first, place.index, f"{right} {place.text}")


def _needs_preposition(verb: Word) -> bool:
    going = {"aller", "partir", "déménager", "arriver", "voyager", "retourner", "venir", "naître"}
    return any(r.lemma in going for r in verb.verbs) and verb.norm != "passé"


def origin(sentence: Sentence) -> Iterator[Hit]:
    for place, right in _places(sentence):
        first = _first_of_origin(sentence, place.index)
        if first is None or not _comes(sentence, first):
            continue
        written = " ".join(w.text for w in sentence.words[first : place.index + 1])
        proposal = _from(place, right)
        if written.lower().replace("' ", "'") != proposal.lower():
            yield Hit(first, place.index, proposal)


def _from(place: Word, right: str) -> str:
    article = {"au": "du", "aux": "des"}.get(right)
    if article and not (article == "du" and place.sounds_as_vowel):
        return f"{article} {place.text}"
    return join("de", place.text)


def _first_of_origin(sentence: Sentence, at: int) -> int | None:
    one, two = sentence.norm(at - 1), sentence.norm(at - 2)
    if one in ARTICLES and two == "de":
        return at - 2
    return at - 1 if one in {"de", "du", "des", "d'"} else None


def _comes(sentence: Sentence, first: int) -> bool:
    before = sentence.words[max(0, first - 2) : first]
    coming = {"venir", "revenir", "arriver", "rentrer", "originaire"}
    return any(not coming.isdisjoint(w.lemmas) for w in before)
