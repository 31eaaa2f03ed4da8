"""Adverbs and their neighbours that sound alike: peu and peut, plutôt and plus tôt, sur and sûr."""

from tutoring.french.rules.pattern import Match


def peu(match: Match) -> str | None:
    before = match.sentence.word(match.first - 1)
    if (
        before
        and before.norm in {"je", "tu", "il", "elle", "on", "qui", "ne", "ça", "cela", "si"}
        and match.sentence.norm(match.first - 1) != "si"
    ):
        return None
    if len(match.words) > 1 and match.words[0].norm.startswith("peu"):
        return "peu à peu"
    return "peu"


def peut(match: Match) -> str | None:
    if match["s"].norm == "peu":
        return {"-je": "puis", "-tu": "peux"}.get(match.sentence.norm(match.last + 1), "peut")
    if match["s"].norm in {"qui", "elle", "ça", "cela"} and not (
        match["x"].infinitive or match["x"].norm in {"pas", "me", "te", "se", "être"}
    ):
        return None
    return "peux" if match["s"].norm in {"je", "tu"} else "peut"


def peut_etre(match: Match) -> str | None:
    if "w" in match:
        subject = match.sentence.norm(match.first - 1)
        rest = match.sentence.words[match.last + 1 :]
        if subject not in {"il", "elle", "on", "ça", "cela", "ce"} or any(
            w.finites and w.mostly("verb", 0.6) for w in rest[1:4]
        ):
            return None
        return "peut être" if match["a"].mostly("adjective", 0.3) else None
    return "peut-être"


def quand(match: Match) -> str | None:
    if "s" in match:
        return "quand"
    if "w" in match:
        return "quand" if not match["x"].is_mark or match["x"].norm == "?" else None
    return f"quand {match['x'].text}" if "x" in match else None


def quant_a(match: Match) -> str | None:
    return "quant"


def pres(match: Match) -> str | None:
    before = match.sentence.norm(match.first - 1)
    if match.words[0].norm in {"pré", "prés"} and before in {
        "le",
        "les",
        "des",
        "un",
        "au",
        "aux",
        "ces",
        "du",
    }:
        return None
    if "w" in match and before in {"très", "tout", "si"}:
        return None
    following = match.sentence.norm(match.last + 1)
    if match.words[0].norm in {"prête", "prêtes"} and following in {"des", "du"}:
        return None  # elle prête des livres
    if match.words[0].norm.startswith("prêt") and before in {
        "un",
        "le",
        "ce",
        "mon",
        "son",
        "des",
        "les",
        "du",
        "au",
    }:
        return None
    return "près"


def pret(match: Match) -> str:
    return {"elle": "prête", "ils": "prêts", "elles": "prêtes", "nous": "prêts"}.get(
        match["s"].norm, "prêt"
    )


def sur(match: Match) -> str:
    subject = match["s"].norm if "s" in match else ""
    return {"elle": "sûre", "ils": "sûrs", "elles": "sûres", "nous": "sûrs"}.get(subject, "sûr")


def sur_preposition(match: Match) -> str | None:
    before = match.sentence.norm(match.first - 1)
    return None if before == "bien" else "sur"


def du_participle(match: Match) -> str | None:
    return None if match["v"].nouns and match["v"].mostly("noun", 0.4) else "dû"


def plus_tot(match: Match) -> str:
    return "plus tôt" if match.words[0].norm == "plutôt" else "plutôt"
