"""Forms of verbs that sound alike in other persons: je sais, j'ai, il est, il met."""

from tutoring.french.rules.pattern import Match
from tutoring.french.rules.procedures.homophones import is_participle
from tutoring.french.words.closed_classes import PREPOSITIONS
from tutoring.french.words.verb_classes import ALWAYS_ETRE


def l_a(match: Match) -> str | None:
    verb = match["v"]
    if match["x"].norm == "elle" and match.sentence.norm(match["x"].index - 1) in PREPOSITIONS:
        return None
    if (
        verb.norm in {"petite", "grande", "lui"}
        or verb.finites
        and not verb.norm.endswith(("it", "is", "us"))
    ):
        return None
    if verb.finites and match["w"].norm == "la" and verb.norm in {"dit", "finit", "remplit"}:
        return None
    person = {"tu": "as", "je": "ai"}.get(match["x"].norm, "a")
    pronoun = {"la": "l'", "ma": "m'", "mon": "m'", "ta": "t'", "ton": "t'"}[match["w"].norm]
    return pronoun + person


def m_ont(match: Match) -> str | None:
    if not is_participle(match["v"]):
        return None
    return {"m": "m'ont", "t": "t'ont", "l": "l'ont"}[match["w"].norm[0]]


def sais(match: Match) -> str | None:
    if match["s"].norm in {"il", "elle", "on"} and match["x"].norm == "bien":
        return None
    following = match.sentence.word(match["x"].index + 1)
    if match["s"].norm in {"on", "il", "elle"} and following and following.participles:
        return None  # on s'est pas vus
    return "sais" if match["s"].norm in {"je", "tu"} else "sait"


def ai(match: Match) -> str | None:
    word = match["x"]
    if match["w"].norm == "aie" and match.sentence.norm(match.first - 2) in {"que", "qu'"}:
        return None  # la meilleure idée que j'aie entendue
    if not word.participles:
        return (
            "ai"
            if match.sentence.norm(match.first - 1) == "j'"
            or word.norm in {"de", "d'", "faim", "soif", "peur"}
            else None
        )
    if any(r.lemma in ALWAYS_ETRE for r in word.participles):
        return None
    return "ai"


def il_est(match: Match) -> str | None:
    before = match.sentence.word(match.first - 2)
    if before is not None and not before.is_mark:
        return None  # qu'il ait raison
    if match.words[0].norm == "es":
        return "est"
    following = match["x"]
    if following.norm in {"tard", "tôt", "là", "temps", "possible"} or following.mostly(
        "adjective", 0.5
    ):
        return "est"
    return "a"


def met(match: Match) -> str:
    return "mets" if match["s"].norm in {"je", "tu"} else "met"


def ete(match: Match) -> str | None:
    return "étais" if match["s"].norm in {"j'", "je", "tu"} else "était"


def la_pronoun(match: Match) -> str | None:
    verb = match["v"]
    return "la" if verb.mostly("verb", 0.8) and not verb.sounds_as_vowel else None


def l_ai(match: Match) -> str | None:
    word = match["x"]
    if word.finites or word.joined or not word.mostly("verb", 0.6):
        return None
    return "l'ai"
