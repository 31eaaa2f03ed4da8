"""Prepositions of time, transport and company: en mai, le 3 mars, en train, chez lui."""

from tutoring.french.rules.pattern import Match
from tutoring.french.words.lexical_fields import MONTHS


def month(match: Match) -> str | None:
    name = match["x"].text
    before = match.sentence.norm(match.first - 1)
    if before in MONTHS:
        return None
    if (
        match["x"].norm == "mars"
        and match["x"].is_capitalised
        or before in {"jusqu'", "de", "lundi"}
    ):
        return None
    following = match.sentence.norm(match.last + 1)
    if match["x"].norm in {"été", "hiver"} and following not in {
        "",
        ".",
        ",",
        "!",
        "?",
        "et",
        "on",
        "je",
        "nous",
        "il",
        "prochain",
        "dernier",
    }:
        return None
    return f"au {name}" if match["x"].norm == "printemps" else f"en {name}"


def year(match: Match) -> str | None:
    number = match["x"].norm
    return f"en {number}" if len(number) == 4 and number.startswith(("19", "20", "18")) else None


def day(match: Match) -> str | None:
    words = match.words
    before = match.sentence.word(match.first - 1)
    if before and before.norm in {
        "jusqu'",
        "lundi",
        "de",
        "compter",
        "tombe",
        "tomber",
        "heures",
        "part",
    }:
        return None
    if match.sentence.norm(match.first + 2) == "le" or words[0].norm == "à" and len(words) == 2:
        return None
    rest = [word.text for word in words[1:] if word.norm != "le"]
    if len(rest) > 1 and rest[0].isdigit():
        return f"le {' '.join(rest)}" if len(rest[0]) < 3 else None
    keeps_article = words[1].norm == "le"
    return f"le {rest[0]}" if keeps_article else " ".join(rest)


def transport(match: Match) -> str:
    name = match["x"].norm
    return "à pied" if name.startswith("pied") else f"en {name}"


def at_home(match: Match) -> str | None:
    person = match["x"]
    if person.norm in {"moi", "toi", "lui", "elle", "nous", "vous", "eux", "elles"}:
        before = match.sentence.word(match.first - 1)
        return None if before and "être" in before.lemmas else f"chez {person.text}"
    if "d" in match:
        return f"chez {match['d'].text} {person.text}".replace("' ", "'")
    article = "l'" if person.sounds_as_vowel else "le "
    return f"chez {article}{person.text}"


def stressed(match: Match) -> str:
    return {
        "il": "lui",
        "ils": "eux",
        "je": "moi",
        "me": "moi",
        "tu": "toi",
        "te": "toi",
        "le": "lui",
        "leur": "eux",
    }[match["x"].norm]


def depuis(match: Match) -> str | None:
    verb = match["v"]
    if not any(r.mood == "ind" and r.tense == "pres" for r in verb.finites):
        return None
    following = match.sentence.words[verb.index + 1]
    if (
        following.participles
        or match.first - verb.index > 4
        or any(
            w.verbs and w.mostly("verb", 0.7)
            for w in match.sentence.words[verb.index + 1 : match.first]
        )
    ):
        return None
    return f"depuis {match['x'].text} {match['u'].text}"
