"""Prepositions of time and transport, and those that verbs ask for."""

from tutoring.french.rules.inflection import join
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.rule import on, rule
from tutoring.french.rules.words import MONTHS

_DETERMINED = "le|la|l'|les|un|une|mon|ma|mes|ton|ta|tes|son|sa|ses|notre|nos|votre|vos|leur|leurs|ce|cet|cette|ces"


@rule(
    "fr.preposition.game",
    confidence=0.95,
    en="“Jouer à” a game or sport: “{suggestion}”.",
    fr="On joue « à » un jeu ou un sport : « {suggestion} ».",
)
@on(
    "~jouer&:verb @adverb? [le|du|de] football|foot|tennis|basket|rugby|volley|hockey|golf|handball|baseball|badminton|billard|poker|bridge|ping-pong|volley-ball|basket-ball|monopoly|loto",
    "~jouer&:verb @adverb? [y=football|foot|tennis|basket|rugby|volley|échecs|cartes]",
    "~jouer&:verb @adverb? [les|des] x=échecs|cartes|dames|dés|fléchettes|boules",
    "~jouer&:verb @adverb? [de? la] x=pétanque|belote|marelle",
)
def game(match: Match) -> str:
    if "y" in match:
        name = match["y"].norm
        return f"aux {name}" if name in {"échecs", "cartes"} else f"au {name}"
    if "x" not in match:
        return "au"
    return "à la" if match["x"].norm in {"pétanque", "belote", "marelle"} else "aux"


@rule(
    "fr.preposition.instrument",
    confidence=0.95,
    en="“Jouer de” an instrument: “{suggestion}”.",
    fr="On joue « de » un instrument : « {suggestion} ».",
)
@on(
    "~jouer&:verb @adverb? [le|au] x=piano|violon|violoncelle|saxophone|tambour|clavecin",
    "~jouer&:verb @adverb? [x=piano|violon|guitare|flûte|batterie|trompette]",
    "~jouer&:verb @adverb? [à? la] x=guitare|flûte|batterie|trompette|harpe|clarinette|basse|contrebasse",
    "~jouer&:verb @adverb? [à? l'] x=accordéon|harmonica|orgue|ukulélé",
)
def instrument(match: Match) -> str:
    article = match.words[-1].norm
    if "x" in match and match["x"].norm == article:
        return f"du {article}" if match["x"].genders == {"m"} else f"de la {article}"
    return {"l'": "de l'", "la": "de la"}.get(article, "du")


@rule(
    "fr.preposition.direct_object",
    confidence=0.94,
    en="This French verb takes its object directly, with no preposition: “{suggestion}”.",
    fr="Ce verbe se construit sans préposition : « {suggestion} ».",
)
@on(
    "[v=~attendre&!~tendre pour d=le|la|l'|les|un|une|mon|ma|mes|ton|ta|tes|son|sa|ses|notre|nos|votre|vos|leur|leurs|moi|toi|lui|elle|nous|vous|eux]",
    "[v=~chercher pour d=le|la|l'|les|un|une|mon|ma|mes|ton|ta|tes|son|sa|ses|notre|nos|votre|vos|leur|leurs|des]",
    "[v=~écouter&:verb à|au|aux d=la|l'|les|mon|ma|mes|ton|ta|tes|son|sa|ses|notre|nos|votre|vos|leur|leurs|un|une|cette|ce|ces?]",
    "[v=~regarder&:verb à|au|aux d=la|l'|les|mon|ma|mes|ton|ta|tes|son|sa|ses|notre|nos|votre|vos|leur|leurs|un|une|cette|ce|ces?]",
    "[v=~demander&:verb pour d=le|la|l'|un|une|des|du|de]",
    "[v=~payer&:verb pour d=le|la|l'|les|mon|ma|mes|un|une|ton|ta|tes|notre|nos]",
    "[v=~rencontrer|~épouser&:verb avec d=mon|ma|mes|ton|ta|tes|son|sa|ses|notre|nos|votre|vos|leur|leurs|le|la|un|une]",
)
def direct_object(match: Match) -> str | None:
    verb, words = match["v"], match.words
    article = {"au": "le", "aux": "les"}.get(words[1].norm)
    if not verb.verbs or "d" not in match and article is None:
        return None
    if verb.participles or verb.infinitive and match.sentence.norm(match.first - 1) == "à":
        return None
    if article and "d" in match:
        return None
    if article:
        following = match.sentence.word(match.last + 1)
        if following is None or _lasts(following):
            return None
        return f"{verb.text} {article}"
    following = match.sentence.word(match.last + 1)
    if following is not None and _lasts(following):
        return None
    if match["d"].norm in {"moi", "toi", "lui", "elle", "eux", "nous", "vous"}:
        return None
    return f"{verb.text} {match['d'].text}"


