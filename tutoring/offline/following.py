"""Asks on about what was just told: the who, when, where, why that a sentence leaves open.

« Je travaille dans un hôpital. »  ->  « Tu fais ce travail depuis combien de temps ? »
« Ma sœur habite à Londres. »      ->  « Tu la vois souvent ? »
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tutoring.brief import Style
from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.places import preposition_for
from tutoring.french.words.tokens import Token
from tutoring.offline.answered import tells_it
from tutoring.offline.clauses import clauses, is_finite
from tutoring.offline.echoing import echo, echoed
from tutoring.offline.hearing import Heard, listen, only
from tutoring.offline.kinds import kind_of
from tutoring.offline.mirror import lexical
from tutoring.offline.register import render
from tutoring.offline.scenarios import LEVELS, FollowUp, fold, follow_ups
from tutoring.offline.talk import Talk

_STUMP: Final = 2  # words; « c'est » alone says nothing
_LONG: Final = 7  # words of a message that deserves to be followed
_REST_FROM_MORE: Final = 2  # replies after « Tu peux m'en dire un peu plus ? »
REMEMBERED_LINES: Final = 3  # of the learner, in which a question may be answered already
_CLOSE: Final = frozenset(
    """frère sœur soeur père mère parent maman papa ami amie copain copine mari femme fils fille enfant
    bébé cousin cousine oncle tante neveu nièce grand-père grand-mère grands-parents fiancé fiancée
    compagnon compagne collègue voisin voisine patron patronne chef prof professeur professeure
    colocataire coloc jumeau jumelle beau-père belle-mère beau-frère belle-sœur""".split()
)
_OWN: Final = {"mon": "he", "ma": "she", "mes": "they", "nos": "they", "notre": "he"}
_PRONOUNS: Final = {"il": "he", "elle": "she", "ils": "they", "elles": "they"}
_NOBODY: Final = re.compile(
    r"\bil (?:ne |n'|n.)?(?:y a|y avait|faut|faudra\w*|pleut|neige|fait|faisait|s.agit|est (?:\w+ heures?|tard|tot|temps))"
)
_GOING_TO: Final = re.compile(
    r"\b(?:vais|va|vas|allons|vont) (?:(?!aux?\b|a\b|en\b|chez\b|dans\b)\w+ )?(?!aller\b)\w+(?:er|ir|re|oir)\b"
)
_TO_COME: Final = re.compile(rf"{_GOING_TO.pattern}|\bdemain\b|prochaine?\b|bientot\b")
_THESIS: Final = re.compile(
    r"\b(?:il (?:faut|faudrait)|les gens|on (?:devrait|doit|peut|ne peut)|trop de|tant que|devraient?|"
    r"c.est (?:absurde|injuste|normal|un scandale|scandaleux|honteux|inadmissible|dangereux|ridicule)|la societe|l.etat|"
    r"le gouvernement|les politiques|les jeunes|les entreprises|n.a aucun sens)\b"
)
_BEFORE_PLACES: Final = frozenset("à a en au aux de d' du des la le l' les chez".split())
_WHO_ONE_IS: Final = frozenset(
    {"être", "avoir", "suivre", "appeler", "habiter", "vivre", "travailler", "étudier"}
)
_MANY_VERBS: Final = frozenset(
    {"être", "avoir", "pouvoir", "vouloir", "devoir", "faire", "falloir"}
)


@dataclass(frozen=True, slots=True)
class Point:
    """What one clause tells, as far as it decides what can be asked on."""

    said: Heard
    verbs: frozenset[str]
    kind: str
    of: str  # me, he, she, they, it
    tense: str  # past, was, now, later


def follow_up(talk: Talk, said: Heard) -> str | None:
    """Return a question about what is told; None when nothing fits or all has been asked."""
    point = point_of(talk, said)
    questions = [q for entry in _fitting(talk, point) for q in talk.shuffled(entry.ask, "follow")]
    whole = listen(talk.brief.learner_text)
    if whole.word_count >= _LONG and not _at_work(talk) and not _just_asked_for_more(talk):
        questions += talk.shuffled(follow_ups().otherwise, "otherwise")
    return talk.question(q for q in questions if not tells_it(q, whole))


def is_follow_up(question: str, *, formal: bool) -> bool:
    return fold(question) in _questions(formal=formal)


def tells_of_somebody(talk: Talk, said: Heard) -> bool:
    """Whether the sentence is about one of the learner's people, who are asked after then."""
    return point_of(talk, said).of in ("he", "she", "they")


def _just_asked_for_more(talk: Talk) -> bool:
    lately = fold(" ".join(talk.tutor_lines[-_REST_FROM_MORE:]))
    return any(fold(q) in lately for q in follow_ups().otherwise)


@lru_cache(maxsize=2)
def _questions(*, formal: bool) -> frozenset[str]:
    lines = [line for entry in follow_ups().asked for line in entry.ask]
    lines += follow_ups().otherwise
    return frozenset(fold(render(line, formal=formal)) for line in lines)


def point_of(talk: Talk, said: Heard) -> Point:
    clause = only(said, _clause(said, formal=talk.formal))
    verbs = _verbs(clause) - _MANY_VERBS - _auxiliary(clause)
    kind = kind_of(clause)
    if talk.advanced and kind in ("third", "state", "hypothesis") and _THESIS.search(clause.folded):
        kind = "opinion"
    tense = "later" if kind in ("plan", "wish") else _tense(clause)
    return Point(clause, verbs, kind, _subject(talk, clause), tense)


