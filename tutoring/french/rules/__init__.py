"""The French error rules: what a learner could have written better, and why."""

from collections import defaultdict

from tutoring.brief import Finding
from tutoring.french.grammar.sentence import Sentence, sentences
from tutoring.french.rules import (
    adjectives,
    agreement,
    articles,
    auxiliaries,
    calques,
    capitals,
    comparison,
    compound_tenses,
    confusions,
    elision,
    false_friends,
    government,
    homophone_a,
    homophone_adverbs,
    homophone_agreement,
    homophone_pairs,
    homophone_persons,
    homophone_verbs,
    homophones,
    hyphens,
    infinitives,
    inversion,
    misspellings,
    moods,
    negation,
    participles,
    places,
    prepositions,
    pronoun_order,
    pronouns,
    quantities,
    relatives,
    set_phrases,
    time_and_transport,
    verb_forms,
    verbs,
    word_order,
)
from tutoring.french.rules.rule import Rule

FAMILIES = (
    agreement,
    adjectives,
    articles,
    quantities,
    auxiliaries,
    participles,
    calques,
    capitals,
    comparison,
    confusions,
    misspellings,
    elision,
    false_friends,
    set_phrases,
    government,
    homophone_pairs,
    homophone_agreement,
    homophone_adverbs,
    homophones,
    homophone_a,
    homophone_verbs,
    homophone_persons,
    moods,
    negation,
    places,
    prepositions,
    time_and_transport,
    pronouns,
    relatives,
    verbs,
    verb_forms,
    inversion,
    hyphens,
    infinitives,
    compound_tenses,
    word_order,
    pronoun_order,
)
RULES: tuple[Rule, ...] = tuple(
    value for family in FAMILIES for value in vars(family).values() if isinstance(value, Rule)
)
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")

# By place in RULES: those worth trying on any sentence, and those that a form or lemma calls for.
_ALWAYS = frozenset(n for n, rule in enumerate(RULES) if rule.needs is None)
_CALLED_FOR: dict[str, set[int]] = defaultdict(set)
for _n, _rule in enumerate(RULES):
    for _content in _rule.needs or ():
        _CALLED_FOR[_content].add(_n)


def check(
    text: str, *, level: str, switched_off: frozenset[str] = frozenset()
) -> tuple[Finding, ...]:
    """Return what is wrong with the text, in text order; no two findings overlap.

    Rules that are worth teaching only three levels above the learner's or later stay silent.
    """
    taught = frozenset(LEVELS[: LEVELS.index(level) + 3])
    found = [
        finding
        for sentence in sentences(text)
        for rule in _worth_trying(sentence)
        if rule.id not in switched_off and rule.level in taught
        for finding in rule.findings(sentence)
    ]
    return _without_overlaps(found)


def _worth_trying(sentence: Sentence) -> list[Rule]:
    called = (_CALLED_FOR[content] for content in sentence.contents if content in _CALLED_FOR)
    return [RULES[n] for n in sorted(_ALWAYS.union(*called))]


def _without_overlaps(found: list[Finding]) -> tuple[Finding, ...]:
    """Keep the surer of two that overlap; of two as sure, the shorter.

    A word taken for another misleads the rules about its neighbours: those wait.
    """
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda f: (-f.confidence, f.end - f.start, f.start)):
        if all(_are_apart(finding, other) for other in kept):
            kept.append(finding)
    return tuple(sorted(kept, key=lambda f: f.start))


def _are_apart(finding: Finding, other: Finding) -> bool:
    gap = 2 if other.code.startswith(("fr.homophone.", "fr.confusion.")) else 0
    return finding.end + gap <= other.start or other.end + gap <= finding.start
