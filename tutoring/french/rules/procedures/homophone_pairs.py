"""More words that sound alike: sa and ça, peu and peut, quand and quant, sur and sûr..."""

from tutoring.french.rules.pattern import Match


def ca(match: Match) -> str | None:
    word = match["w"]
    if word.norm == "çà":
        return None if match.sentence.norm(word.index + 1) == "et" else "ça"
    if (
        "x" in match
        and match["x"].norm in {"marche", "coûte"}
        and match.sentence.norm(word.index + 2) == ""
    ):
        return None if match["x"].norm == "marche" and match.first else "ça"
    if "x" in match and match["x"].norm == "marche":
        return (
            "ça"
            if match.sentence.norm(match.last + 2) in {"pas", "bien", "très", "mal", "plus", "."}
            and match.sentence.begins_clause(match.first)
            else None
        )
    return "ça"


def sa(match: Match) -> str | None:
    noun = match["n"]
    if (
        noun.genders != {"f"}
        or not noun.mostly("noun", 0.8)
        or noun.finites
        and not noun.mostly("noun", 0.9)
    ):
        return None
    return "sa"


def mais(match: Match) -> str | None:
    before = match.sentence.word(match.first - 1)
    if match.words[0].norm == "met" and (before is None or not before.is_mark):
        return None
    if "y" in match and (match["y"].nouns or match["y"].adjectives or match["y"].participles):
        return None
    if "x" in match and match["x"].norm == "tu" and match.first == 0:
        return None
    return "mais"


def mes(match: Match) -> str | None:
    noun = match["n"]
    return "mes" if {r.number for r in noun.nouns} == {"p"} and noun.mostly("noun", 0.6) else None


def s_en(match: Match) -> str | None:
    if "w" in match:
        return "s'en"
    before = match.sentence.norm(match.first - 1)
    if match["n"].norm in {"doute", "toi", "nous", "vous"} and before in {
        "il",
        "elle",
        "on",
        "ne",
        "qui",
    }:
        return None
    return (
        None
        if match["n"].infinitive
        and before in {"peut", "va", "doit", "veut", "pour", "de", "à", "peuvent", "vont", "faut"}
        else "sans"
    )


def n_y(match: Match) -> str:
    return "n'y" if match.words[0].norm == "ni" else "ni"


def s_y(match: Match) -> str:
    if len(match.words) > 1:
        return "si"
    return "s'y"
