"""Capitals: days, months and languages take none; names of peoples and countries do."""

from tutoring.french.grammar.closed_classes import CITIES, LANGUAGES
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.rule import on, rule

SPELLING = {"category": "spelling", "severity": "low"}
_ADJECTIVES = (
    "français|française|françaises|américain|américaine|américains|américaines|anglais|anglaise|"
    "anglaises|espagnol|espagnole|espagnols|espagnoles|italien|italienne|italiens|italiennes|allemand|"
    "allemande|allemands|allemandes|japonais|japonaise|japonaises|chinois|chinoise|chinoises|russe|"
    "russes|mexicain|mexicaine|mexicains|mexicaines|canadien|canadienne|canadiens|canadiennes|"
    "suédois|suédoise|portugais|portugaise|indien|indienne|indiens|indiennes|européen|européenne|"
    "européens|africain|africaine|africains|brésilien|brésilienne|brésiliens|belge|belges|suisse|"
    "suisses|polonais|polonaise|grec|grecque|grecs|turc|turque|coréen|coréenne|coréens|vietnamien|"
    "vietnamienne|irlandais|irlandaise|écossais|marocain|marocaine|algérien|algérienne|tunisien|"
    "tunisienne|sénégalais|sénégalaise|australien|australienne|argentin|argentine|norvégien|"
    "norvégienne|danois|danoise|hollandais|hollandaise|néerlandais|parisien|parisienne|parisiens|"
    "autrichien|autrichienne|ukrainien|ukrainienne|roumain|roumaine|hongrois|hongroise"
)


@rule(
    "fr.capitals.day_month",
    confidence=0.97,
    en="Days and months take no capital in French: “{suggestion}”.",
    fr="Les jours et les mois s'écrivent sans majuscule : « {suggestion} ».",
    **SPELLING,
)
@on("[x=@day|@month&:cap]")
def day_month(match: Match) -> str | None:
    before = match.sentence.word(match.first - 1)
    if (
        before is None
        or before.is_mark
        and before.norm not in {","}
        or before.norm in {"madame", "monsieur", "champ", "mardi"}
    ):
        return None
    return None if before.is_capitalised and not before.is_initial else match["x"].norm


@rule(
    "fr.capitals.language",
    confidence=0.96,
    en="Names of languages take no capital in French: “{suggestion}”.",
    fr="Les noms de langues s'écrivent sans majuscule : « {suggestion} ».",
    **SPELLING,
)
@on(
    "~parler|~apprendre|~étudier|~comprendre|~enseigner|~lire|~écrire|en|cours|leçon|prof|professeur|langue|bien|mieux|un|peu l'|le|la|de|d'|du|couramment|bien? [x=@language&:cap]",
    "et|ou [x=@language&:cap] $",
)
def language(match: Match) -> str | None:
    if match.sentence.norm(match.first - 1) in {"un", "les", "des"}:
        return None
    if match.sentence.norm(match.first - 1) in {"et", "ou"}:
        languages = [n for n in match.sentence.norms if n in LANGUAGES]
        if len(languages) < 2:
            return None
    return match["x"].norm


@rule(
    "fr.capitals.nationality_adjective",
    confidence=0.96,
    en="Adjectives of nationality take no capital: “{suggestion}”.",
    fr="Les adjectifs de nationalité s'écrivent sans majuscule : « {suggestion} ».",
    **SPELLING,
)
@on(
    f"n=:noun&!:cap [x={_ADJECTIVES}]",
    f"je|tu|il|elle|nous|vous|ils|elles|on ne|n'? ~être&:fin pas|aussi|très|tous|toutes? [x={_ADJECTIVES}]",
    f"~être&:fin d'|de origine? [x={_ADJECTIVES}]",
)
def nationality_adjective(match: Match) -> str | None:
    word = match["x"]
    if not word.is_capitalised or word.text.isupper():
        return None
    if "n" in match and "number" in match["n"].traits:
        return None
    if "n" in match and match["n"].norm in {"océan", "pays", "empire", "parti"}:
        return None
    if "n" in match and (not match["n"].mostly("noun", 0.5) or match["n"].norm in {"les", "des"}):
        return None
    following = match.sentence.word(word.index + 1)
    return None if following and following.is_capitalised else word.norm


