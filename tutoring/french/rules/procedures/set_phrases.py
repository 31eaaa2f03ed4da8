"""Set phrases that English puts another way, and dates."""

from tutoring.french.rules.pattern import Match


def times(match: Match) -> str | None:
    if match.sentence.norm(match.last + 1) in {"verbal", "verbaux", "partiel", "libre", "plein"}:
        return None
    given = match["d"].norm
    if match.sentence.norm(match.first - 1) in {
        "à",
        "en",
        "musique",
        "à la",
        "dans",
        "au",
        "un",
        "valse",
        "les",
        "ce",
        "le",
    }:
        return None
    return f"{ {'premier': 'première', 'prochain': 'prochaine'}.get(given, given) } fois"


FIXED = {
    "dans mon opinion": "à mon avis",
    "en mon opinion": "à mon avis",
    "pour exemple": "par exemple",
    "sur le bus": "dans le bus",
    "sur le train": "dans le train",
    "sur l' avion": "dans l'avion",
    "sur le métro": "dans le métro",
    "sur la télé": "à la télé",
    "sur la télévision": "à la télévision",
    "sur la radio": "à la radio",
    "dans la photo": "sur la photo",
    "dans le matin": "le matin",
    "dans le soir": "le soir",
    "dans le week-end": "le week-end",
    "en le matin": "le matin",
    "en le soir": "le soir",
    "en l' après-midi": "l'après-midi",
    "sur le week-end": "le week-end",
    "à le week-end": "le week-end",
    "au même moment que": "en même temps que",
    "tomber en amour": "tomber amoureux",
    "tombé en amour": "tombé amoureux",
    "en amour avec": "amoureux de",
    "quel temps est-il": "quelle heure est-il",
    "prendre une marche": "faire une promenade",
    "prendre une promenade": "faire une promenade",
    "un bon temps": "un bon moment",
    "quelque gens": "quelques personnes",
    "en ce moment là": "à ce moment-là",
    "à nouveau encore": "à nouveau",
    "sauver de l' argent": "économiser de l'argent",
    "sauver du temps": "gagner du temps",
    "tout le jour": "toute la journée",
    "tout l' an": "toute l'année",
    "cet an": "cette année",
    "beaucoup de peuple": "beaucoup de gens",
    "beaucoup de peuples": "beaucoup de gens",
    "comment est-ce dit": "comment dit-on",
    "dans le téléphone": "au téléphone",
    "sur le téléphone": "au téléphone",
    "sur vacances": "en vacances",
    "dans vacances": "en vacances",
    "à vacances": "en vacances",
    "dans vélo": "à vélo",
    "attrapé un froid": "attrapé froid",
    "attraper un froid": "attraper froid",
    "attrape un froid": "attrape froid",
    "de vacance": "de vacances",
    "en vacance": "en vacances",
    "dans l' internet": "sur Internet",
    "dans internet": "sur Internet",
    "à internet": "sur Internet",
    "prendre soin pour": "prendre soin de",
    "depuis longtemps avant": "il y a longtemps",
    "le jour d' avant hier": "avant-hier",
    "aller pour shopping": "faire du shopping",
    "aller shopping": "faire du shopping",
    "faire shopping": "faire du shopping",
}


def persons_counted(match: Match) -> str:
    return "personnes"


def date(match: Match) -> str:
    number = "1er" if match["n"].norm == "1" else match["n"].text
    return f"{number} {match['m'].text}"


def malgre_que(match: Match) -> str | None:
    return None if match.sentence.norm(match.last + 2) in {"j'en"} else "bien"
