"""Subjects: pronouns, names, noun groups, rows of them, and the antecedents of « qui »."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tutoring.french.grammar.groups import NounGroup, noun_groups
from tutoring.french.grammar.sentence import Sentence
from tutoring.french.words.closed_classes import PERSONAL, PREPOSITIONS, STRESSED, SUBORDINATING

# Words after which « nous » and « vous » are subjects.
BEFORE_SUBJECT = SUBORDINATING | frozenset("où alors puis dont pourquoi comment combien".split())
OPENING_ADVERBS = frozenset(
    "demain hier aujourd'hui maintenant ensuite après d'abord ici parfois souvent aussi soir matin "
    "bientôt peut-être heureusement malheureusement enfin oui non".split()
)
# After these the verb agrees with what they hold: la plupart des gens sont là.
COLLECTIVE = frozenset(
    "plupart majorité moitié dizaine douzaine vingtaine centaine foule tas ensemble groupe tiers quart "
    "nombre partie reste série multitude paire sorte espèce genre type".split()
)
# Pronouns of the third person that are no clitics.
INDEFINITES = frozenset("chacun chacune quelqu'un ça cela ceci".split())


@dataclass(frozen=True, slots=True)
class Subject:
    """The words of a subject, and the features it asks of its verb ("" in doubt)."""

    start: int
    head: int  # the pronoun, the name, or the noun of the group
    last: int
    person: int
    number: str
    gender: str
    is_pronoun: bool = False
    group: NounGroup | None = None


def subjects(sentence: Sentence) -> Iterator[Subject]:
    """Yield what looks like a subject standing before its verb, from left to right."""
    groups = {group.start: group for group in noun_groups(sentence)}
    for at in range(len(sentence.words)):
        subject = _subject(sentence, at, groups)
        if subject is None:
            continue
        yield _with_complement(sentence, _with_partner(sentence, subject, groups), groups)
    yield from _antecedents(sentence)


def _subject(sentence: Sentence, at: int, groups: dict[int, NounGroup]) -> Subject | None:
    norm = sentence.norms[at]
    if norm in PERSONAL and is_subject(sentence, at):
        person, number, gender = PERSONAL[norm]
        return Subject(at, at, at, person, number, gender, is_pronoun=True)
    if sentence.begins_clause(at) and (last := _end_of_quantity(sentence, at)):
        return Subject(at, last, last, 3, "p", "")
    if norm in INDEFINITES and sentence.begins_clause(at):
        return Subject(at, at, at, 3, "s", "")
    if sentence.norms[at : at + 3] == ("tout", "le", "monde") and sentence.begins_clause(at):
        return Subject(at, at + 2, at + 2, 3, "s", "m")
    if _is_name(sentence, at):
        return Subject(at, at, at, 3, "s", "")
    group = groups.get(at)
    return _of_group(sentence, group) if group and _can_be_subject(sentence, group) else None


def _end_of_quantity(sentence: Sentence, at: int) -> int:
    """Return where « beaucoup de gens » or « la plupart des élèves » ends, or 0."""
    if sentence.norms[at] in {"beaucoup", "peu", "trop", "tant"}:
        noun_at = at + 2 if sentence.norm(at + 1) in {"de", "d'"} else 0
    elif sentence.norms[at : at + 2] == ("la", "plupart"):
        noun_at = at + 3 if sentence.norm(at + 2) == "des" else 0
    else:
        return 0
    noun = sentence.word(noun_at) if noun_at else None
    return noun_at if noun and {r.number for r in noun.nouns} == {"p"} else 0


def _can_be_subject(sentence: Sentence, group: NounGroup) -> bool:
    if group.determiner.kind in {"of", "to", "which"} or not _begins_subject(sentence, group.start):
        return False
    noun = sentence.norms[group.noun]
    return noun not in COLLECTIVE and sentence.norms[max(0, group.start - 1)] != "tout"


def _of_group(sentence: Sentence, group: NounGroup) -> Subject:
    # Where determiner and noun disagree, one of them is wrong: nothing follows from either.
    given, written = group.determiner.gender, sentence.norms[group.start]
    masculine = "m" if written in {"mon", "ton", "son"} else given
    following = sentence.words[group.start + 1]
    at_odds = masculine and masculine != group.gender and not following.sounds_as_vowel
    gender = "" if at_odds else group.gender
    return Subject(group.start, group.noun, group.end, 3, group.number, gender, group=group)


def _with_partner(sentence: Sentence, first: Subject, groups: dict[int, NounGroup]) -> Subject:
    """Return « Paul et sa sœur » as one plural subject, or the first alone."""
    at = first.last + 2
    if sentence.norm(first.last + 1) != "et" or first.is_pronoun or not sentence.word(at):
        return first
    partner = STRESSED.get(sentence.norm(at))
    if partner is not None and partner.person < 3:
        return Subject(first.start, at, at, partner.person, "p", "")
    if _names_someone(sentence, at):
        return Subject(first.start, at, at, 3, "p", "")
    second = groups.get(at)
    if second is None or second.determiner.kind in {"of", "to"}:
        return first
    both_feminine = first.gender == second.gender == "f"
    gender = "f" if both_feminine else "m" if "m" in (first.gender, second.gender) else ""
    return Subject(first.start, second.noun, second.end, 3, "p", gender)


def _with_complement(sentence: Sentence, subject: Subject, groups: dict[int, NounGroup]) -> Subject:
    """Return « les amis de mon frère » with its last word, so that the verb is found after it."""
    at = subject.last + 1
    if subject.group is None or sentence.norm(at) not in {"de", "d'", "du", "des"}:
        return subject
    inner = groups.get(at if sentence.norm(at) in {"du", "des"} else at + 1) or groups.get(at)
    if inner is not None:
        return replace(subject, last=inner.end)
    if sentence.word(at + 1) and _names_someone(sentence, at + 1):
        return replace(subject, last=at + 1)
    return subject


def _antecedents(sentence: Sentence) -> Iterator[Subject]:
    """Yield the groups before « qui »: les gens qui parlent."""
    for group in noun_groups(sentence):
        if sentence.norm(group.end + 1) != "qui" or group.determiner.kind in {"of", "to"}:
            continue
        if sentence.norm(group.start - 1) in {"de", "d'", "des", "du", "un", "une", "et", "comme"}:
            continue
        if sentence.norms[group.noun] not in COLLECTIVE:
            yield Subject(
                group.start, group.noun, group.end + 1, 3, group.number, group.gender, group=group
            )


def _names_someone(sentence: Sentence, at: int) -> bool:
    word = sentence.words[at]
    if not word.is_capitalised or not word.poses.isdisjoint(FUNCTION_WORDS):
        return False
    return "name" in word.poses or not word.readings


# « Son » and « La » are names somewhere too.
FUNCTION_WORDS = frozenset(
    "determiner pronoun preposition conjunction adverb interjection adjective".split()
)


def _is_name(sentence: Sentence, at: int) -> bool:
    """Whether a name stands where a subject may: Paul vient, que Marie parte."""
    if not _names_someone(sentence, at):
        return False
    return sentence.begins_clause(at) and sentence.norm(at - 1) not in {"et", "ou", ","}


def is_subject(sentence: Sentence, at: int) -> bool:
    """Whether the pronoun at `at` is the subject of what follows."""
    norm, before = sentence.norms[at], sentence.norm(at - 1)
    if norm in {"nous", "vous"}:
        if before in OPENING_ADVERBS:
            return sentence.begins_clause(at - 1)
        return sentence.begins_clause(at) or before in BEFORE_SUBJECT
    if norm in {"elle", "elles"}:
        return before not in PREPOSITIONS and before not in {"ni", "ou"}
    return True


def _begins_subject(sentence: Sentence, at: int) -> bool:
    if at and sentence.norms[at - 1][0] in '»")]':
        return False
    return sentence.begins_clause(at) or sentence.norm(at - 1) in {
        "tous",
        "toutes",
        "tout",
        "toute",
        "hier",
        "demain",
        "aujourd'hui",
        "maintenant",
    }
