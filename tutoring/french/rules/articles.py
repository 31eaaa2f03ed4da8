"""Articles and partitives: j'aime le chocolat, je mange du pain, beaucoup de lait."""

from tutoring.french.rules.inflection import DETERMINERS, determiner, join
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.rule import on, rule
from tutoring.french.rules.sentence import Word

# Things eaten, drunk or had in some quantity.
SUBSTANCES = frozenset(
    "pain eau lait café thé vin bière fromage viande poisson riz soupe chocolat beurre confiture "
    "sucre sel poulet jambon salade glace jus argent musique sport natation yoga vélo ski "
    "essence farine huile miel jazz bœuf porc gâteau temps chance courage patience soda coca "
    "limonade champagne alcool tofu yaourt pâte football danse théâtre équitation".split()
)
# Verbs whose own « de » may follow beaucoup: il souffre beaucoup du dos.
WITH_DE = frozenset(
    "souffrir parler dépendre profiter rêver servir occuper plaindre moquer rire différer jouer "
    "approcher éloigner inspirer discuter changer".split()
)
QUANTITIES = (
    "beaucoup|trop|assez|moins|combien|kilo|kilos|litre|litres|bouteille|bouteilles|verre|verres|"
    "tasse|tasses|morceau|morceaux|tranche|tranches|paquet|boîte|autant|énormément|tellement|plein"
)


def _gender(noun: Word) -> str:
    return next(iter(noun.genders)) if len(noun.genders) == 1 else ""


def _number(noun: Word) -> str:
    numbers = {r.number for r in noun.nouns}
    return "p" if numbers == {"p"} else "s"


def _is_bare_noun(noun: Word) -> bool:
    return (
        noun.mostly("noun", 0.6)
        and not noun.infinitive
        and not noun.is_capitalised
        and bool(_gender(noun))
    )


@rule(
    "fr.article.missing_definite",
    confidence=0.93,
    severity="medium",
    en="After “aimer, adorer, détester, préférer”, French says “le, la, les”: “{suggestion}”.",
    fr="Après « aimer, adorer, détester, préférer », on met « le, la, les » : « {suggestion} ».",
)
@on(
    "~aimer|~adorer|~détester|~préférer&:verb&!:noun pas|plus|beaucoup|bien|aussi|surtout|vraiment|trop|tellement|mieux? [n=:noun]"
)
def missing_definite(match: Match) -> str | None:
    noun = match["n"]
    if not _is_bare_noun(noun) or noun.norm in {
        "mieux",
        "personne",
        "rien",
        "tout",
        "passer",
        "bien",
        "point",
    }:
        return None
    verb = match.sentence.words[match.first - 1]
    if (
        verb.participles
        and not verb.finites
        and match.sentence.norm(match.first - 2) not in {"ai", "as", "a", "avons", "avez", "ont"}
    ):
        return None
    article = determiner("definite", _gender(noun), _number(noun), before=noun.norm)
    return f"{article} {noun.text}".replace("' ", "'")


@rule(
    "fr.article.missing_partitive",
    confidence=0.93,
    en="For some of a thing, French says “du, de la, de l', des”: “{suggestion}”.",
    fr="Pour une quantité indéfinie, on met « du, de la, de l', des » : « {suggestion} ».",
)
@on(
    "~manger|~boire|~acheter|~vouloir|~prendre|~avoir|~faire|~cuisiner|~commander|~écouter&:verb souvent|toujours|parfois|seulement|encore|aussi? [n=:noun]"
)
def missing_partitive(match: Match) -> str | None:
    noun = match["n"]
    verb = match.sentence.words[match.first - 1]
    if noun.norm not in SUBSTANCES or not verb.mostly("verb", 0.5) or not _gender(noun):
        return None
    if noun.norm in {"chance", "temps"} and "avoir" not in verb.lemmas:
        return None
    if (
        noun.norm in {"musique", "jazz"}
        and "écouter" not in verb.lemmas
        or "écouter" in verb.lemmas
        and noun.norm not in {"musique", "jazz"}
    ):
        return None
    article = determiner("of", _gender(noun), "s", before=noun.norm)
    return f"{article} {noun.text}".replace("' ", "'")


