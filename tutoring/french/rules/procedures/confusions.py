"""Words taken for others that look or sound like them, by what stands beside them."""

from tutoring.french.rules.pattern import Match


def months(match: Match) -> str:
    return "mois"


def voila(match: Match) -> str:
    return "voilà"


def mur(match: Match) -> str | None:
    if match.sentence.norm(match.first - 1) in {"bien", "pas"} and match.sentence.norm(
        match.first - 2
    ) in {"le", "les", "un", "des"}:
        return None
    return match["x"].norm.replace("u", "û", 1)


def ours(match: Match) -> str | None:
    word = match["x"].norm
    if "n" in match:
        if match.sentence.norm(match.first - 1) in {"le", "la", "les", "au", "du"}:
            return None
        return word.replace("ô", "o")
    plural = match.sentence.norm(match.first - 1) in {"les", "des", "aux"}
    return word.rstrip("s").replace("o", "ô", 1) + ("s" if plural else "")


def supposed(match: Match) -> str:
    return "c" + match["x"].norm[1:]


def so(match: Match) -> str | None:
    before = match.sentence.norm(match.first - 1)
    about = {"parler", "souvenir", "besoin", "envie", "peur", "servir"}
    if before == "," and any(about & word.lemmas for word in match.sentence.words):
        return None
    return "donc" if match.first == 0 or before == "," else None


def fete(match: Match) -> str | None:
    return "fait" if "x" in match else "fête"


def est_ce_que(match: Match) -> str | None:
    return None if match.sentence.norm(match.first - 1) in {"c'", "n'"} else "est-ce"


def cours(match: Match) -> str:
    return "cours"
