"""Another verb in the same form: je prends un examen, je passe un examen."""

from tutoring.french.grammar.predicates import predicates
from tutoring.french.grammar.sentence import Sentence
from tutoring.french.rules.hits import Hit, in_place
from tutoring.french.rules.pattern import Match
from tutoring.french.words.closed_classes import MEDIAL_ADVERBS
from tutoring.french.words.inflection import conjugate, participle
from tutoring.french.words.readings import Reading


def same_form(match: Match, lemma: str, name: str = "v") -> str:
    """Return the form of `lemma` in the person, mood and tense of the verb, or as its participle."""
    verb = match[name]
    if verb.infinitive:
        return lemma
    if verb.participles and _follows_auxiliary(match.sentence, verb.index):
        return participle(lemma)
    subject = next((p for p in predicates(match.sentence) if p.verb == verb.index), None)
    person, number = (subject.person, subject.number) if subject else (0, "")
    reading = max(verb.finites, key=lambda r: _likeness(r, person, number), default=None)
    if reading is None:
        return ""
    return conjugate(lemma, reading.person, reading.number, reading.mood, reading.tense)


def _follows_auxiliary(sentence: Sentence, at: int) -> bool:
    at -= 1
    while sentence.norm(at) in MEDIAL_ADVERBS:
        at -= 1
    word = sentence.word(at)
    return bool(word and any(r.lemma == "avoir" for r in word.finites))


def _likeness(reading: Reading, person: int, number: str) -> tuple[bool, bool, bool, bool]:
    """Rank readings: the subject's person first, then usual verbs, third person, indicative."""
    return (
        (reading.person, reading.number) == (person, number),
        reading.lemma in {"être", "avoir", "faire"},
        reading.person == 3,
        reading.mood == "ind",
    )


def replaced(match: Match, lemma: str) -> tuple[Hit, ...]:
    """Return the hit that puts another verb in the place of the one named v."""
    return in_place(match.sentence, match["v"].index, same_form(match, lemma))
