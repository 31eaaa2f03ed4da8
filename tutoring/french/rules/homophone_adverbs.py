"""Adverbs and their neighbours that sound alike: peu and peut, plutôt and plus tôt, sur and sûr."""

from tutoring.french.rules.homophone_pairs import SPELLING
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.rule import on, rule


@rule(
    "fr.homophone.peu",
    confidence=0.95,
    en="“Peu” means little; “peut” and “peux” are the verb pouvoir: “{suggestion}”.",
    fr="« Peu » marque la petite quantité ; « peut, peux » sont le verbe pouvoir : « {suggestion} ».",
    **SPELLING,
)
@on(
    "un|très|trop|si|assez|depuis|à [w=peut|peux] de|d'|$",
    "un|très [w=peut|peux] x=:word",
    "à [w=peut|peux] près|de",
    "@subject ne|n'? :fin pas|plus? [w=peut|peux] de|d'",
    "[w=peut|peux] de|d' x=:noun",
    "[w=peut|peux] à [peut|peux]",
)
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


@rule(
    "fr.homophone.peut",
    confidence=0.95,
    en="“Peut” and “peux” are the verb pouvoir; “peu” means little: “{suggestion}”.",
    fr="« Peut, peux » sont le verbe pouvoir ; « peu » marque la quantité : « {suggestion} ».",
    **SPELLING,
)
@on("s=je|tu|il|elle|on|qui|ça|cela ne|n'? @clitic* [peu] x=:word", "[s=peu] -je|-tu|-il|-on|-elle")
def peut(match: Match) -> str | None:
    if match["s"].norm == "peu":
        return {"-je": "puis", "-tu": "peux"}.get(match.sentence.norm(match.last + 1), "peut")
    if match["s"].norm in {"qui", "elle", "ça", "cela"} and not (
        match["x"].infinitive or match["x"].norm in {"pas", "me", "te", "se", "être"}
    ):
        return None
    return "peux" if match["s"].norm in {"je", "tu"} else "peut"


@rule(
    "fr.homophone.peut_etre",
    confidence=0.96,
    en="“Peut-être” (maybe) has a hyphen; “peut être” (can be) has none: “{suggestion}”.",
    fr="« Peut-être » (adverbe) prend un trait d'union ; « peut être » (verbe) n'en prend pas.",
    **SPELLING,
)
@on(
    "^ [peut être] v=:fin&!:noun",
    "^ [peut être] que|qu'|je|j'|tu|il|elle|on|nous|vous|ils|elles|demain",
    "^ je|tu|nous|vous|ils|elles|j' ne|n'? @clitic* :fin&!peut pas|plus? [peut être]",
    "oui|mais|est|viendra|demain|sera|ira|suis|ai|vais [peut être] x=:word|$",
    "@subject [w=peut-être] a=:adjective|:pp",
)
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


@rule(
    "fr.homophone.quand",
    confidence=0.96,
    en="“Quand” means when; “quant à” means as for: “{suggestion}”.",
    fr="« Quand » marque le temps ; « quant à » veut dire « en ce qui concerne » : « {suggestion} ».",
    **SPELLING,
)
@on(
    "[quant|qu'en x=je|j'|tu|il|elle|on|nous|vous|ils|elles|est-ce|même|le|la|les|mon|ma|mes|un|une|ton|ta|c']",
    "[w=quant] x=!à&!aux&!au",
    "[qu' en] s=je|tu|il|elle|ils|elles|nous|vous v=:fin",
)
def quand(match: Match) -> str | None:
    if "s" in match:
        return "quand"
    if "w" in match:
        return "quand" if not match["x"].is_mark or match["x"].norm == "?" else None
    return f"quand {match['x'].text}" if "x" in match else None


@rule(
    "fr.homophone.quant_a",
    level="B1",
    category="spelling",
    confidence=0.93,
    en="“Quant à” (as for) is written with a t.",
    fr="« Quant à » (en ce qui concerne) s'écrit avec un t.",
)
@on(
    "^ [quand] aux x=:noun",
    "^ [quand] à|au|aux x=moi|toi|lui|elle|nous|vous|eux|ça|cela|la|l'|mon|ma|mes|son|sa",
)
def quant_a(match: Match) -> str | None:
    return "quant"


@rule(
    "fr.homophone.pres",
    level="A2",
    category="spelling",
    confidence=0.95,
    en="“Près de” means near; “prêt à” means ready to: “{suggestion}”.",
    fr="« Près de » indique la proximité ; « prêt à » veut dire disposé : « {suggestion} ».",
)
@on(
    "[prêt|prêts|prête|prêtes|prés|pré] de|d'|du|des|d'ici",
    "à peu|très|tout|si [w=prêt|prêts|prés|pré] $",
    "à peu [prêt|prêts|prés]",
    "à [w=peu-près]",
    "de [plus-prêt|prêt] $",
)
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