def _lasts(word) -> bool:  # noqa: ANN001
    """Whether the preposition opens a time or place: attendre pour la semaine, écouter à la radio."""
    return word.norm in {
        "moment",
        "fois",
        "semaine",
        "jour",
        "soir",
        "matin",
        "début",
        "fin",
        "maison",
        "radio",
        "télé",
        "télévision",
        "suite",
        "place",
        "journée",
        "nuit",
        "loupe",
        "hauteur",
        "loin",
        "cinéma",
        "théâtre",
        "aide",
        "lumière",
        "bureau",
        "fond",
        "plus",
        "moins",
        "même",
        "premier",
        "première",
        "dernier",
        "dernière",
        "travail",
        "restaurant",
        "téléphone",
        "café",
        "casque",
    }


@rule(
    "fr.preposition.indirect_object",
    confidence=0.94,
    en="This verb takes “à” before a person: “{suggestion}”.",
    fr="Ce verbe se construit avec « à » devant une personne : « {suggestion} ».",
)
@on(
    "~téléphoner|~ressembler|~répondre|~obéir|~désobéir|~plaire|~mentir&:verb @adverb? [d=le|la|l'|les|mon|ma|mes|ton|ta|tes|son|sa|ses|notre|nos|votre|vos|leur|leurs|un|une|ce|cette|cet x=:noun]",
    "~demander|~dire&:verb @adverb? [d=mon|ma|mes|ton|ta|tes|son|sa|ses|notre|nos|votre|vos|leur|leurs x=@person]",
    "~téléphoner&:verb @adverb? [x=:cap]",
)
def indirect_object(match: Match) -> str | None:
    person = match["x"].text
    if match["x"].norm in {
        "soir",
        "matin",
        "semaine",
        "jour",
        "fois",
        "nuit",
        "midi",
        "week-end",
        "lundi",
    }:
        return None
    if "d" not in match:
        return f"à {person}"
    given = match["d"].norm
    return {"le": f"au {person}", "les": f"aux {person}"}.get(
        given, f"à {given} {person}".replace("' ", "'")
    )


@rule(
    "fr.preposition.infinitive_a",
    level="A2",
    confidence=0.94,
    en="This verb takes “à” before an infinitive: “{suggestion}”.",
    fr="Ce verbe se construit avec « à » devant un infinitif : « {suggestion} ».",
)
@on(
    "~commencer|~apprendre|~aider|~réussir|~hésiter|~inviter|~encourager|~parvenir|~arriver|~renoncer|~obliger&:verb @adverb? [p=de|d'|pour? v=:infinitive]",
    "~continuer|~aider|~apprendre|~commencer&:verb @adverb? [v=:infinitive]",
)
def infinitive_a(match: Match) -> str | None:
    verb = match["v"]
    lemmas = match.sentence.words[match.first - 1].lemmas
    if "p" in match and match["p"].norm in {"de", "d'"} and _also_de(match):
        return None
    if "obliger" in lemmas or ("p" in match and match["p"].norm == "pour" and "arriver" in lemmas):
        return None
    return f"à {verb.text}"


def _also_de(match: Match) -> bool:
    """Whether the verb, here, is a noun or takes de as well: continuer de, arriver d'ici."""
    before = match.sentence.words[match.first - 1]
    return not {"arriver", "commencer"}.isdisjoint(before.lemmas)


@rule(
    "fr.preposition.infinitive_de",
    level="A2",
    confidence=0.94,
    en="This verb takes “de” before an infinitive: “{suggestion}”.",
    fr="Ce verbe se construit avec « de » devant un infinitif : « {suggestion} ».",
)
@on(
    "~essayer|~décider|~oublier|~refuser|~accepter|~arrêter|~finir|~choisir|~éviter|~promettre|~rêver|~proposer|~risquer|~tenter|~cesser|~regretter&:verb @adverb? [p=à|pour? v=:infinitive]",
    "besoin|envie|peur [p=à|pour? v=:infinitive]",
)
def infinitive_de(match: Match) -> str | None:
    before = match.sentence.words[match.first - 1]
    if "p" in match and match["p"].norm == "pour" and not before.finites:
        return None
    if (
        before.norm
        in {
            "fini",
            "choisi",
            "arrêté",
            "décidé",
            "décidée",
            "décidés",
            "arrêtons",
            "arrêter",
            "finir",
            "choisir",
        }
        and "p" in match
    ):
        return None
    return join("de", match["v"].text)


