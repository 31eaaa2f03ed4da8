"""Short words that sound alike: a and à, et and est, on and ont, ce and se, la and là..."""

from collections.abc import Iterator

from tutoring.french.grammar.sentence import Sentence, Word
from tutoring.french.rules.hits import Hit
from tutoring.french.rules.pattern import Match
from tutoring.french.words.closed_classes import PREPOSITIONS, SUBJECTS

RELATIVES = frozenset("où qui que qu' dont lequel laquelle lesquels lesquelles".split())


def _is_verb_only(word: Word | None) -> bool:
    """Whether the word is, nearly always, a conjugated verb."""
    return bool(word and word.finites and word.mostly("verb", 0.8) and not word.joined)


def is_participle(word: Word | None) -> bool:
    return bool(
        word and word.participles and word.mostly("verb", 0.3) and word.norm not in {"été", "sens"}
    )


def et(match: Match) -> str | None:
    following, after = match.sentence.norm(match.last + 1), match.sentence.word(match.last + 2)
    if not RELATIVES.isdisjoint(match.sentence.norms[: match.first]):
        return None  # la ville où je suis né est petite
    if following in {"je", "j'"} and after is None:
        return None
    if following in {"ensuite", "après", "puis"} and (after is None or after.norm not in SUBJECTS):
        return None
    return None if match.first == 0 else "et"


def on_pronoun(match: Match) -> str | None:
    verb = match["v"]
    if not any(r.person == 3 and r.number == "s" for r in verb.finites) or not verb.mostly(
        "verb", 0.4
    ):
        return None
    before = match.sentence.norm(match.first - 1)
    return "l'on" if before == "" and match.first else "on"


def son(sentence: Sentence) -> Iterator[Hit]:
    for word in sentence.words:
        following = sentence.word(word.index + 1)
        if word.norm != "sont" or following is None or not _is_singular_noun(following):
            continue
        before = sentence.word(word.index - 1)
        if before is not None and (before.norm in PREPOSITIONS or _is_verb_only(before)):
            yield Hit(word.index, word.index, "son")


def _is_singular_noun(word: Word) -> bool:
    return word.mostly("noun", 0.7) and any(r.number in {"s", ""} for r in word.nouns)


def ou_place(match: Match) -> str | None:
    if match["x"].text == "Ou" and match.first > 0:
        return None
    following = match.sentence.word(match.last + 1)
    if following is None and match.sentence.norm(match.first - 1) in {"par", "là"}:
        return "où"
    if (
        "v" in match
        and match.sentence.norm(match.first - 1)
        in {"voir", "dire", "trouver", "comprendre", "oublier"}
        and match["v"].infinitive
    ):
        return None
    before = match.sentence.word(match.first - 1)
    if (
        before
        and before.verbs
        and (before.infinitive and match["v"].infinitive or not before.mostly("verb", 0.7))
    ):
        return None
    if "v" in match and match["v"].norm in {"pas", "non", "bien", "même", "si"}:
        return None
    if (
        "v" in match
        and match["v"].norm == "il"
        and match.sentence.norm(match.first - 1) in {"jour", "fois"}
    ):
        return "où"
    return "où"


def ou_choice(match: Match) -> str | None:
    if "n" in match and not match["n"].mostly("noun", 0.6):
        return None
    return "ou"


def se(match: Match) -> str | None:
    verb = match["v"]
    if verb.norm in {"sont", "étaient"}:
        return "se" if "x" in match else None
    if verb.norm == "faire" and match.sentence.norm(match.first - 1) == "pour":
        return None  # pour ce faire
    if not verb.infinitive and (not verb.mostly("verb", 0.6) or "être" in verb.lemmas):
        return None
    return "se"


def ce(match: Match) -> str | None:
    following = match.sentence.word(match.last + 1)
    if "n" in match:
        noun = match["n"]
        if noun.infinitive or noun.participles or not noun.mostly("noun", 0.5):
            return None
        if noun.finites and match.sentence.norm(match.first - 1) in {
            "il",
            "elle",
            "on",
            "qui",
            "ils",
            "elles",
            "ne",
        }:
            return None
        if noun.genders == {"f"}:
            return None if noun.finites else "cette"
        vowel = noun.sounds_as_vowel and "a" not in match
        return "cet" if vowel else "ce"
    if (
        following
        and following.norm in {"peut", "doit", "sera", "serait"}
        and match.sentence.norm(match.last + 2) != "être"
    ):
        return None
    return "ce"


def la_place(match: Match) -> str | None:
    if match.words[0].norm == "-la":
        return "-là"
    following = match.sentence.word(match.last + 1)
    if (
        following
        and following.norm in {"et", "ou", "mais"}
        and match.sentence.word(match.last + 2) is None
    ):
        return None
    if following and following.norm == "bas" and match.sentence.norm(match.first - 1) in {"de"}:
        return "là"
    return "là"


def ces(match: Match) -> str | None:
    noun = match["n"]
    plural_only = {r.number for r in noun.nouns} == {"p"} and noun.mostly("noun", 0.7)
    return "ces" if plural_only and noun.norm not in {"vacances", "gens"} else None


def ses(match: Match) -> str | None:
    before, at = match.sentence.word(match.first - 1), match["n"].index + 1
    shows = before and before.norm in {"voici", "voilà"}
    pointed_at = match.sentence.norm(at) in {"que", "qu'", "qui", "dont", "où", ","}
    return None if shows or pointed_at else "ses"


def ces_here(match: Match) -> str:
    return "ces"
