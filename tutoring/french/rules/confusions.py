"""Words taken for others that look or sound like them, by what stands beside them."""

from tutoring.french.rules.pattern import Match
from tutoring.french.rules.rule import on, phrases, rule

_SPELLING = {"category": "spelling", "level": "A2"}

MISSPELT = {
    "cest": "c'est",
    "jai": "j'ai",
    "jaime": "j'aime",
    "jhabite": "j'habite",
    "daccord": "d'accord",
    "quil": "qu'il",
    "quelle que soient": "quelles que soient",
    "ai cour": "ai cours",
    "as cour": "as cours",
    "a cour": "a cours",
    "avons cour": "avons cours",
    "deja": "déjà",
    "ca": "ça",
    "aprés": "après",
    "trés": "très",
    "malgrés": "malgré",
    "parmis": "parmi",
    "comme même": "quand même",
    "quant même": "quand même",
    "parceque": "parce que",
    "parce-que": "parce que",
    "qu' est ce que": "qu'est-ce que",
    "qu' est-ce-que": "qu'est-ce que",
    "est-ce-que": "est-ce que",
    "n' est ce pas": "n'est-ce pas",
    "c' est à dire": "c'est-à-dire",
    "c' est-à dire": "c'est-à-dire",
    "s' il te plait": "s'il te plaît",
    "s' il vous plait": "s'il vous plaît",
    "s'il-te-plaît": "s'il te plaît",
    "s'il-vous-plaît": "s'il vous plaît",
    "au revoire": "au revoir",
    "aurevoir": "au revoir",
    "biensûr": "bien sûr",
    "bien-sûr": "bien sûr",
    "biensur": "bien sûr",
    "peutêtre": "peut-être",
    "peut etre": "peut-être",
    "quelques chose": "quelque chose",
    "quelques part": "quelque part",
    "quelques temps": "quelque temps",
    "quelque un": "quelqu'un",
    "aujourd' hui": "aujourd'hui",
    "aujourdhui": "aujourd'hui",
    "aujourd hui": "aujourd'hui",
    "d' avantage": "davantage",
    "week end": "week-end",
    "rendez vous": "rendez-vous",
    "grand mère": "grand-mère",
    "grand père": "grand-père",
    "grands parents": "grands-parents",
    "grand parents": "grands-parents",
    "après midi": "après-midi",
    "au dessus": "au-dessus",
    "au dessous": "au-dessous",
    "ci joint": "ci-joint",
    "ci dessous": "ci-dessous",
    "ci dessus": "ci-dessus",
    "tout à l' heur": "tout à l'heure",
    "tout de suites": "tout de suite",
    "toute suite": "tout de suite",
    "tous de suite": "tout de suite",
    "tous à fait": "tout à fait",
    "tous à coup": "tout à coup",
    "en tous cas": "en tout cas",
    "pas du tous": "pas du tout",
    "tous d' abord": "tout d'abord",
    "tous simplement": "tout simplement",
    "après tous": "après tout",
    "tous va bien": "tout va bien",
    "nul part": "nulle part",
    "la plus part": "la plupart",
    "la plus-part": "la plupart",
    "de temps en temp": "de temps en temps",
    "en faite": "en fait",
    "en faites": "en fait",
    "de tout façon": "de toute façon",
    "de toutes façon": "de toute façon",
    "tout le deux": "tous les deux",
    "tout monde": "tout le monde",
    "tout jours": "toujours",
    "long temps": "longtemps",
    "bien tôt": "bientôt",
    "plus part": "plupart",
    "par cœurs": "par cœur",
    "à coté": "à côté",
    "de coté": "de côté",
    "d' un coté": "d'un côté",
    "à son coté": "à son côté",
    "à mon coté": "à mon côté",
    "un fois": "une fois",
    "au cour de": "au cours de",
    "au cour du": "au cours du",
    "au cour des": "au cours des",
    "en cour": "en cours",
    "avoir court": "avoir cours",
    "bon conte": "bon compte",
    "conte tenu": "compte tenu",
    "rendre conte": "rendre compte",
    "rends conte": "rends compte",
    "rendu conte": "rendu compte",
    "compte de fées": "conte de fées",
    "comptes de fées": "contes de fées",
    "tenir conte": "tenir compte",
    "en fin de conte": "en fin de compte",
    "à voie haute": "à voix haute",
    "à voie basse": "à voix basse",
    "voie basse": "voix basse",
    "par voix de": "par voie de",
    "en voix de": "en voie de",
    "pain au chocolats": "pain au chocolat",
    "sale de bain": "salle de bain",
    "sale à manger": "salle à manger",
    "sale de classe": "salle de classe",
    "le faite que": "le fait que",
    "crème glacé": "crème glacée",
    "entrain de": "en train de",
    "sans en train": "sans entrain",
    "plein d' en train": "plein d'entrain",
    "chez d' œuvre": "chef-d'œuvre",
    "chef d' œuvre": "chef-d'œuvre",
    "mise à jours": "mise à jour",
    "mises à jours": "mises à jour",
    "amande honorable": "amende honorable",
    "payer une amande": "payer une amende",
    "eut égard": "eu égard",
    "de bonne heur": "de bonne heure",
    "à posteriori": "a posteriori",
    "à priori": "a priori",
    "cou de main": "coup de main",
    "coup de foudres": "coup de foudre",
    "tout un cou": "tout un coup",
    "tout à cou": "tout à coup",
    "mal au coup": "mal au cou",
    "mal au cœurs": "mal au cœur",
    "avoir fin": "avoir faim",
    "ai fin": "ai faim",
    "as fin": "as faim",
    "la faim du": "la fin du",
    "à la faim": "à la fin",
    "le moi de": "le mois de",
    "le moi d'": "le mois d'",
    "ce moi -ci": "ce mois-ci",
    "au moi de": "au mois de",
    "le moi prochain": "le mois prochain",
    "le moi dernier": "le mois dernier",
    "chaque moi": "chaque mois",
    "confiance en soit": "confiance en soi",
    "chez soit": "chez soi",
    "soit disant": "soi-disant",
    "soi disant": "soi-disant",
    "quoi que ce soi": "quoi que ce soit",
    "prendre par à": "prendre part à",
    "d' autre part": "d'autre part",
    "une demie heure": "une demi-heure",
    "une demie-heure": "une demi-heure",
    "une demi heure": "une demi-heure",
    "à demie": "à demi",
    "un point levé": "un poing levé",
    "coup de point": "coup de poing",
    "coups de points": "coups de poing",
    "un vert d' eau": "un verre d'eau",
    "un verre de terre": "un ver de terre",
    "un vers de vin": "un verre de vin",
    "un vers d' eau": "un verre d'eau",
    "un vert de vin": "un verre de vin",
    "prendre un vers": "prendre un verre",
    "prendre un vert": "prendre un verre",
    "boire un vers": "boire un verre",
    "bord de mère": "bord de mer",
    "au bord de la mère": "au bord de la mer",
    "bord de la mère": "bord de la mer",
    "une foi": "une fois",
    "deux foi": "deux fois",
    "une foie": "une fois",
    "des foie": "des fois",
    "à la foi": "à la fois",
    "il était une foi": "il était une fois",
    "cette foi": "cette fois",
    "la première foi": "la première fois",
    "la dernière foi": "la dernière fois",
    "chaque foi": "chaque fois",
    "bonne foie": "bonne foi",
    "mauvaise foie": "mauvaise foi",
    "au lieux de": "au lieu de",
    "avoir lieux": "avoir lieu",
    "a lieux": "a lieu",
    "temps mieux": "tant mieux",
    "temps pis": "tant pis",
    "tant pire": "tant pis",
    "en temps que": "en tant que",
    "tout le tant": "tout le temps",
    "il est tant": "il est temps",
    "entre temps": "entre-temps",
    "cent pour sang": "cent pour cent",
    "bon sans": "bon sang",
    "prise de sans": "prise de sang",
    "quelque choses": "quelque chose",
    "je vous en pris": "je vous en prie",
    "je t' en pris": "je t'en prie",
    "pommes de terres": "pommes de terre",
    "dix milles": "dix mille",
    "deux milles": "deux mille",
    "trois milles": "trois mille",
    "cinq milles": "cinq mille",
    "cent milles": "cent mille",
    "vingt milles": "vingt mille",
    "soixante un": "soixante et un",
    "vingt un": "vingt et un",
    "trente un": "trente et un",
    "soixante dix": "soixante-dix",
    "quatre vingt": "quatre-vingts",
    "quatre-vingt ans": "quatre-vingts ans",
    "dix sept": "dix-sept",
    "dix huit": "dix-huit",
    "dix neuf": "dix-neuf",
    "vingt deux": "vingt-deux",
    "vingt trois": "vingt-trois",
    "vingt quatre": "vingt-quatre",
    "vingt cinq": "vingt-cinq",
    "trente cinq": "trente-cinq",
    "presque île": "presqu'île",
    "sirop de date": "sirop de datte",
    "ni vus ni connus": "ni vu ni connu",
    "pas vue pas pris": "pas vu pas pris",
    "là bas": "là-bas",
    "la-bas": "là-bas",
}
phrase = rule(
    "fr.confusion.phrase",
    confidence=0.95,
    en="This is written “{suggestion}”.",
    fr="On écrit « {suggestion} ».",
    **_SPELLING,
)(phrases(MISSPELT))


@rule(
    "fr.confusion.months",
    confidence=0.95,
    en="“Mois” (month) ends in s; “moi” means me.",
    fr="« Mois » (durée) prend un s ; « moi » est le pronom.",
    **_SPELLING,
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
    **_SPELLING,
)
@on("[voila]")
def voila(match: Match) -> str:
    return "voilà"


@rule(
    "fr.confusion.mur",
    confidence=0.93,
    en="“Mûr” (ripe) takes an accent; “mur” is a wall.",
    fr="« Mûr » (à point) prend un accent ; « mur » est une paroi.",
    **_SPELLING,
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