@rule(
    "fr.preposition.infinitive_bare",
    level="A2",
    confidence=0.94,
    en="This verb is followed directly by the infinitive: “{suggestion}”.",
    fr="Ce verbe est suivi directement de l'infinitif : « {suggestion} ».",
)
@on(
    "~vouloir|~pouvoir|~devoir|~adorer|~détester|~préférer|~espérer|~falloir&:fin @adverb? [à|de|d' v=:infinitive]",
    "~aller&:fin&!:noun [à|de|d' v=:infinitive]",
)
def infinitive_bare(match: Match) -> str | None:
    if (
        match.sentence.norm(match.first - 1) in {"dois", "doit", "devons"}
        and match.words[0].norm == "à"
    ):
        return None
    return match["v"].text


@rule(
    "fr.preposition.month",
    confidence=0.96,
    en="“En” before months, “en été, en automne, en hiver” but “au printemps”: “{suggestion}”.",
    fr="« En » devant les mois, « en été, en automne, en hiver » mais « au printemps » : "
    "« {suggestion} ».",
)
@on(
    "[à|au|dans|sur x=@month]",
    "[dans? le x=janvier|février|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre] $",
    "[à|dans x=hiver|automne|été]",
    "[au x=hiver|automne|été]",
    "[en x=printemps]",
    "[dans le x=printemps]",
    "[dans l' x=été|hiver|automne]",
)
def month(match: Match) -> str | None:
    name = match["x"].text
    before = match.sentence.norm(match.first - 1)
    if before in MONTHS:
        return None
    if (
        match["x"].norm == "mars"
        and match["x"].is_capitalised
        or before in {"jusqu'", "de", "lundi"}
    ):
        return None
    following = match.sentence.norm(match.last + 1)
    if match["x"].norm in {"été", "hiver"} and following not in {
        "",
        ".",
        ",",
        "!",
        "?",
        "et",
        "on",
        "je",
        "nous",
        "il",
        "prochain",
        "dernier",
    }:
        return None
    return f"au {name}" if match["x"].norm == "printemps" else f"en {name}"


@rule(
    "fr.preposition.year",
    confidence=0.95,
    en="“En” before a year: “{suggestion}”.",
    fr="« En » devant une année : « {suggestion} ».",
)
@on(
    "~naître|~né|~mourir|~arriver|~venir|~partir|~commencer|~finir|~déménager|~rencontrer|~marier [à|dans|sur|au x=:digits]"
)
def year(match: Match) -> str | None:
    number = match["x"].norm
    return f"en {number}" if len(number) == 4 and number.startswith(("19", "20", "18")) else None


@rule(
    "fr.preposition.day",
    confidence=0.95,
    en="No preposition before days and dates: “{suggestion}”.",
    fr="Pas de préposition devant les jours et les dates : « {suggestion} ».",
)
@on(
    "[sur|en|à|dans x=@day] $",
    "[sur|à|dans le x=@day]",
    "[au|en x=@day prochain|dernier]",
    "[sur|à|dans|en le? x=:digits @month]",
)
def day(match: Match) -> str | None:
    words = match.words
    before = match.sentence.word(match.first - 1)
    if before and before.norm in {
        "jusqu'",
        "lundi",
        "de",
        "compter",
        "tombe",
        "tomber",
        "heures",
        "part",
    }:
        return None
    if match.sentence.norm(match.first + 2) == "le" or words[0].norm == "à" and len(words) == 2:
        return None
    rest = [word.text for word in words[1:] if word.norm != "le"]
    if len(rest) > 1 and rest[0].isdigit():
        return f"le {' '.join(rest)}" if len(rest[0]) < 3 else None
    keeps_article = words[1].norm == "le"
    return f"le {rest[0]}" if keeps_article else " ".join(rest)


