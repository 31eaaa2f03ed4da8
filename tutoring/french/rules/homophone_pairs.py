"""More words that sound alike: sa and ça, peu and peut, quand and quant, sur and sûr..."""

from tutoring.french.rules.pattern import Match
from tutoring.french.rules.rule import on, rule

SPELLING = {"category": "spelling", "level": "A2", "severity": "medium"}


@rule(
    "fr.homophone.ca",
    confidence=0.95,
    en="“Ça” means “that” or “it”; “sa” means his or her.",
    fr="« Ça » veut dire « cela » ; « sa » est le possessif.",
    **SPELLING,
)
@on(
    "[w=sa] x=me|m'|te|t'|se|s'|ne|n'|nous|vous|y|en|lui|va|fait|dépend|veut|peut|doit|vient|suffit|sert|coûte|arrive|a|est|ira|ferait|devrait|marche|sent|fonctionne|commence|signifie|dit|fera",
    "comme|avec|est|pour|de|fait|aime|veux|sais|vois|tout|dit|sans|fais|après|à [w=sa] $",
    "[w=çà] x=:word|$",
    "que|de|avec|comme [w=çà] $",
)
def ca(match: Match) -> str | None:
    word = match["w"]
    if word.norm == "çà":
        return None if match.sentence.norm(word.index + 1) == "et" else "ça"
    if (
        "x" in match
        and match["x"].norm in {"marche", "coûte"}
        and match.sentence.norm(word.index + 2) == ""
    ):
        return None if match["x"].norm == "marche" and match.first else "ça"
    if "x" in match and match["x"].norm == "marche":
        return (
            "ça"
            if match.sentence.norm(match.last + 2) in {"pas", "bien", "très", "mal", "plus", "."}
            and match.sentence.begins_clause(match.first)
            else None
        )
    return "ça"


@rule(
    "fr.homophone.sa",
    confidence=0.94,
    en="“Sa” means his or her; “ça” means “that” or “it”.",
    fr="« Sa » est le possessif ; « ça » veut dire « cela ».",
    **SPELLING,
)
@on(
    "de|avec|pour|dans|sur|chez|à|par|sans [ça] a=:adjective? n=:noun",
    ":fin [ça] n=mère|sœur|femme|fille|voiture|maison|famille|vie|chambre|copine|main|tête|robe|place|ville|tante|cousine|grand-mère|valise|clé",
    "^ [ça] n=mère|sœur|femme|fille|voiture|maison|famille|vie|chambre|copine|tante|cousine|grand-mère",
)
def sa(match: Match) -> str | None:
    noun = match["n"]
    if (
        noun.genders != {"f"}
        or not noun.mostly("noun", 0.8)
        or noun.finites
        and not noun.mostly("noun", 0.9)
    ):
        return None
    return "sa"


@rule(
    "fr.homophone.mais",
    confidence=0.95,
    en="“Mais” means “but”; “mes” means my.",
    fr="« Mais » marque l'opposition ; « mes » est le possessif.",
    **SPELLING,
)
@on(
    "[mes|m'est|met] x=je|j'|il|elle|on|nous|ils|elles|c'|ce|pas|aussi|non|oui|quand|où|alors|pourquoi|tu|vous|ça|cela|aujourd'hui|maintenant|malheureusement|d'abord",
    ", [mes] y=:word",
)
def mais(match: Match) -> str | None:
    before = match.sentence.word(match.first - 1)
    if match.words[0].norm == "met" and (before is None or not before.is_mark):
        return None
    if "y" in match and (match["y"].nouns or match["y"].adjectives or match["y"].participles):
        return None
    if "x" in match and match["x"].norm == "tu" and match.first == 0:
        return None
    return "mais"


@rule(
    "fr.homophone.mes",
    confidence=0.94,
    en="“Mes” means my; “mais” means “but”.",
    fr="« Mes » est le possessif ; « mais » marque l'opposition.",
    **SPELLING,
)
@on(
    "de|avec|pour|à|chez|tous|toutes|sans|sur|dans|voici|j'aime|aime|adore|vois [mais] a=:adjective? n=:noun",
    "^ [mais] n=parents|amis|amies|enfants|frères|sœurs|cousins|vacances|grands-parents|copains|copines|cheveux|yeux",
)
def mes(match: Match) -> str | None:
    noun = match["n"]
    return "mes" if {r.number for r in noun.nouns} == {"p"} and noun.mostly("noun", 0.6) else None


@rule(
    "fr.homophone.s_en",
    level="B1",
    category="spelling",
    confidence=0.95,
    en="“S'en” goes with a verb (il s'en va); “sans” means without: “{suggestion}”.",
    fr="« S'en » accompagne un verbe (il s'en va) ; « sans » marque l'absence : « {suggestion} ».",
)
@on(
    "il|elle|on|ils|elles|qui ne? [w=sans|cent|sang|c'en|sent] v=~aller|~moquer|~ficher|~souvenir|~occuper|~sortir|~rendre|~foutre|~servir|~passer|~est&:fin",
    "[s' en] n=argent|problème|toi|moi|lui|elle|eux|doute|rien|elles|nous|vous|sucre|lait|sel|cesse|arrêt|faire|attendre|lui|raison|manger|dormir|parler|savoir|voir|difficulté|:infinitive",
)
def s_en(match: Match) -> str | None:
    if "w" in match:
        return "s'en"
    before = match.sentence.norm(match.first - 1)
    if match["n"].norm in {"doute", "toi", "nous", "vous"} and before in {
        "il",
        "elle",
        "on",
        "ne",
        "qui",
    }:
        return None
    return (
        None
        if match["n"].infinitive
        and before in {"peut", "va", "doit", "veut", "pour", "de", "à", "peuvent", "vont", "faut"}
        else "sans"
    )


@rule(
    "fr.homophone.n_y",
    level="A2",
    category="spelling",
    confidence=0.96,
    en="“N'y” is ne + y before a verb; “ni” joins two negations: “{suggestion}”.",
    fr="« N'y » est ne + y devant un verbe ; « ni » relie deux négations : « {suggestion} ».",
)
@on(
    "il|je|tu|on|elle|ils|elles|nous|vous [ni] v=:fin",
    "[n' y] x=moi|toi|lui|l'un|le|la|les|un|froid|chaud",
)
def n_y(match: Match) -> str:
    return "n'y" if match.words[0].norm == "ni" else "ni"


@rule(
    "fr.homophone.s_y",
    level="B1",
    category="spelling",
    confidence=0.94,
    en="“S'y” goes with a verb; “si” means if or so: “{suggestion}”.",
    fr="« S'y » accompagne un verbe ; « si » marque la condition : « {suggestion} ».",
)
@on(
    "~falloir|~pouvoir|~aller|~devoir|pour|à|de|sans|d' @adverb? [si|ci] v=:infinitive",
    "il|elle|on|ils|elles [si|ci] v=~rendre|~mettre|~prendre|~attendre|~connaître|~retrouver&:fin",
    "[s' y] s=je|tu|il|nous|vous|elle|ils|elles|on v=:fin",
)
def s_y(match: Match) -> str:
    if len(match.words) > 1:
        return "si"
    return "s'y"
