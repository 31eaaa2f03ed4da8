"""Forms of verbs that sound alike in other persons: je sais, j'ai, il est, il met."""

from tutoring.french.grammar.closed_classes import ALWAYS_ETRE
from tutoring.french.grammar.subjects import PREPOSITIONS
from tutoring.french.rules.homophones import SPELLING, is_participle
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.rule import on, rule


@rule(
    "fr.homophone.l_a",
    confidence=0.98,
    en="“L'a” is a pronoun with the verb avoir (il l'a vu): “{suggestion}”.",
    fr="« L'a » est un pronom suivi du verbe avoir (il l'a vu) : « {suggestion} ».",
    **SPELLING,
)
@on("x=il|elle|on|qui|tu|je ne? [w=la|ma|ta|mon|ton] @adverb? v=:pp")
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


@rule(
    "fr.homophone.m_ont",
    confidence=0.95,
    en="“M'ont” and “t'ont” are a pronoun with the verb avoir: “{suggestion}”.",
    fr="« M'ont » et « t'ont » sont un pronom suivi du verbe avoir : « {suggestion} ».",
    **SPELLING,
)
@on("ils|elles ne? [w=mon|ton|l'on|la|ma|ta] @adverb? v=:pp")
def m_ont(match: Match) -> str | None:
    if not is_participle(match["v"]):
        return None
    return {"m": "m'ont", "t": "t'ont", "l": "l'ont"}[match["w"].norm[0]]


@rule(
    "fr.homophone.sais",
    confidence=0.97,
    en="“Sais, sait” are forms of “savoir”: “{suggestion}”.",
    fr="« Sais, sait » sont des formes de « savoir » : « {suggestion} ».",
    **SPELLING,
)
@on(
    "s=on|il|elle ne? [c' est] x=pas|plus|que|qu'|où|comment|pourquoi|jamais",
    "s=je|tu ne? [c'|s' est] x=pas|plus|que|qu'|où|comment|pourquoi|si|bien|jamais",
    "s=je|tu ne? [c'|s' est] x=:infinitive",
    "s=je|tu|on|il|elle ne? [ces|ses|c'est] x=pas|que|qu'|où|comment|pourquoi",
)
def sais(match: Match) -> str | None:
    if match["s"].norm in {"il", "elle", "on"} and match["x"].norm == "bien":
        return None
    following = match.sentence.word(match["x"].index + 1)
    if match["s"].norm in {"on", "il", "elle"} and following and following.participles:
        return None  # on s'est pas vus
    return "sais" if match["s"].norm in {"je", "tu"} else "sait"


@rule(
    "fr.homophone.ai",
    confidence=0.97,
    en="With “je”, avoir is “ai”: “{suggestion}”.",
    fr="Avec « je », le verbe avoir s'écrit « ai » : « {suggestion} ».",
    **SPELLING,
)
@on(
    "j' [w=est|es|et|ait|aie|ais] x=un|une|le|la|les|l'|des|du|mon|ma|mes|pas|faim|soif|peur|froid|chaud|besoin|envie|mal|très|trop|deux|trois|beaucoup|:pp|:digits",
    "je n' [w=est|es|et|ait|ais] pas|jamais|rien|plus @adverb? x=:pp|:word",
    "je|j' ne? t'|l'|m' [w=es|est|ait|et] x=:pp",
)
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


@rule(
    "fr.homophone.il_est",
    confidence=0.95,
    en="After “il, elle, on”, être is “est”; “ait” is the subjunctive of avoir.",
    fr="Après « il, elle, on », être s'écrit « est » ; « ait » est le subjonctif d'avoir.",
    **SPELLING,
)
@on("^ il|elle|on [ait|aie|ai|es] x=:word")
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


@rule(
    "fr.homophone.met",
    confidence=0.95,
    en="“Met, mets” are forms of “mettre”; “mes” means my: “{suggestion}”.",
    fr="« Met, mets » viennent de mettre ; « mes » est le possessif : « {suggestion} ».",
    **SPELLING,
)
@on("s=il|elle|on|je|tu ne|n'? [mes|mais] d=le|la|les|un|une|du|mon|ma|son|sa|ses|de")
def met(match: Match) -> str:
    return "mets" if match["s"].norm in {"je", "tu"} else "met"


@rule(
    "fr.homophone.ete",
    confidence=0.97,
    en="“Étais, était” are the imperfect of être; “été” is its participle: “{suggestion}”.",
    fr="« Étais, était » sont l'imparfait d'être ; « été » en est le participe : « {suggestion} ».",
    **SPELLING,
)
@on("s=j'|il|elle|on|c'|tu|qui [été|étai] x=:word", "s=je n' [été|étai] pas|jamais|plus")
def ete(match: Match) -> str | None:
    return "étais" if match["s"].norm in {"j'", "je", "tu"} else "était"


@rule(
    "fr.homophone.la_pronoun",
    confidence=0.97,
    en="Before a conjugated verb stands the pronoun “la”; “l'a” has the verb avoir in it.",
    fr="Devant un verbe conjugué, on écrit le pronom « la » ; « l'a » contient le verbe avoir.",
    **SPELLING,
)
@on("il|elle|on|qui ne? [l' a] v=:fin&!:pp", "tu ne? [l' as] v=:fin&!:pp")
def la_pronoun(match: Match) -> str | None:
    verb = match["v"]
    return "la" if verb.mostly("verb", 0.8) and not verb.sounds_as_vowel else None


@rule(
    "fr.homophone.l_ai",
    confidence=0.93,
    en="Before a participle the auxiliary is missing; it sounds alike: “{suggestion}”.",
    fr="Devant un participe, il manque l'auxiliaire, qui se prononce de même : « {suggestion} ».",
    **SPELLING,
)
@on(
    "je [les|lé] x=:pp",
)
def l_ai(match: Match) -> str | None:
    word = match["x"]
    if word.finites or word.joined or not word.mostly("verb", 0.6):
        return None
    return "l'ai"
