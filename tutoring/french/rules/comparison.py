"""Degrees and manner: meilleur and mieux, bon and bien, très and beaucoup, plus que and aussi que."""

from tutoring.french.rules.pattern import Match
from tutoring.french.rules.rule import on, rule
from tutoring.french.words.inflection import agree
from tutoring.french.words.readings import Reading

_MANNER = (
    "~parler|~chanter|~danser|~jouer|~cuisiner|~écrire|~dormir|~travailler|~comprendre|~conduire|"
    "~nager|~marcher|~lire|~entendre|~voir|~connaître|~fonctionner|~manger"
)


_MEILLEUR = Reading("meilleur", "adjective")
_FELT = frozenset("bien froid chaud beau mauvais frais faim soif peur mal sommeil".split())
BETTER = {"bon": "meilleur", "bonne": "meilleure", "bons": "meilleurs", "bonnes": "meilleures"}


@rule(
    "fr.comparison.meilleur",
    level="A2",
    confidence=0.97,
    en="“Plus bon” does not exist: say “{suggestion}”.",
    fr="« Plus bon » n'existe pas : on dit « {suggestion} ».",
)
@on("[plus x=bon|bonne|bons|bonnes|meilleur|meilleure|meilleurs|meilleures]")
def meilleur(match: Match) -> str | None:
    if _denied(match):
        return None
    return BETTER.get(match["x"].norm, match["x"].norm)


def _denied(match: Match) -> bool:
    return any(
        norm in {"ne", "n'"} for norm in match.sentence.norms[max(0, match.first - 4) : match.first]
    )


@rule(
    "fr.comparison.mieux",
    level="A2",
    confidence=0.96,
    en="“Plus bien” is “mieux”, which needs no “plus”.",
    fr="« Plus bien » se dit « mieux », sans « plus ».",
)
@on(
    "[plus mieux]",
    "[plus bien] que|qu'|ici|là|aujourd'hui|maintenant|$",
    "[plus pire]",
    "[plus pires]",
)
def mieux(match: Match) -> str | None:
    if match.words[1].norm.startswith("pire"):
        return match.words[1].norm
    return None if _denied(match) else "mieux"


@rule(
    "fr.comparison.mieux_adverb",
    level="A2",
    confidence=0.95,
    en="With a verb, use the adverb “mieux”; “meilleur” describes a noun.",
    fr="Avec un verbe, on emploie l'adverbe « mieux » ; « meilleur » qualifie un nom.",
)
@on(
    f"{_MANNER}|~aller|~sentir&:verb français|anglais|espagnol? [x=meilleur|meilleure] que|qu'|maintenant|aujourd'hui|$"
)
def mieux_adverb(match: Match) -> str:
    return "mieux"


@rule(
    "fr.comparison.meilleur_adjective",
    level="A2",
    confidence=0.95,
    en="Before a noun, use the adjective “meilleur”: “{suggestion}”.",
    fr="Devant un nom, on emploie l'adjectif « meilleur » : « {suggestion} ».",
)
@on("mon|ma|mes|ton|ta|le|la|les|un|une|son|sa [mieux] n=:noun")
def meilleur_adjective(match: Match) -> str | None:
    noun = match["n"]
    if not noun.mostly("noun", 0.7) or len(noun.genders) != 1:
        return None
    number = "p" if {r.number for r in noun.nouns} == {"p"} else "s"
    return agree(_MEILLEUR, next(iter(noun.genders)), number) or None


@rule(
    "fr.comparison.bien",
    confidence=0.95,
    en="With a verb, use the adverb “{suggestion}”; “{span}” describes a noun.",
    fr="Avec un verbe, on emploie l'adverbe « {suggestion} » ; « {span} » qualifie un nom.",
)
@on(
    f"je|j'|tu|il|elle|on|nous|vous|ils|elles ne|n'? {_MANNER}&:fin pas? français|anglais|espagnol? très|si|trop? [x=bon|mauvais] $",
    "je|tu|il|elle|on|nous|vous|ils|elles ne? ~aller&:fin pas? très? [x=bon|bonne|bons] ,|merci|et|$",
    f"{_MANNER}&:fin très [x=bon] le|la|l'|les",
)
def bien(match: Match) -> str:
    return "mal" if match["x"].norm == "mauvais" else "bien"


