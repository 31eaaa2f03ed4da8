"""Relative and interrogative words: qui, que, dont, quel, quel que soit."""

from collections.abc import Iterator

from tutoring.french.grammar.groups import noun_groups
from tutoring.french.grammar.sentence import Sentence
from tutoring.french.rules.hits import Hit


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