@rule(
    "fr.capitals.people",
    level="A2",
    confidence=0.93,
    en="The noun for a person of a country takes a capital: “{suggestion}”.",
    fr="Le nom d'un habitant prend une majuscule : « {suggestion} ».",
    **SPELLING,
)
@on(
    "les|des|aux|deux|trois|beaucoup|tous|plusieurs de|d'|les? [x=français|françaises|américains|américaines|anglaises|espagnols|italiens|allemands|russes|mexicains|canadiens|suisses|belges|grecs|turcs|brésiliens|européens|africains|parisiens|indiens|marocains|algériens|tunisiens|coréens|asiatiques|québécois|japonais|chinois|portugais|polonais|anglais|suédois|danois|norvégiens] $|v=~être|~avoir|~aimer|~manger|~parler|~boire|~vivre|~travailler|~adorer|~faire|~pouvoir|~vouloir|~prendre|~penser|~dire|~partir|~aller|~venir&:fin",
    "les|des [x=français|américains|espagnols|italiens|allemands|anglais|japonais|chinois] !:adjective&:fin",
    "avec|pour|chez|par des|les|deux|trois|quelques [x=français|américains|espagnols|italiens|allemands|anglais|japonais|chinois|russes|canadiens] $",
    "un|une [x=français|française|américain|américaine|italien|italienne|espagnol|espagnole|allemand|allemande|japonaise|canadien|canadienne] qui|m'|a|est",
)
def people(match: Match) -> str | None:
    word = match["x"]
    if word.is_capitalised:
        return None
    before = match.sentence.word(match.first - 2)
    if (
        before
        and before.mostly("noun", 0.6)
        and match.sentence.norm(match.first - 1)
        not in {"les", "des", "deux", "trois", "un", "une", "aux", "de", "d'"}
    ):
        return None
    return word.norm[0].upper() + word.norm[1:]


@rule(
    "fr.capitals.country",
    confidence=0.97,
    en="Names of countries and towns take a capital: “{suggestion}”.",
    fr="Les noms de pays et de villes prennent une majuscule : « {suggestion} ».",
    **SPELLING,
)
@on(
    "en [x=@feminine_country|@vowel_country]",
    "au|du [x=@masculine_country]",
    "aux|des [x=états-unis|pays-bas|philippines]",
    "à [x=@city|@bare_country]",
    "de|d' [x=@city|@feminine_country]",
    "la|l' [x=france|allemagne|italie|espagne|angleterre|belgique|suède|russie|grèce|turquie|irlande|europe|afrique|asie]",
    "le [x=canada|japon|maroc|portugal|brésil|mexique|québec]",
)
def country(match: Match) -> str | None:
    word, before = match["x"], match.sentence.norm(match.first - 1)
    if (
        word.is_capitalised
        or word.norm in AMBIGUOUS
        or before in {"de", "d'"}
        and word.nouns
        and word.norm not in {"paris", "londres"}
    ):
        return None
    if (
        word.norm in CITIES
        and word.readings
        and word.norm
        not in {"paris", "londres", "rome", "lyon", "berlin", "madrid", "nice", "lille"}
    ):
        return None
    return "-".join(part.capitalize() for part in word.norm.split("-"))


AMBIGUOUS = frozenset(
    "chine nice tours metz porto mali niger congo salvador panama réunion champagne guinée pologne "
    "lorraine cologne florence séville valence grenade grasse fès riga sofia maurice lima "
    "santiago angers gand cannes corse bourgogne hollande jordanie bergamote".split()
)


@rule(
    "fr.capitals.je",
    confidence=0.95,
    en="“Je” takes a capital only at the beginning of a sentence.",
    fr="« Je » ne prend une majuscule qu'au début de la phrase.",
    **SPELLING,
)
@on("x=:word|, [p=je|j'] v=:word")
def je(match: Match) -> str | None:
    pronoun, before = match["p"], match["x"]
    if (
        not pronoun.is_capitalised
        or pronoun.is_initial
        or before.is_capitalised
        and not before.is_initial
    ):
        return None
    return pronoun.norm