@rule(
    "fr.comparison.tres_beaucoup",
    confidence=0.97,
    en="“Beaucoup” can't take “très”: say “{suggestion}”.",
    fr="« Beaucoup » ne se renforce pas par « très » : on dit « {suggestion} ».",
)
@on("[très beaucoup]", "[trop beaucoup]", "[si beaucoup]", "[beaucoup très]")
def tres_beaucoup(match: Match) -> str:
    return {"trop": "trop", "si": "tellement"}.get(match.words[0].norm, "beaucoup")


@rule(
    "fr.comparison.tres_adjective",
    confidence=0.95,
    en="Before an adjective, “very” is “très”; “beaucoup” goes with verbs.",
    fr="Devant un adjectif, on met « très » ; « beaucoup » accompagne un verbe.",
)
@on(
    "~être&:fin [beaucoup] x=:adjective",
    "il fait|faisait [beaucoup] x=froid|chaud|beau|mauvais|frais",
    "~avoir&:fin [beaucoup] x=faim|soif|chaud|froid|peur|mal|sommeil",
    "c' est [beaucoup] x=bon|beau|bien|grand|petit|difficile|facile|important|intéressant|cher|joli|gentil",
)
def tres_adjective(match: Match) -> str | None:
    word = match["x"]
    if (
        not word.mostly("adjective", 0.5)
        and word.norm not in _FELT
        or word.norm.startswith(("meilleur", "moindre", "supérieur", "pire", "plus"))
    ):
        return None
    return "très"


@rule(
    "fr.comparison.que",
    level="A2",
    confidence=0.94,
    en="A comparison goes on with “que”: “{suggestion}”.",
    fr="La comparaison se poursuit avec « que » : « {suggestion} ».",
)
@on(
    "aussi|autant|plus|moins a=:adjective|bien [x=comme] y=!ça&!cela&:word",
    "plus|moins a=grand|grande|petit|petite|jeune|vieux|vieille|intelligent|intelligente|fort|forte|cher|chère|belle|beau|âgé|âgée|facile|difficile|rapide [x=de] y=moi|toi|lui|elle|nous|vous|eux",
)
def que(match: Match) -> str | None:
    following = match["y"].norm
    if match["a"].norm == "même":
        return None
    return "que" if following[0] not in "aeiouéê" else None


@rule(
    "fr.comparison.plus_de",
    level="B1",
    confidence=0.94,
    en="Before a number, “more than” is “plus de”.",
    fr="Devant un nombre, on dit « plus de », « moins de ».",
)
@on(
    "plus|moins [que] x=:digits|:number y=:noun|euros|ans|heures|jours|kilomètres|personnes $|par|de|et"
)
def plus_de(match: Match) -> str | None:
    if (
        match["x"].norm in {"un", "une"}
        or match.sentence.norm(match.first - 2) in {"ne", "n'", "pas"}
        or _denied(match)
    ):
        return None
    return "de"


@rule(
    "fr.comparison.vite",
    level="A2",
    confidence=0.94,
    en="With a verb, “fast” is the adverb “vite”.",
    fr="Avec un verbe, on emploie l'adverbe « vite ».",
)
@on(
    "~courir|~parler|~marcher|~conduire|~nager|~manger|~rouler&:fin très|trop|plus|si|moins? [rapide] $|que"
)
def vite(match: Match) -> str:
    return "vite"


@rule(
    "fr.comparison.moi_non_plus",
    level="A2",
    confidence=0.93,
    en="To agree with a negative sentence, say “non plus”, not “aussi”.",
    fr="Pour approuver une phrase négative, on dit « non plus » et non « aussi ».",
)
@on(
    "moi|toi|lui|elle|nous|vous [aussi] , je|j'|tu|il|elle|nous|vous ne|n'",
    "moi [aussi] je|j' ne|n' :word pas",
    "@subject ne|n' :fin pas [aussi] $",
)
def non_plus(match: Match) -> str:
    return "non plus"


@rule(
    "fr.comparison.aimer_beaucoup",
    confidence=0.96,
    en="With a verb, “very much” is “beaucoup”.",
    fr="Avec un verbe, on dit « beaucoup » et non « très ».",
)
@on(
    "~aimer|~adorer|~manger|~travailler|~parler|~dormir|~changer&:fin [très] le|la|les|l'|ça|mon|ma|mes|danser|lire|$"
)
def aimer_beaucoup(match: Match) -> str:
    return "beaucoup"
