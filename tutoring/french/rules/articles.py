"""Articles and partitives: j'aime le chocolat, je mange du pain, beaucoup de lait."""

from tutoring.french.grammar.sentence import Word
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.places import preposition_for
from tutoring.french.rules.rule import on, rule
from tutoring.french.words.inflection import determiner


def gender_of_noun(noun: Word) -> str:
    return next(iter(noun.genders)) if len(noun.genders) == 1 else ""


def _number(noun: Word) -> str:
    numbers = {r.number for r in noun.nouns}
    return "p" if numbers == {"p"} else "s"


def _is_bare_noun(noun: Word) -> bool:
    return (
        noun.mostly("noun", 0.6)
        and not noun.infinitive
        and not noun.is_capitalised
        and bool(gender_of_noun(noun))
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
    article = determiner("definite", gender_of_noun(noun), _number(noun), before=noun.norm)
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
    gender = gender_of_noun(noun) or {"fils": "m", "enfant": "m", "enfants": "m", "livre": "m"}.get(
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
    "fr.article.profession",
    confidence=0.93,
    en="After “être”, a profession stands without an article: “{suggestion}”.",
    fr="Après « être », la profession se met sans article : « {suggestion} ».",
)
@on(
    "je|tu|j'|nous|vous|qui|devenir|veux|suis|es ne|n'? ~être|~devenir pas? [un|une x=@profession] $|à|et|dans|en|depuis|mais",
    "^ je suis [un|une x=@profession] $|à|et|dans|en|mais",
    "^ mon|ma|ton|ta|son|sa|notre|votre|leur @person est [un|une x=@profession] $|à|dans|chez|et",
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
    gender = {"yeux": "m", "bras": "m", "pied": "m"}.get(noun.norm) or gender_of_noun(noun)
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
    article = determiner("to", gender_of_noun(place) or "f", number, before=place.norm)
    return f"{article} {place.text}".replace("' ", "'") if gender_of_noun(place) else None
