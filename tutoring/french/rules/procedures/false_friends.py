"""Words chosen the English way: faire une décision, visiter un ami, trois temps par jour."""

from tutoring.french.rules.hits import Hit
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.replacing import replaced, same_form


def question(match: Match) -> tuple[Hit, ...]:
    return replaced(match, "poser")


def decision(match: Match) -> tuple[Hit, ...]:
    return replaced(match, "prendre")


def exam(match: Match) -> tuple[Hit, ...]:
    return replaced(match, "passer")


def attention(match: Match) -> tuple[Hit, ...]:
    return replaced(match, "faire")


def sense(match: Match) -> tuple[Hit, ...]:
    return replaced(match, "avoir")


def visit_person(match: Match) -> str | None:
    form = same_form(match, "rendre")
    middle = [w.text for w in match.words if match["v"].index < w.index < match["d"].index]
    return " ".join([form or "", *middle, "visite à", match["d"].text]) if form else None


def know(match: Match) -> tuple[Hit, ...] | None:
    verb = match["v"]
    lemma = "savoir" if "connaître" in verb.lemmas else "connaître"
    if (
        lemma == "savoir"
        and match.sentence.norm(match.last + 1) in {"que", "qu'"}
        and match.sentence.norm(match.first - 1) == "ne"
    ):
        return None
    return replaced(match, lemma)


def leave(match: Match) -> tuple[Hit, ...]:
    return replaced(match, "partir")


def attend(match: Match) -> str | None:
    form = same_form(match, "assister")
    article = {"le": "au", "les": "aux", "des": "à des"}.get(
        match["d"].norm, f"à {match['d'].text}"
    )
    return f"{form} {article}" if form else None


def miss(match: Match) -> str:
    person = match["x"].norm
    if "d" not in match:
        return {"toi": "tu me manques", "vous": "vous me manquez"}[person]
    verb = "manquent" if match["d"].norm == "mes" else "manque"
    return f"{match['d'].text} {match['x'].text} me {verb}"


def well(match: Match) -> tuple[Hit, ...]:
    return replaced(match, "aller")


def look_for(match: Match) -> str | None:
    return same_form(match, "chercher") or None


def mistake(match: Match) -> tuple[Hit, ...] | None:
    if match.sentence.norm(match["x"].index + 1) == "pour":
        return None  # prendre une chose pour une autre
    return replaced(match, "prendre" if match["x"].norm == "douche" else "faire")
