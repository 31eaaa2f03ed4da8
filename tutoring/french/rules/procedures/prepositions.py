"""Prepositions of time and transport, and those that verbs ask for."""

from tutoring.french.grammar.sentence import Word
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.procedures.articles import with_article
from tutoring.french.words.closed_classes import DETERMINERS, SUBJECTS
from tutoring.french.words.elision import join
from tutoring.french.words.places import CITIES


def game(match: Match) -> str:
    if "y" in match:
        name = match["y"].norm
        return f"aux {name}" if name in {"échecs", "cartes"} else f"au {name}"
    if "x" not in match:
        return "au"
    return "à la" if match["x"].norm in {"pétanque", "belote", "marelle"} else "aux"


def instrument(match: Match) -> str:
    article = match.words[-1].norm
    if "x" in match and match["x"].norm == article:
        return f"du {article}" if match["x"].genders == {"m"} else f"de la {article}"
    return {"l'": "de l'", "la": "de la"}.get(article, "du")


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


def infinitive_bare(match: Match) -> str | None:
    if (
        match.sentence.norm(match.first - 1) in {"dois", "doit", "devons"}
        and match.words[0].norm == "à"
    ):
        return None
    return match["v"].text


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


def visit(match: Match) -> str | None:
    place = match["x"]
    following, after = (match.sentence.norm(match.last + n) for n in (1, 2))
    if not place.is_capitalised or following in DETERMINERS and after not in _WHEN:
        return None  # visiter à Rome le Colisée
    return place.text if place.norm in CITIES else with_article(place)


def think_of(match: Match) -> str | None:
    return None if match.sentence.norm(_clause_opener(match)) in {"que", "qu'"} else "à"


def thanks(match: Match) -> str | None:
    if match["v"].infinitive in {"avoir", "être"}:
        return None  # pour m'avoir aidé is said as well
    rest = match.sentence.text[match.words[1].start : match.words[-1].end]
    return join("de", rest)