@rule(
    "fr.preposition.transport",
    confidence=0.94,
    en="“En” for vehicles one sits in, “à” for walking and riding: “{suggestion}”.",
    fr="« En » pour ce dans quoi on monte, « à » pour la marche et ce qu'on enfourche : "
    "« {suggestion} ».",
)
@on(
    "~aller|~venir|~voyager|~partir|~arriver|~rentrer|~circuler|~déplacer|travail|école|bureau|paris|là-bas|université [par|à|avec x=voiture|bus|train|avion|métro|bateau|taxi|tram|tramway]",
    "~aller|~venir|~voyager|~partir|~arriver|~rentrer|travail|école|bureau|paris|là-bas|université [avec le|la|l' x=bus|train|avion|métro|voiture|tram|bateau|taxi] $",
    "~aller|~venir|~voyager|~partir|~arriver|~rentrer|~marcher|travail|école|bureau|paris|là-bas|université [en|sur|par|avec x=pied|pieds]",
)
def transport(match: Match) -> str:
    name = match["x"].norm
    return "à pied" if name.startswith("pied") else f"en {name}"


@rule(
    "fr.preposition.at_home",
    confidence=0.95,
    en="At or to a person's place is “chez”: “{suggestion}”.",
    fr="Au domicile ou au cabinet de quelqu'un, on dit « chez » : « {suggestion} ».",
)
@on(
    "~aller|~être|~passer|~rendez-vous|~rendre|~retourner|~courir [au|à d=la|le|l'? x=médecin|dentiste|coiffeur|coiffeuse|docteur|boucher|boulanger|fleuriste|pharmacien|psychologue|vétérinaire|kiné|opticien|ophtalmo|garagiste|psy|gynécologue]",
    "~aller|~passer|~retourner|~rentrer|~dormir [à|en d=mon|ma|mes|ton|ta|tes|son|sa|ses x=ami|amie|amis|amies|copain|copine|copains|parents|grands-parents|tante|oncle|cousin|cousine|frère|sœur|grand-mère|mère|père]",
    "~aller|~être|~rentrer|~rester|~venir [à|dans x=moi|toi|lui|elle|nous|vous|eux|elles] $",
)
def at_home(match: Match) -> str | None:
    person = match["x"]
    if person.norm in {"moi", "toi", "lui", "elle", "nous", "vous", "eux", "elles"}:
        before = match.sentence.word(match.first - 1)
        return None if before and "être" in before.lemmas else f"chez {person.text}"
    if "d" in match:
        return f"chez {match['d'].text} {person.text}".replace("' ", "'")
    article = "l'" if person.sounds_as_vowel else "le "
    return f"chez {article}{person.text}"


@rule(
    "fr.preposition.stressed_pronoun",
    confidence=0.95,
    en="After “chez” stands the stressed pronoun (moi, toi, lui, eux): “{suggestion}”.",
    fr="Après « chez », on met le pronom tonique (moi, toi, lui, eux) : « {suggestion} ».",
)
@on("chez|avec|pour|sans|contre [x=il|ils|je|tu|me|te] $", "chez [x=il|ils|je|tu|me|te]")
def stressed(match: Match) -> str:
    return {
        "il": "lui",
        "ils": "eux",
        "je": "moi",
        "me": "moi",
        "tu": "toi",
        "te": "toi",
        "le": "lui",
        "leur": "eux",
    }[match["x"].norm]


@rule(
    "fr.preposition.depuis",
    level="A2",
    confidence=0.93,
    en="For something that still goes on, French says “depuis” with the present: “{suggestion}”.",
    fr="Pour ce qui dure encore, on dit « depuis » avec le présent : « {suggestion} ».",
)
@on(
    "je|j'|nous|il|elle|on|ils|elles|tu|vous v=~habiter|~vivre|~travailler|~étudier|~apprendre|~attendre|~être|~connaître&:fin :word* [pour x=:digits|@number|un|une u=@time]",
)
def depuis(match: Match) -> str | None:
    verb = match["v"]
    if not any(r.mood == "ind" and r.tense == "pres" for r in verb.finites):
        return None
    following = match.sentence.words[verb.index + 1]
    if (
        following.participles
        or match.first - verb.index > 4
        or any(
            w.verbs and w.mostly("verb", 0.7)
            for w in match.sentence.words[verb.index + 1 : match.first]
        )
    ):
        return None
    return f"depuis {match['x'].text} {match['u'].text}"
