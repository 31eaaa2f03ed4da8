"""Relative and interrogative words: qui, que, dont, quel, quel que soit."""

from collections.abc import Iterator

from tutoring.french.grammar.groups import noun_groups
from tutoring.french.grammar.sentence import Sentence, Word
from tutoring.french.rules.hits import Hit
from tutoring.french.rules.pattern import Match
from tutoring.french.words.elision import join
from tutoring.french.words.inflection import conjugate
from tutoring.french.words.lexical_fields import LANGUAGES


def dont(match: Match) -> str | None:
    if match["x"].norm in LANGUAGES or match["x"].norm == "langue":
        return None
    return "dont"


def qui(match: Match) -> str | None:
    verb = match["v"]
    if not any(r.person == 3 for r in verb.finites) or not verb.mostly("verb", 0.6):
        return None
    rest = " ".join(word.text for word in match.words[1:]).replace("' ", "'")
    return f"qui {rest}"


def que(match: Match) -> str:
    return (
        join("que", match["s"].norm)
        if not match["s"].norm.endswith("'")
        else f"que {match['s'].norm}"
    )


def que_plain(match: Match) -> str | None:
    if match["s"].norm in {"nous", "vous"} and not any(
        (r.person, r.number) in {(1, "p"), (2, "p")} for r in match["v"].finites
    ):
        return None
    return "que"


def quel(sentence: Sentence) -> Iterator[Hit]:
    groups = {group.start: group for group in noun_groups(sentence)}
    forms = {("m", "s"): "quel", ("f", "s"): "quelle", ("m", "p"): "quels", ("f", "p"): "quelles"}
    for word in sentence.words:
        if word.norm not in forms.values() or sentence.norm(word.index + 1) not in {
            "est",
            "sont",
            "était",
            "étaient",
            "sera",
            "seront",
        }:
            continue
        group = groups.get(word.index + 2)
        if group and group.gender and group.number:
            right = forms[group.gender, group.number]
            if right != word.norm:
                yield Hit(word.index, word.index, right)


def quel_que(match: Match) -> str | None:
    noun, number = match["n"], "p" if match["v"].norm == "soient" else "s"
    if len(noun.genders) != 1:
        return None
    gender = next(iter(noun.genders))
    form = {"ms": "quel", "fs": "quelle", "mp": "quels", "fp": "quelles"}[gender + number]
    right = f"{form} que {match['v'].text}"
    written = " ".join(word.norm for word in match.words)
    return None if right == written else right


def moi_qui(match: Match) -> str | None:
    person, number = {
        "moi": (1, "s"),
        "toi": (2, "s"),
        "nous": (1, "p"),
        "vous": (2, "p"),
        "eux": (3, "p"),
        "elles": (3, "p"),
    }[match["p"].norm]
    verb: Word = match["v"]
    if any((r.person, r.number) == (person, number) for r in verb.finites) or verb.joined:
        return None
    reading = next((r for r in verb.finites if r.lemma in {"être", "avoir"}), verb.finites[0])
    return conjugate(reading.lemma, person, number, reading.mood, reading.tense) or None


def where(match: Match) -> str | None:
    norms, following = match.sentence.norms, match.sentence.word(match["v"].index + 1)
    if following and following.infinitive:
        return None  # la ville que je suis allé voir
    if match["x"].norm in {"jour", "année", "moment", "mois", "nuit", "soir"} and {
        "c'",
        "ce",
    } & set(norms[: match.first]):
        return None  # c'est le jour que...: the cleft
    return f"où {match['s'].text}"


_WHICH = {"ms": "lequel", "fs": "laquelle", "mp": "lesquels", "fp": "lesquelles"}


def lequel(sentence: Sentence) -> Iterator[Hit]:
    for group in noun_groups(sentence):
        at = group.end + 2
        if sentence.norm(at - 1) not in {"pour", "avec", "dans", "sur", "sans", "par", "chez"}:
            continue
        if sentence.norm(at) not in _WHICH.values() or not group.gender or not group.number:
            continue
        if (
            sentence.norm(group.start - 1) in {"de", "d'", "et", "ou"}
            or group.determiner.kind == "of"
        ):
            continue  # le mari de ma sœur, avec lequel
        if sentence.norm(at) != _WHICH[group.gender + group.number]:
            yield Hit(at, at, _WHICH[group.gender + group.number])