def _clause(said: Heard, *, formal: bool) -> str:
    """Return the clause that the reply says back, or else the one with the point."""
    if found := echoed(said.corrected, formal=formal):
        return next(iter(clauses(found.clause)), found.clause)
    told = [c for c in clauses(said.corrected) if listen(c).has_verb and len(c.split()) > _STUMP]
    return told[0] if told else said.corrected


def _fitting(talk: Talk, point: Point) -> Iterator[FollowUp]:
    told = _told(talk)
    for entry in follow_ups().asked:
        if LEVELS.index(talk.level) < LEVELS.index(entry.lowest) or told & set(entry.unless):
            continue
        if _at_work(talk) == bool(entry.style) and _fits(entry, point):
            yield entry


def _at_work(talk: Talk) -> bool:
    return talk.brief.style is Style.BUSINESS


def _fits(entry: FollowUp, point: Point) -> bool:
    return (
        (not entry.verbs or not point.verbs.isdisjoint(entry.verbs))
        and (not entry.kinds or point.kind in entry.kinds)
        and (not entry.of or entry.of == point.of)
        and (not entry.tense or entry.tense == point.tense)
        and (not entry.says or re.search(entry.says, point.said.folded) is not None)
        and (not entry.plain or (point.tense == "now" and _says_who(point.said)))
        and (entry.denied == point.said.denies or not (entry.verbs or entry.says or entry.denied))
    )


def _says_who(said: Heard) -> bool:
    """Whether the clause says who somebody is: « ma sœur est étudiante à Londres »."""
    return _verbs(said) <= _WHO_ONE_IS


def _auxiliary(said: Heard) -> frozenset[str]:
    """Return the « aller » of « on va faire », where nobody goes anywhere."""
    return frozenset({"aller"} if _GOING_TO.search(said.folded) else ())


def _verbs(said: Heard) -> frozenset[str]:
    """Return the verbs by their lemmas; « Rosa » is a name, though a form of « roser »."""
    return frozenset(
        lemma
        for lemma, pos, place in said.lemmas
        if pos == "verb" and (said.tokens[place].initial or not said.tokens[place].is_capitalised)
    )


def _told(talk: Talk) -> set[str]:
    """Return what the learner's last lines have told of: the place, the time, with whom..."""
    lines = [*talk.learner_lines[-REMEMBERED_LINES:], talk.brief.learner_text]
    text = fold(" . ".join(lines))
    told = {name for name, pattern in follow_ups().told.items() if re.search(pattern, text)}
    everything = (*talk.learner_lines, talk.brief.learner_text)
    named = any(_names_somebody(listen(line).tokens) for line in everything)
    return told | ({"named"} if named else set())


def _names_somebody(tokens: Sequence[Token]) -> bool:
    """Whether a capitalised word is neither a place nor stands where one would."""
    return any(
        token.is_word
        and token.is_capitalised
        and not token.initial
        and before.norm not in _BEFORE_PLACES
        and not preposition_for(token.norm)
        for before, token in zip(tokens, tokens[1:], strict=False)
    )


def _tense(said: Heard) -> str:
    if said.past:
        return "past"
    if said.remembers:
        return "was"
    return "later" if said.future or _TO_COME.search(said.folded) else "now"


def _subject(talk: Talk, said: Heard) -> str:
    """Return whom a sentence is about, by the subject of its first verb."""
    words = [token.norm for token in said.tokens if token.is_word]
    verb = next((n for n in range(1, len(words)) if is_finite(words[n], words[n - 1])), len(words))
    for place in reversed(range(verb)):
        word = words[place]
        if word in ("je", "j'") or (word == "nous" and "on" not in words[:place]):
            return "me"
        if word == "on":  # « on nous a promis » is nobody in particular
            return "me" if echo(said.corrected, formal=talk.formal) else "it"
        if word in _PRONOUNS:
            return _somebody(talk, _PRONOUNS[word], said)
        if word in _OWN and place + 1 < len(words):
            return _relation(word, words[place + 1 :])
    return "it"


def _relation(owner: str, following: Sequence[str]) -> str:
    """Return « he » for « mon petit frère »."""
    noun = next((w for w in following[:2] if {w, w.removesuffix("s")} & _CLOSE), None)
    if noun is None:
        return "it"
    if owner in ("mon", "notre") and lexicon().genders(lexical(noun)) == {"f"}:
        return "she"  # mon amie
    return _OWN[owner]


def _somebody(talk: Talk, pronoun: str, said: Heard) -> str:
    """Return whom « il » means: one of the learner's people spoken of just before, or a thing."""
    if _NOBODY.search(said.folded):
        return "it"
    lines = [*talk.learner_lines[-REMEMBERED_LINES:], talk.brief.learner_text]
    people = [
        _relation(words[place], words[place + 1 :])
        for words in ([t.norm for t in listen(line).tokens] for line in lines)
        for place in range(len(words))
        if words[place] in _OWN
    ]
    both = pronoun == "they" and len(set(people)) > 1
    return pronoun if both or pronoun in people else "it"
