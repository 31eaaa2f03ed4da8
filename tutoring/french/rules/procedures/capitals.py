"""Capitals: days, months and languages take none; names of peoples and countries do."""

from tutoring.french.grammar.closed_classes import CITIES, LANGUAGES
from tutoring.french.rules.pattern import Match

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


def language(match: Match) -> str | None:
    if match.sentence.norm(match.first - 1) in {"un", "les", "des"}:
        return None
    if match.sentence.norm(match.first - 1) in {"et", "ou"}:
        languages = [n for n in match.sentence.norms if n in LANGUAGES]
        if len(languages) < 2:
            return None
    return match["x"].norm


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
