"""Prepositions of time and transport, and those that verbs ask for."""

from tutoring.french.grammar.closed_classes import CITIES, SUBJECTS
from tutoring.french.grammar.sentence import Word
from tutoring.french.rules.articles import with_article
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.rule import on, rule
from tutoring.french.words.inflection import DETERMINERS, join

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
    asked = "demander" in verb.lemmas and match["d"].norm in {"un", "une", "de"}
    if (
        verb.participles
        and not asked
        or verb.infinitive
        and match.sentence.norm(match.first - 1) == "à"
    ):
        return None
    if article and "d" in match:
        return None
    if article:
        following = match.sentence.word(match.last + 1)
        if following is None or _lasts(following, verb):
            return None
        return f"{verb.text} {article}"
    following = match.sentence.word(match.last + 1)
    if following is not None and _lasts(following, verb):
        return None
    if match["d"].norm in {"moi", "toi", "lui", "elle", "eux", "nous", "vous"}:
        return None
    return f"{verb.text} {match['d'].text}"


def _lasts(word: Word, verb: Word) -> bool:
    """Whether the preposition opens a time or place: attendre pour la semaine, écouter à la radio."""
    places = PLACES if {"chercher", "payer"}.isdisjoint(verb.lemmas) else frozenset()
    return word.norm in TIMES or word.norm in places


TIMES = frozenset(
    "moment fois semaine jour soir matin début fin suite place journée nuit hauteur loin aide "
    "lumière fond plus moins même premier première dernier dernière mois".split()
)
PLACES = frozenset(
    "maison radio télé télévision loupe cinéma théâtre bureau travail restaurant téléphone café "
    "casque".split()
)


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
        "plus",
        "moins",
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
    if _is_named(match):
        return None
    if "obliger" in lemmas or ("p" in match and match["p"].norm == "pour" and "arriver" in lemmas):
        return None
    return f"à {verb.text}"


def _is_named(match: Match) -> bool:
    """Whether what looks like the verb is a noun after its article: merci pour ton aide pour..."""
    before = match.sentence.norm(match.first - 2)
    return before in DETERMINERS or before in {"de", "d'", "sans", "avec"}


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
    if "arrêter" in before.lemmas and _is_reflexive(match):
        return None  # il s'est arrêté boire un café
    if (
        before.norm
        in {
            "fini",
            "choisi",
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


def _is_reflexive(match: Match) -> bool:
    norms = match.sentence.norms[max(0, match.first - 3) : match.first - 1]
    return not {"me", "m'", "te", "t'", "se", "s'", "nous", "vous"}.isdisjoint(norms)


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
    "fr.preposition.listen",
    level="A2",
    confidence=0.9,
    en="“Écouter” and “regarder” take what one listens to or watches directly: “{suggestion}”.",
    fr="« Écouter » et « regarder » ont un complément direct : « {suggestion} ».",
)
@on(
    "^ je|j'|tu|il|elle|on|nous|vous|ils|elles n'|ne? ~écouter&:fin pas|souvent|toujours|beaucoup|parfois? [à x=la radio] $|tous|tout|chaque|souvent|quand|pendant|en|dans",
    "^ je|j'|tu|il|elle|on|nous|vous|ils|elles n'|ne? ~regarder&:fin pas|souvent|toujours|beaucoup|parfois? [à x=la télé|télévision] $|tous|tout|chaque|souvent|quand|pendant|en|dans",
)
def listen(match: Match) -> str | None:
    opener = match.sentence.norm(_clause_opener(match))
    if opener in {"que", "qu'", "comme"} or "combien" in match.sentence.norms:
        return None  # le match que je regarde à la télé
    return " ".join(word.text for word in match.words[1:])


def _clause_opener(match: Match) -> int:
    """Return the place before the subject of the clause that is reported in."""
    at = match.first - 1
    while at >= 0 and match.sentence.norm(at) not in SUBJECTS:
        at -= 1
    return at - 1


_WHEN = frozenset("année été hiver printemps automne semaine mois week-end an".split())


@rule(
    "fr.preposition.visit",
    level="A2",
    confidence=0.95,
    en="One visits a place directly, with no preposition: “{suggestion}”.",
    fr="On visite un lieu sans préposition : « {suggestion} ».",
)
@on(
    "~visiter&:verb @adverb? [à x=@city]",
    "~visiter&:verb @adverb? [en|à|dans|au|aux x=@feminine_country|@masculine_country|@vowel_country|@plural_country]",
)
def visit(match: Match) -> str | None:
    place = match["x"]
    following, after = (match.sentence.norm(match.last + n) for n in (1, 2))
    if not place.is_capitalised or following in DETERMINERS and after not in _WHEN:
        return None  # visiter à Rome le Colisée
    return place.text if place.norm in CITIES else with_article(place)


@rule(
    "fr.preposition.think_of",
    level="A2",
    confidence=0.93,
    en="To have someone in mind is “penser à”; “penser de” gives an opinion: “{suggestion}”.",
    fr="Avoir quelqu'un à l'esprit, c'est « penser à » ; « penser de » donne un avis : « {suggestion} ».",
)
@on(
    "^ je|tu|il|elle|on|nous|vous|ils|elles ne? ~penser&:fin souvent|toujours|beaucoup|encore|tout? [de] moi|toi|lui|elle|nous|vous|eux|elles $|tous|chaque|souvent|beaucoup|tout"
)
def think_of(match: Match) -> str | None:
    return None if match.sentence.norm(_clause_opener(match)) in {"que", "qu'"} else "à"


@rule(
    "fr.preposition.thanks",
    level="A2",
    confidence=0.92,
    en="Before a verb one thanks with “de”: “{suggestion}”.",
    fr="Devant un verbe, on remercie avec « de » : « {suggestion} ».",
)
@on(
    "merci beaucoup|bien|encore? [pour c=@clitic? v=:infinitive]",
    "~remercier&:verb beaucoup? [pour c=@clitic? v=:infinitive]",
)
def thanks(match: Match) -> str | None:
    if match["v"].infinitive in {"avoir", "être"}:
        return None  # pour m'avoir aidé is said as well
    rest = match.sentence.text[match.words[1].start : match.words[-1].end]
    return join("de", rest)