@rule(
    "fr.article.missing_indefinite",
    confidence=0.93,
    en="A thing that is counted needs an article: “{suggestion}”.",
    fr="Un nom qui se compte demande un article : « {suggestion} ».",
)
@on(
    "~avoir|~acheter|~voir|~chercher|~vouloir|~manger|~prendre&:verb déjà|aussi|seulement? [n=chien|chat|frère|sœur|voiture|vélo|maison|appartement|ami|amie|amis|amies|enfant|enfants|livre|idée|problème|question|ordinateur|pomme|orange|banane|sandwich|pizza|examen|réunion|fils|fille|copain|copine|jardin|chambre]"
)
def missing_indefinite(match: Match) -> str | None:
    noun = match["n"]
    gender = _gender(noun) or {"fils": "m", "enfant": "m", "enfants": "m", "livre": "m"}.get(
        noun.norm, ""
    )
    verb = match.sentence.words[match.first - 1]
    if (
        not verb.mostly("verb", 0.4)
        or not gender
        or match.sentence.norm(match.first - 2) in {"à", "il", "n'"}
        and "avoir" not in verb.lemmas
    ):
        return None
    number = "s" if noun.norm == "fils" else _number(noun)
    article = determiner("indefinite", gender, number, before=noun.norm)
    return f"{article} {noun.text}"


@rule(
    "fr.article.quantity",
    confidence=0.95,
    en="After a word of quantity comes plain “de” or “d'”: “{suggestion}”.",
    fr="Après un mot de quantité, on met seulement « de » ou « d' » : « {suggestion} ».",
)
@on(
    f"{QUANTITIES} [des|du x=:noun|:adjective]",
    f"{QUANTITIES} [de la|l' x=:noun]",
    "un peu [du|des x=:noun]",
    "un peu [de la|l' x=:noun]",
    f"{QUANTITIES} [x=:noun&!:adverb&!:inf]",
)
def quantity(match: Match) -> str | None:
    noun, sentence = match["x"], match.sentence
    verb = sentence.word(match.first - 2)
    if verb and not WITH_DE.isdisjoint(verb.lemmas):
        return None
    before = sentence.norm(match.first - 1)
    if not (noun.mostly("noun", 0.5) or noun.adjectives) or _is_defined(match):
        return None
    if len(match.words) == 1 and (before not in {"beaucoup", "trop"} or not _bare(match)):
        return None
    if before in {
        "verre",
        "bouteille",
        "tasse",
        "boîte",
        "paquet",
        "morceau",
        "tranche",
    } and sentence.norm(match.first - 2) not in {"un", "une", "deux", "trois", "quatre"}:
        return None
    if before == "moins" and sentence.norm(match.first - 2) in {"au", "à", "du"}:
        return None
    return join("de", noun.text)


def _bare(match: Match) -> bool:
    """Whether a noun follows directly where « de » must stand: beaucoup amis."""
    noun, previous = match["x"], match.sentence.word(match.first - 2)
    if previous is None or not {"aimer", "adorer", "détester", "préférer"}.isdisjoint(
        previous.lemmas
    ):
        return False
    return noun.mostly("noun", 0.8) and not noun.finites


def _is_defined(match: Match) -> bool:
    """Whether a relative clause or complement makes the things known: beaucoup des gens que..."""
    following = match.sentence.norm(match.last + 1)
    return following in {"que", "qu'", "qui", "dont"} and len(match.words) > 1


@rule(
    "fr.article.la_plupart",
    level="A2",
    confidence=0.98,
    en="After “la plupart” comes “des”: “{suggestion}”.",
    fr="Après « la plupart », on met « des » : « {suggestion} ».",
)
@on("la plupart [de] x=:noun|:adjective")
def la_plupart(match: Match) -> str | None:
    noun = match["x"]
    if noun.norm in DETERMINERS:
        return None
    return "des" if any(r.number == "p" for r in noun.readings) else None


@rule(
    "fr.article.profession",
    confidence=0.93,
    en="After “être”, a profession stands without an article: “{suggestion}”.",
    fr="Après « être », la profession se met sans article : « {suggestion} ».",
)
@on(
    "je|tu|j'|nous|vous|qui|devenir|veux|suis|es ne|n'? ~être|~devenir pas? [un|une x=@profession] $|à|et|dans|en|depuis|mais",
    "^ je suis [un|une x=@profession] $|à|et|dans|en|mais",
)
def profession(match: Match) -> str:
    return match["x"].text


