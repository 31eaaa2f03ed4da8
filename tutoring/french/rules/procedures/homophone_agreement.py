"""Words that sound alike and agree: leur and leurs, tout and tous, quelle and qu'elle."""

from tutoring.french.grammar.sentence import Word
from tutoring.french.rules.pattern import Match
from tutoring.french.words.closed_classes import DETERMINERS


def leur(match: Match) -> str | None:
    if match.words[0].norm == "-leurs":
        return "-leur"
    verb: Word = match["v"]
    if match.sentence.norm(match.first - 1) in {
        "je",
        "j'",
        "tu",
        "il",
        "elle",
        "on",
        "nous",
        "vous",
        "ils",
        "elles",
    }:
        return "leur"
    return "leur" if verb.infinitive or verb.mostly("verb", 0.5) else None


def leurs(match: Match) -> str | None:
    noun = match["n"]
    numbers = {r.number for r in noun.nouns}
    if not noun.mostly("noun", 0.7) or noun.finites and not noun.mostly("noun", 0.9):
        return None
    if match["w"].norm == "leur":
        return (
            "leurs"
            if numbers == {"p"}
            and match.sentence.norm(match.first - 1) not in {"je", "il", "elle", "nous", "vous"}
            else None
        )
    return "leur" if numbers == {"s"} else None


def tout(match: Match) -> str | None:
    if "n" not in match:
        return "toute" if match["t"].norm == "tout" else "tout"
    given, article, noun = match["t"].norm, match["d"].norm, match["n"]
    after = noun
    if noun.norm in {
        "deux",
        "trois",
        "quatre",
        "autres",
        "petits",
        "grands",
        "jeunes",
    } and article in {"les", "mes", "ces"}:
        nxt = match.sentence.word(noun.index + 1)
        after = nxt if nxt and nxt.nouns else noun
    right = _tout_before(article, after, given)
    before = match.sentence.word(match.first - 1)
    if before and before.finites and given in {"tous", "toutes"}:
        return None
    if (
        not right
        or right == given
        or match.sentence.norm(match.first - 1) in {"pas", "du", "le", "un"}
    ):
        return None
    if (
        article in {"le", "la", "l'", "les"}
        and noun.verbs
        and not noun.nouns
        and not noun.adjectives
    ):
        return None
    if given == "tout" and article in {"la", "l'", "cela", "ça"} and not noun.nouns:
        return None
    return right


def _tout_before(article: str, noun: Word, given: str) -> str:
    feminine = noun.genders == {"f"}
    if article in {"les", "mes", "tes", "ses", "nos", "vos", "leurs", "ces"}:
        if not noun.genders:
            return ""
        if len(noun.genders) == 2:
            return "toutes" if given.startswith("toute") else "tous"
        return "toutes" if feminine else ("tous" if noun.genders == {"m"} else "")
    if article == "ceux":
        return "tous"
    if article == "celles":
        return "toutes"
    if article in {"cela", "ça", "ce", "le"}:
        return "tout" if not feminine else ""
    if article in {"la", "ma", "ta", "sa", "cette"}:
        return "toute" if feminine or not noun.genders else ""
    return {frozenset("f"): "toute", frozenset("m"): "tout"}.get(noun.genders, "")


def qu_elle(match: Match) -> str | None:
    if "w" in match:
        verb = match["v"]
        following = match.sentence.norm(verb.index + 1)
        if "être" in verb.lemmas and following in DETERMINERS:
            return None  # je sais quelle est la réponse
        return f"qu'{match['w'].norm.removeprefix('qu')}" if verb.mostly("verb", 0.6) else None
    noun = match["n"]
    if noun.genders != {"f"} or not noun.mostly("noun", 0.7):
        return None
    return "quelle" if match["e"].norm == "elle" else "quelles"
