"""Articles and partitives: j'aime le chocolat, je mange du pain, beaucoup de lait."""

from tutoring.french.grammar.sentence import Word
from tutoring.french.rules.pattern import Match
from tutoring.french.words.inflection import determiner
from tutoring.french.words.places import preposition_for


def gender_of_noun(noun: Word) -> str:
    return next(iter(noun.genders)) if len(noun.genders) == 1 else ""


def _number(noun: Word) -> str:
    numbers = {r.number for r in noun.nouns}
    return "p" if numbers == {"p"} else "s"


def _is_bare_noun(noun: Word) -> bool:
    return (
        noun.mostly("noun", 0.6)
        and not noun.infinitive
        and not noun.is_capitalised
        and bool(gender_of_noun(noun))
    )


def missing_definite(match: Match) -> str | None:
    noun = match["n"]
    if not _is_bare_noun(noun) or noun.norm in {
        "mieux",
        "personne",
        "rien",
        "tout",
        "passer",
        "bien",
        "point",
    }:
        return None
    verb = match.sentence.words[match.first - 1]
    if (
        verb.participles
        and not verb.finites
        and match.sentence.norm(match.first - 2) not in {"ai", "as", "a", "avons", "avez", "ont"}
    ):
        return None
    article = determiner("definite", gender_of_noun(noun), _number(noun), before=noun.norm)
    return f"{article} {noun.text}".replace("' ", "'")


def missing_indefinite(match: Match) -> str | None:
    noun = match["n"]
    gender = gender_of_noun(noun) or {"fils": "m", "enfant": "m", "enfants": "m", "livre": "m"}.get(
        noun.norm, ""
    )
    verb = match.sentence.words[match.first - 1]
    if (
        not verb.mostly("verb", 0.4)
        or not gender
        or match.sentence.norm(match.first - 2) in {"à", "il", "n'"}
        and "avoir" not in verb.lemmas
    ):
        return None
    number = "s" if noun.norm == "fils" else _number(noun)
    article = determiner("indefinite", gender, number, before=noun.norm)
    return f"{article} {noun.text}"


def profession(match: Match) -> str:
    return match["x"].text


def country(match: Match) -> str | None:
    name = match["c"]
    if not name.is_capitalised:
        return None
    return with_article(name)


def with_article(name: Word) -> str:
    kind = preposition_for(name.norm)
    if kind == "aux":
        return f"les {name.text}"
    if name.sounds_as_vowel:
        return f"l'{name.text}"
    return f"{'le' if kind == 'au' else 'la'} {name.text}"


def body(match: Match) -> str | None:
    noun = match["x"]
    number = "p" if noun.norm in {"dents", "pieds", "oreilles", "yeux", "jambes"} else "s"
    gender = {"yeux": "m", "bras": "m", "pied": "m"}.get(noun.norm) or gender_of_noun(noun)
    right = f"{determiner('to', gender, number, before=noun.norm)} {noun.text}".replace("' ", "'")
    written = match.sentence.text[match.words[0].start : match.words[-1].end]
    return None if right == written or not gender else right


def missing_at_place(match: Match) -> str | None:
    place = match["p"]
    number = "p" if place.norm == "toilettes" else "s"
    article = determiner("to", gender_of_noun(place) or "f", number, before=place.norm)
    return f"{article} {place.text}".replace("' ", "'") if gender_of_noun(place) else None
