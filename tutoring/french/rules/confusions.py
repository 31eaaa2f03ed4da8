"""Words taken for others that look or sound like them, by what stands beside them."""

from tutoring.french.rules.pattern import Match
from tutoring.french.rules.rule import on, rule

SPELLING = {"category": "spelling", "level": "A2"}


@rule(
    "fr.confusion.months",
    confidence=0.95,
    en="“Mois” (month) ends in s; “moi” means me.",
    fr="« Mois » (durée) prend un s ; « moi » est le pronom.",
    **SPELLING,
)
@on(
    ":digits|:number|plusieurs|quelques|six|trois|deux [moi]",
    "@month|un|dernier [moi] prochain|dernier",
)
def months(match: Match) -> str:
    return "mois"


@rule(
    "fr.confusion.voila",
    confidence=0.97,
    en="“Voilà” takes an accent.",
    fr="« Voilà » prend un accent.",
    **SPELLING,
)
@on("[voila]")
def voila(match: Match) -> str:
    return "voilà"


@rule(
    "fr.confusion.mur",
    confidence=0.93,
    en="“Mûr” (ripe) takes an accent; “mur” is a wall.",
    fr="« Mûr » (à point) prend un accent ; « mur » est une paroi.",
    **SPELLING,
)
@on(
    "fruit|fruits|banane|bananes|tomate|tomates|pêche|pêches|poire|poires|fraise|fraises|mangue|avocat|raisin|melon|assez|pas|très|trop|bien [x=mur|murs|mure|mures]"
)
def mur(match: Match) -> str | None:
    if match.sentence.norm(match.first - 1) in {"bien", "pas"} and match.sentence.norm(
        match.first - 2
    ) in {"le", "les", "un", "des"}:
        return None
    return match["x"].norm.replace("u", "û", 1)


@rule(
    "fr.confusion.notre",
    level="B1",
    category="spelling",
    confidence=0.95,
    en="“Notre, votre” stand before a noun; “le nôtre, le vôtre” stand alone: “{suggestion}”.",
    fr="« Notre, votre » précèdent un nom ; « le nôtre, le vôtre » le remplacent : "
    "« {suggestion} ».",
)
@on(
    "le|la|les|au|du|des|aux [x=notre|votre|notres|votres] $",
    "[x=nôtre|vôtre] a=:adjective? n=:noun",
)
def ours(match: Match) -> str | None:
    word = match["x"].norm
    if "n" in match:
        if match.sentence.norm(match.first - 1) in {"le", "la", "les", "au", "du"}:
            return None
        return word.replace("ô", "o")
    plural = match.sentence.norm(match.first - 1) in {"les", "des", "aux"}
    return word.rstrip("s").replace("o", "ô", 1) + ("s" if plural else "")


@rule(
    "fr.confusion.cense",
    level="B1",
    category="spelling",
    confidence=0.93,
    en="“Censé” means supposed to; “sensé” means sensible.",
    fr="« Censé » veut dire supposé ; « sensé » veut dire raisonnable.",
)
@on("~être&:fin pas? [x=sensé|sensée|sensés|sensées] v=:inf")
def supposed(match: Match) -> str:
    return "c" + match["x"].norm[1:]


@rule(
    "fr.confusion.donc",
    category="spelling",
    confidence=0.93,
    en="“Donc” means so; “dont” is a relative pronoun: “{suggestion}”.",
    fr="« Donc » marque la conséquence ; « dont » est un pronom relatif : « {suggestion} ».",
)
@on("^ [dont] je|tu|il|elle|nous|on|vous|ils|elles|c' v=:word", ", [dont] je|on|nous ne|n'|:fin")
def so(match: Match) -> str | None:
    before = match.sentence.norm(match.first - 1)
    about = {"parler", "souvenir", "besoin", "envie", "peur", "servir"}
    if before == "," and any(about & word.lemmas for word in match.sentence.words):
        return None
    return "donc" if match.first == 0 or before == "," else None


@rule(
    "fr.confusion.fete",
    category="spelling",
    confidence=0.95,
    en="“Fait” is the verb faire; “fête” is a party: “{suggestion}”.",
    fr="« Fait » vient de faire ; « fête » est une réjouissance : « {suggestion} ».",
)
@on(
    "la|une|cette|ma|sa|ta|belle|petite|grande|bonne [faite] $|de|d'|avec|chez",
    "~avoir&:fin @adverb? [x=fête|faite|fête] le|la|les|du|des|un|une|mes|mon|ma",
)
def fete(match: Match) -> str | None:
    return "fait" if "x" in match else "fête"


@rule(
    "fr.confusion.est_ce_que",
    category="spelling",
    severity="low",
    confidence=0.96,
    en="The question opener is written “est-ce que”.",
    fr="La formule interrogative s'écrit « est-ce que ».",
)
@on("^|où|quand|comment|pourquoi|qu'|que|qui|combien [est ce] que|qu'")
def est_ce_que(match: Match) -> str | None:
    return None if match.sentence.norm(match.first - 1) in {"c'", "n'"} else "est-ce"


@rule(
    "fr.confusion.cours",
    category="spelling",
    confidence=0.95,
    en="A lesson is “un cours”, with an s; “la cour” is a yard.",
    fr="Une leçon est « un cours », avec un s ; « la cour » est un espace.",
)
@on(
    "le|un|mon|ton|son|ce|notre|votre|du|au|en [cour] de|d' maths|mathématiques|musique|danse|sport|histoire|chimie|physique|cuisine|conduite|dessin|yoga|natation|biologie|géographie|sciences|théâtre|peinture|@language",
    "mes|tes|ses|nos|des|les|deux|trois [cour] de|d'",
    "mon|un|ce|ton|son [cour]",
)
def cours(match: Match) -> str:
    return "cours"