@rule(
    "fr.homophone.pret",
    level="A2",
    category="spelling",
    confidence=0.95,
    en="“Prêt à” means ready to; “près de” means near: “{suggestion}”.",
    fr="« Prêt à » veut dire disposé ; « près de » indique la proximité : « {suggestion} ».",
)
@on(
    "s=je|tu|nous ~être&:fin @adverb? [près] $",
    "s=je|tu|il|elle|on|nous|vous|ils|elles ne|n'? ~être&:fin @adverb? [près] à v=:inf|la|tout",
)
def pret(match: Match) -> str:
    return {"elle": "prête", "ils": "prêts", "elles": "prêtes", "nous": "prêts"}.get(
        match["s"].norm, "prêt"
    )


@rule(
    "fr.homophone.sur",
    confidence=0.95,
    en="“Sûr” (certain) has an accent; “sur” means on: “{suggestion}”.",
    fr="« Sûr » (certain) prend un accent ; « sur » est la préposition : « {suggestion} ».",
    **SPELLING,
)
@on(
    "s=je|j'|tu|il|elle|on|nous|vous|ils|elles|c'|en ne|n'? @clitic* ~être&:fin @adverb? [sur] que|qu'|$",
    "s=je|j'|tu|il|elle|on|nous|vous|ils|elles|c'|en ne|n'? @clitic* ~être&:fin @adverb? [sur] de|d' moi|toi|lui|elle|soi|eux|ça|ce|pouvoir|vouloir|avoir|être|:inf",
    "bien [sur] que|qu'|$",
    "[sur] de|d' moi|toi|lui|soi|eux $",
    "pas|plus|très [sur] que|qu'|$",
)
def sur(match: Match) -> str:
    subject = match["s"].norm if "s" in match else ""
    return {"elle": "sûre", "ils": "sûrs", "elles": "sûres", "nous": "sûrs"}.get(subject, "sûr")


@rule(
    "fr.homophone.sur_preposition",
    confidence=0.94,
    en="“Sur” (on) has no accent; “sûr” means certain.",
    fr="« Sur » (préposition) n'a pas d'accent ; « sûr » veut dire certain.",
    **SPELLING,
)
@on(
    "[sûr] le|la|les|l'|mon|ma|mes|ton|ta|tes|son|sa|ses|notre|nos|votre|vos|leur|leurs|un|une|cette|ce|cet|ces x=:noun|:adjective"
)
def sur_preposition(match: Match) -> str | None:
    before = match.sentence.norm(match.first - 1)
    return None if before == "bien" else "sur"


@rule(
    "fr.homophone.du_participle",
    level="A2",
    category="spelling",
    confidence=0.96,
    en="“Dû” is the participle of devoir; “du” is de + le.",
    fr="« Dû » est le participe de devoir ; « du » est la contraction de « de le ».",
)
@on(
    "~avoir&:fin @adverb? [du] @clitic? v=:inf",
    "~avoir&:fin @adverb? [du] v=être|avoir|faire|aller",
)
def du_participle(match: Match) -> str | None:
    return None if match["v"].nouns and match["v"].mostly("noun", 0.4) else "dû"


@rule(
    "fr.homophone.plus_tot",
    level="A2",
    category="spelling",
    confidence=0.93,
    en="“Plus tôt” means earlier; “plutôt” means rather: “{suggestion}”.",
    fr="« Plus tôt » s'oppose à « plus tard » ; « plutôt » veut dire « de préférence ».",
)
@on(
    "~arriver|~partir|~lever|~rentrer|~coucher|~venir|~finir|~commencer|~réveiller&:verb @adverb? [plutôt] que prévu|d'habitude|toi|moi|lui|$",
    "~arriver|~partir|~lever|~rentrer|~coucher|~venir|~finir|~commencer|~réveiller&:verb [plutôt] que d' habitude",
    "~arriver|~partir|~lever|~rentrer|~coucher|~finir|~réveiller&:verb [plutôt] $|demain|ce",
    ":fin [plus tôt] a=bien|bon|mal|bonne|content|contente|joli|jolie|facile|difficile|gentil|gentille|beau|belle|grand|grande|petit|petite|froid|chaud",
    "[plus tôt] que de|d' :word",
    "mais|ou [plus tôt] le|la|un|une|du|des",
)
def plus_tot(match: Match) -> str:
    return "plus tôt" if match.words[0].norm == "plutôt" else "plutôt"
