"""Elision and contraction: j'ai, l'ami, qu'il; du, au, des, aux."""

from collections.abc import Iterator

from tutoring.french.grammar.sentence import Sentence, Word
from tutoring.french.rules.hits import Hit
from tutoring.french.words.elision import CONTRACTED, ELIDED

ALWAYS_ELIDED = frozenset({"je", "me", "te", "se", "ne", "de", "que", "jusque"})
ELIDED_BEFORE_PRONOUN = frozenset({"lorsque", "puisque", "quoique"})
# Talk drops the vowel of je, me, te and se before consonants: that is no slip of spelling.
RESTORED = {"d'": "de", "n'": "ne", "qu'": "que", "l'": "", "lorsqu'": "lorsque"}
PRONOUNS = frozenset({"il", "elle", "on", "ils", "elles", "un", "une", "en"})
# Not elided before these, or used as names of letters and sounds.
NEVER_AFTER = frozenset({"oui", "onze", "onzième", "huit", "y'a", "ouais", "euh", "ah", "oh", "eh"})


def missing(sentence: Sentence) -> Iterator[Hit]:
    for left, right in zip(sentence.words, sentence.words[1:], strict=False):
        if right.readings and right.sounds_as_vowel and _is_elided(sentence, left, right):
            yield Hit(left.index, right.index, ELIDED[left.norm] + _plain(right))


def _is_elided(sentence: Sentence, left: Word, right: Word) -> bool:
    if right.norm == "un" and sentence.norm(right.index + 1) in {"à", "", "."}:
        return False  # a number: de un à trois
    if left.norm == "je" and right.finites and not any(r.person == 1 for r in right.finites):
        return False  # *je est* has the wrong verb form
    if (
        right.norm in NEVER_AFTER
        or right.norm == "a"
        and left.norm == "de"
        or right.joined == "clitic"
        or right.text.isupper()
    ):
        return False
    if left.norm in ELIDED_BEFORE_PRONOUN:
        return right.norm in PRONOUNS
    if left.norm == "ce":
        return right.norm in {"est", "était", "étaient"}
    if left.norm in {"le", "la"}:
        return _article_or_pronoun(sentence, left, right)
    return left.norm in ALWAYS_ELIDED and not left.joined


def _article_or_pronoun(sentence: Sentence, left: Word, right: Word) -> bool:
    """Le and la are elided, but not the note *la*, nor « le » after an imperative."""
    if left.joined or right.norm in {"un", "une", "y", "en"} and left.norm == "la":
        return False
    if right.nouns or right.adjectives:
        return True
    return bool(right.finites or right.infinitive) and sentence.norm(left.index - 1) != ""


def _plain(word: Word) -> str:
    """Return the word as it stands inside a sentence."""
    return word.text if word.is_capitalised and not word.is_initial else word.norm


def needless(sentence: Sentence) -> Iterator[Hit]:
    for left, right in zip(sentence.words, sentence.words[1:], strict=False):
        if left.norm not in RESTORED or not _keeps_vowel_before(right):
            continue
        if full := RESTORED[left.norm] or _article(right):
            yield Hit(left.index, right.index, f"{full} {_plain(right)}")


def _keeps_vowel_before(word: Word) -> bool:
    return (
        bool(word.readings)
        and not word.sounds_as_vowel
        and word.norm not in {"y", "hier"}
        and (len(word.norm) > 2 or word.norm in {"je", "tu", "ma", "sa"})
        and not (word.is_capitalised and not word.is_initial)
    )


def _article(noun: Word) -> str:
    return {frozenset("m"): "le", frozenset("f"): "la"}.get(noun.genders, "")


def contraction(sentence: Sentence) -> Iterator[Hit]:
    for left, right in zip(sentence.words, sentence.words[1:], strict=False):
        short = CONTRACTED.get((left.norm, right.norm))
        following = sentence.word(right.index + 1)
        if short is None or following is None or right.joined or _is_pronoun_before(following):
            continue
        if right.norm == "le" and following.sounds_as_vowel:
            continue  # « de le ami » is an error of elision
        yield Hit(left.index, right.index, short)


def _is_pronoun_before(word: Word) -> bool:
    """Whether le or les before the word is a pronoun: de le voir, à les écouter, de le lui dire."""
    if word.norm in {"lui", "leur", "y", "en", "faire", "laisser", "re"}:
        return True
    return bool(word.infinitive) and not word.mostly("noun", 0.5)
