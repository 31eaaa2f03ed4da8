"""Words of quantity and parts: beaucoup de, la plupart des, du pain."""

from tutoring.french.grammar.predicates import predicates
from tutoring.french.grammar.sentence import Word
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.procedures.articles import gender_of_noun
from tutoring.french.words.closed_classes import DETERMINERS
from tutoring.french.words.elision import join
from tutoring.french.words.inflection import determiner

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


# Verbs that take « un peu de » as their object; after any other, « du » may be the verb's own.
WITH_AN_OBJECT = frozenset(
    "boire manger vouloir avoir prendre reprendre acheter mettre remettre ajouter donner verser "
    "falloir rester garder goûter gagner demander préparer commander cuisiner voir trouver".split()
)


# What one has without an article, and so « trop » or « assez » of.
FELT = frozenset(
    "peur faim soif froid chaud mal envie besoin honte hâte sommeil raison tort".split()
)

POSSESSIVES = frozenset("mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs".split())


def missing_partitive(match: Match) -> str | None:
    noun = match["n"]
    verb = match.sentence.words[match.first - 1]
    if noun.norm not in SUBSTANCES or not verb.mostly("verb", 0.5) or not gender_of_noun(noun):
        return None
    if verb.norm == "a" and not any(p.verb == verb.index for p in predicates(match.sentence)):
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
    article = determiner("of", gender_of_noun(noun), "s", before=noun.norm)
    return f"{article} {noun.text}".replace("' ", "'")


def quantity(match: Match) -> str | None:
    noun, sentence = match["x"], match.sentence
    before = sentence.norm(match.first - 1)
    verb = sentence.word(match.first - (3 if _is_a_little(match) else 2))
    if verb and not WITH_DE.isdisjoint(verb.lemmas):
        return None
    if verb and _is_a_little(match) and _has_no_object(verb):
        return None
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


def _is_a_little(match: Match) -> bool:
    sentence = match.sentence
    return (sentence.norm(match.first - 2), sentence.norm(match.first - 1)) == ("un", "peu")


def _has_no_object(verb: Word) -> bool:
    """Whether it is a verb that nobody does « un peu » of something with: il s'éloigne un peu du..."""
    return verb.mostly("verb", 0.5) and WITH_AN_OBJECT.isdisjoint(verb.lemmas)


def _bare(match: Match) -> bool:
    """Whether a noun follows directly where « de » must stand: beaucoup amis."""
    noun, previous = match["x"], match.sentence.word(match.first - 2)
    if noun.norm in FELT and previous and "avoir" in previous.lemmas:
        return False  # j'ai trop peur
    if previous is None or not {"aimer", "adorer", "détester", "préférer"}.isdisjoint(
        previous.lemmas
    ):
        return False
    return noun.mostly("noun", 0.8) and not noun.finites


def _is_defined(match: Match) -> bool:
    """Whether a relative clause or complement makes the things known: beaucoup des gens que..."""
    following, after = (match.sentence.norm(match.last + n) for n in (1, 2))
    if len(match.words) == 1:
        return False
    owned = following in {"de", "d'"} and after in POSSESSIVES
    return owned or following in {"que", "qu'", "qui", "dont"}


def la_plupart(match: Match) -> str | None:
    noun = match["x"]
    if noun.norm in DETERMINERS:
        return None
    return "des" if any(r.number == "p" for r in noun.readings) else None


def partitive_de(match: Match) -> str | None:
    noun, sentence = match["n"], match.sentence
    before = sentence.norms[: match.first]
    if (
        noun.norm not in SUBSTANCES
        or not gender_of_noun(noun)
        or {"ne", "n'", "pas", "plus", "jamais"} & set(before)
    ):
        return None
    article = determiner("of", gender_of_noun(noun), "s", before=noun.norm)
    return f"{article} {noun.text}".replace("' ", "'")
