"""Degrees and manner: meilleur and mieux, bon and bien, très and beaucoup, plus que and aussi que."""

from tutoring.french.rules.pattern import Match
from tutoring.french.words.inflection import agree
from tutoring.french.words.readings import Reading

_MANNER = (
    "~parler|~chanter|~danser|~jouer|~cuisiner|~écrire|~dormir|~travailler|~comprendre|~conduire|"
    "~nager|~marcher|~lire|~entendre|~voir|~connaître|~fonctionner|~manger"
)


_MEILLEUR = Reading("meilleur", "adjective")
_FELT = frozenset("bien froid chaud beau mauvais frais faim soif peur mal sommeil".split())
BETTER = {"bon": "meilleur", "bonne": "meilleure", "bons": "meilleurs", "bonnes": "meilleures"}


def meilleur(match: Match) -> str | None:
    if _denied(match):
        return None
    return BETTER.get(match["x"].norm, match["x"].norm)


def _denied(match: Match) -> bool:
    return any(
        norm in {"ne", "n'"} for norm in match.sentence.norms[max(0, match.first - 4) : match.first]
    )


def mieux(match: Match) -> str | None:
    if match.words[1].norm.startswith("pire"):
        return match.words[1].norm
    return None if _denied(match) else "mieux"


def mieux_adverb(match: Match) -> str:
    return "mieux"


def meilleur_adjective(match: Match) -> str | None:
    noun = match["n"]
    if not noun.mostly("noun", 0.7) or len(noun.genders) != 1:
        return None
    number = "p" if {r.number for r in noun.nouns} == {"p"} else "s"
    return agree(_MEILLEUR, next(iter(noun.genders)), number) or None


def bien(match: Match) -> str:
    return "mal" if match["x"].norm == "mauvais" else "bien"


def tres_beaucoup(match: Match) -> str:
    return {"trop": "trop", "si": "tellement"}.get(match.words[0].norm, "beaucoup")


def tres_adjective(match: Match) -> str | None:
    word = match["x"]
    if (
        not word.mostly("adjective", 0.5)
        and word.norm not in _FELT
        or word.norm.startswith(("meilleur", "moindre", "supérieur", "pire", "plus"))
    ):
        return None
    return "très"


def que(match: Match) -> str | None:
    following = match["y"].norm
    if match["a"].norm == "même":
        return None
    return "que" if following[0] not in "aeiouéê" else None


def plus_de(match: Match) -> str | None:
    if (
        match["x"].norm in {"un", "une"}
        or match.sentence.norm(match.first - 2) in {"ne", "n'", "pas"}
        or _denied(match)
    ):
        return None
    return "de"


def vite(match: Match) -> str:
    return "vite"


def non_plus(match: Match) -> str:
    return "non plus"


def aimer_beaucoup(match: Match) -> str:
    return "beaucoup"