@rule(
    "fr.article.country",
    confidence=0.94,
    en="Names of countries take an article: “{suggestion}”.",
    fr="Les noms de pays prennent l'article : « {suggestion} ».",
)
@on(
    "~aimer|~adorer|~visiter|~connaître|~découvrir|~quitter|~détester|~préférer|~voir&:verb beaucoup|bien|déjà|aussi|vraiment|pas? [c=@feminine_country|@masculine_country|@plural_country|@vowel_country]",
    "^ [c=@feminine_country|@masculine_country|@plural_country|@vowel_country] est|a|sont|était|reste",
)
def country(match: Match) -> str | None:
    name = match["c"]
    if not name.is_capitalised:
        return None
    return with_article(name)


def with_article(name: Word) -> str:
    from tutoring.french.rules.places import preposition_for

    kind = preposition_for(name.norm)
    if kind == "aux":
        return f"les {name.text}"
    if name.sounds_as_vowel:
        return f"l'{name.text}"
    return f"{'le' if kind == 'au' else 'la'} {name.text}"


@rule(
    "fr.article.body",
    level="A2",
    confidence=0.98,
    en="Pain is told with “avoir mal à” + article: “{suggestion}”.",
    fr="On dit « avoir mal à » + article : « {suggestion} ».",
)
@on(
    "~avoir&:fin très|trop|un|peu|vraiment|si? mal [en|à|dans|de|sur mon|ma|mes|ton|ta|tes|son|sa|ses|la|le|les|l'? x=tête|ventre|dos|gorge|dents|pied|pieds|genou|main|oreille|oreilles|yeux|jambe|jambes|bras|estomac|épaule|cou|cœur]",
    "~avoir&:fin mal [du|au|aux|des x=tête|ventre|dos|gorge|dents|pied|pieds|genou|main|oreille|oreilles|yeux|jambe|jambes|bras|estomac|épaule|cou|cœur]",
)
def body(match: Match) -> str | None:
    noun = match["x"]
    number = "p" if noun.norm in {"dents", "pieds", "oreilles", "yeux", "jambes"} else "s"
    gender = {"yeux": "m", "bras": "m", "pied": "m"}.get(noun.norm) or _gender(noun)
    right = f"{determiner('to', gender, number, before=noun.norm)} {noun.text}".replace("' ", "'")
    written = match.sentence.text[match.words[0].start : match.words[-1].end]
    return None if right == written or not gender else right


PLACES = (
    "cinéma|école|travail|maison|restaurant|marché|plage|piscine|bureau|parc|supermarché|gare|"
    "université|hôpital|banque|poste|bibliothèque|théâtre|musée|église|mer|montagne|campagne|aéroport|"
    "hôtel|lycée|collège|café|stade|boulangerie|pharmacie|toilettes|magasin|fête|concert|ville|"
    "médiathèque|gymnase|mairie|jardin|bar"
)


@rule(
    "fr.article.missing_at_place",
    confidence=0.97,
    en="A place needs its article after “à”: “{suggestion}”.",
    fr="Après « à », le lieu prend son article : « {suggestion} ».",
)
@on(
    f"~aller|~être|~rester|~arriver|~travailler|~manger|~partir|~retourner|~rentrer|~dormir|~venir|~rendez-vous|~retrouver&:verb @adverb? [à p={PLACES}]",
    f"à|au [à p={PLACES}]",
)
def missing_at_place(match: Match) -> str | None:
    place = match["p"]
    number = "p" if place.norm == "toilettes" else "s"
    article = determiner("to", _gender(place) or "f", number, before=place.norm)
    return f"{article} {place.text}".replace("' ", "'") if _gender(place) else None


@rule(
    "fr.article.partitive_de",
    confidence=0.98,
    en="Without a negation, some of a thing is “du, de la, de l'”: “{suggestion}”.",
    fr="Sans négation, une quantité indéfinie se dit « du, de la, de l' » : « {suggestion} ».",
)
@on(
    "~manger|~boire|~acheter|~prendre|~avoir|~vouloir|~faire|~cuisiner|~commander&:verb souvent|toujours|parfois|encore|aussi? [de|d' n=:noun]"
)
def partitive_de(match: Match) -> str | None:
    noun, sentence = match["n"], match.sentence
    before = sentence.norms[: match.first]
    if (
        noun.norm not in SUBSTANCES
        or not _gender(noun)
        or {"ne", "n'", "pas", "plus", "jamais"} & set(before)
    ):
        return None
    article = determiner("of", _gender(noun), "s", before=noun.norm)
    return f"{article} {noun.text}".replace("' ", "'")
