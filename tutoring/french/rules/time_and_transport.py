"""Prepositions of time, transport and company: en mai, le 3 mars, en train, chez lui."""

from tutoring.french.grammar.closed_classes import MONTHS
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.rule import on, rule


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
@on(
    "chez|avec|pour|sans|contre [x=il|ils|je|tu|me|te] $",
    "chez [x=il|ils|je|tu|me|te]",
    "avec|sans|contre [x=il|ils|je|tu]",
    "moi|toi|lui|elle|eux|elles et [x=je|tu|il|ils] $",
)
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
