"""Word order: adverbs after the verb, pronouns before it, adjectives around the noun."""

from collections.abc import Iterator

from tutoring.french.grammar.groups import noun_groups
from tutoring.french.grammar.sentence import Sentence, Word
from tutoring.french.rules.hits import Hit
from tutoring.french.rules.pattern import Match
from tutoring.french.words.elision import join
from tutoring.french.words.inflection import agree


def adverb(match: Match) -> str | None:
    verb, given = match["v"], match["a"].norm
    if verb.joined or not verb.mostly("verb", 0.5) or not _fits_subject(match):
        return None
    chain = f"{match['c'].text} {verb.text}".replace("' ", "'") if "c" in match else verb.text
    if given == "jamais":
        return f"{join('ne', chain)} jamais"
    return f"{chain} {given}"


PERSONS = {
    "je": (1, "s"),
    "tu": (2, "s"),
    "il": (3, "s"),
    "elle": (3, "s"),
    "on": (3, "s"),
    "nous": (1, "p"),
    "vous": (2, "p"),
    "ils": (3, "p"),
    "elles": (3, "p"),
}


def _fits_subject(match: Match) -> bool:
    """Whether subject and verb agree: nous aussi, il viendra is another order."""
    return any((r.person, r.number) == PERSONS[match["s"].norm] for r in match["v"].finites)


def adjective_after(match: Match) -> str | None:
    noun, given = match["n"], match["a"]
    if (
        not noun.mostly("noun", 0.7)
        or noun.is_capitalised
        or noun.verbs
        and not noun.mostly("noun", 0.85)
    ):
        return None
    if given.norm in {
        "rose",
        "orange",
        "marron",
        "noir",
        "blanc",
        "noirs",
        "noire",
        "russe",
    } and match["d"].norm not in {"un", "une"}:
        return None
    if (
        given.norm in {"français", "anglais", "célèbre", "rare"}
        and match["d"].norm == "le"
        or given.norm == "célèbre"
    ):
        return None
    return f"{noun.text} {_agreeing(given, noun)}"


def _agreeing(adjective: Word, noun: Word) -> str:
    """Return the adjective as the noun asks for it, where that is sure."""
    reading = next((r for r in adjective.adjectives), None)
    numbers = {r.number for r in noun.nouns}
    if reading is None or len(noun.genders) != 1 or len(numbers) != 1:
        return adjective.text
    return agree(reading, next(iter(noun.genders)), numbers.pop()) or adjective.text


def adjective_before(sentence: Sentence) -> Iterator[Hit]:
    for group in noun_groups(sentence):
        at = group.noun + 1
        adjective, noun = sentence.word(at), sentence.words[group.noun]
        if adjective is None or adjective.norm not in SHORT or not sentence.ends_clause(at + 1):
            continue
        if (
            sentence.norm(at + 1) in {"et", "mais"}
            or group.determiner.kind != "indefinite"
            or group.number != "s"
            or group.before
        ):
            continue
        if noun.norm in {"homme", "vin", "temps", "chose", "repas"} or not group.gender:
            continue
        yield Hit(group.noun, at, f"{_before_vowel(adjective, noun)} {noun.text}")


SHORT = frozenset(
    "beau belle bon bonne petit petite grand grande joli jolie gros grosse mauvais mauvaise".split()
)


def _before_vowel(adjective: Word, noun: Word) -> str:
    return "bel" if adjective.norm == "beau" and noun.sounds_as_vowel else adjective.text


def negation_compound(match: Match) -> str | None:
    if match["v"].joined or match["v"].mostly("noun") or match["v"].norm in {"fait"}:
        return None
    return f"{match['a'].text} {match['n'].norm} {match['v'].text}"


def double_question(match: Match) -> str:
    subject = match["s"].norm.removeprefix("-t-").removeprefix("-")
    return join("que", subject) + f" {match['v'].text}"


def last_next(match: Match) -> str | None:
    time, given = match["t"], match["a"].norm
    if "d" not in match and match.sentence.norm(match.first - 1) in {
        "la",
        "le",
        "l'",
        "une",
        "un",
        "cette",
    }:
        return None
    feminine = time.norm in {"semaine", "année"}
    stem = "dernier" if given.startswith("dernier") or given.startswith("dernière") else "prochain"
    adjective = {"dernier": ("dernier", "dernière"), "prochain": ("prochain", "prochaine")}[stem][
        feminine
    ]
    if time.norm.endswith("di") or time.norm == "dimanche":
        return f"{time.text} {adjective}"
    article = "l'" if time.sounds_as_vowel else ("la " if feminine else "le ")
    return f"{article}{time.text} {adjective}"


def always_first(match: Match) -> str | None:
    following = match.sentence.norm(match.last + 1)
    if match.first or following in {"pas", "plus"}:
        return None
    return f"{join(match['s'].norm, match['v'].text)} toujours"
