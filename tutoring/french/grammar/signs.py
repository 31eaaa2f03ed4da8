"""What the words beside a word say of the part it plays in the sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tutoring.french.grammar.sentence import Sentence
from tutoring.french.words.closed_classes import (
    ADVERBIAL_PRONOUNS,
    ARTICLES_OR_CLITICS,
    CARDINALS,
    CLITICS,
    DEGREES,
    DETERMINERS,
    MEDIAL_ADVERBS,
    NE,
    NEUTRAL,
    PERSONAL,
    REFLEXIVES,
    SIMPLE_PREPOSITIONS,
    Person,
)
from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.readings import Reading
from tutoring.french.words.usage import (
    genders_shown_by,
    is_mostly_finite,
    mostly,
    poses,
    share,
    verb_lemmas,
)
from tutoring.french.words.verb_classes import AUXILIARIES, BEFORE_INFINITIVE, COPULAS

# « T' » is "tu" in talk (t'as), and « qui » has the person of what it stands for.
_SUBJECTS: Final = {
    **PERSONAL,
    **dict.fromkeys(NEUTRAL, Person(3, "s")),
    "t'": Person(2, "s"),
    "qui": Person(0, ""),
}
# Those that stand before nothing but a noun; « premier » determines it too.
_DETERMINERS: Final = (
    (frozenset(DETERMINERS) - ARTICLES_OR_CLITICS) | CARDINALS | {"première", "premier"}
)
# Pronouns before a verb that are no subjects in talk either.
_OBJECTS: Final = (frozenset(REFLEXIVES) - {"t'", "nous", "vous"}) | NE | {"y", "lui"}
# Adverbs that stand beside adjectives, and seldom by themselves as « plus » and « bien » do.
_DEGREES: Final = DEGREES - {"plus", "moins", "bien"}
# What may stand between a pronoun or an auxiliary and its verb.
_BETWEEN: Final = CLITICS | NE | MEDIAL_ADVERBS
_QUANTITIES: Final = frozenset("beaucoup peu trop plus assez moins tant autant combien pas".split())
_BEFORE_VERB: Final = _OBJECTS | ARTICLES_OR_CLITICS | {"en", "nous", "vous"}
_BEFORE_OBJECT: Final = _DETERMINERS | ARTICLES_OR_CLITICS | SIMPLE_PREPOSITIONS
_COPULAS: Final = COPULAS | {"sentir"}  # « se sentir » takes an adjective, as they do
_AFTER_CE: Final = frozenset({"sont", "est", "était", "sera"})
_NEAR, _FAR = 8, 16  # words within which a neighbour is looked for
_NOTABLE: Final = 0.15


@dataclass(frozen=True, slots=True)
class Signs:
    """What the words beside a word say of it."""

    determined: bool  # an article or the like stands before, adjectives between
    counted: bool  # a number stands before, with which no singular goes
    subject: Person | None  # of the pronoun before or after
    governed: bool  # a pronoun or negation that only verbs have stands before
    auxiliary: bool
    copula: bool
    modal: bool
    other_verb: bool  # some other verb is completed by the word
    preposition: bool
    gerund: bool  # en stands before
    degree: bool
    noun_before: bool
    noun_after: bool
    object_after: bool
    negation_after: bool
    que_before: bool
    clitic_after: bool  # what only a verb has bound to it: -moi, -le
    misfit: bool  # the noun before has another gender than the word as an adjective
    like_before: bool  # et or ou joins it to an adjective
    clause_lacks_verb: bool
    starts: bool


def signs_at(sentence: Sentence, at: int, read: Mapping[int, Reading | None]) -> Signs:
    """Return the signs for the word at `at`; `read` is how those before it have been read."""
    return _Beside(sentence, at, read).signs()


class _Beside:
    """The words beside one word."""

    def __init__(self, sentence: Sentence, at: int, read: Mapping[int, Reading | None]) -> None:
        self.sentence, self.at, self.read = sentence, at, read
        self.before, self.after = sentence.norm(at - 1), sentence.norm(at + 1)

    def signs(self) -> Signs:
        verb_at = self._verb_before()
        verb = self.sentence.norm(verb_at) if verb_at >= 0 else ""
        lemmas = verb_lemmas(verb)
        auxiliary = not lemmas.isdisjoint(AUXILIARIES)
        copula = not lemmas.isdisjoint(_COPULAS)
        modal = not lemmas.isdisjoint(BEFORE_INFINITIVE)
        before_all = self.sentence.norms[max(0, self.at - _NEAR) : self.at]
        return Signs(
            determined=self._is_determined(),
            counted=self.before in CARDINALS,
            subject=self._subject(),
            governed=self._is_governed(),
            auxiliary=auxiliary,
            copula=copula,
            modal=modal,
            other_verb=mostly(verb, "verb") and not (auxiliary or copula or modal),
            preposition=self.before in SIMPLE_PREPOSITIONS,
            gerund=self.before == "en",
            degree=self.before in _DEGREES,
            noun_before=self._is_read(-1, "noun"),
            noun_after=share(self.after, "noun") > _NOTABLE,
            que_before="que" in before_all or "qu'" in before_all,
            object_after=self.after in _BEFORE_OBJECT,
            negation_after=self.after in NE,
            clitic_after=self.after.startswith("-") and self.after not in {"-là", "-ci"},
            misfit=self._misfits(),
            like_before=self.before in {"et", "ou"} and self._is_read(-2, "adjective"),
            clause_lacks_verb=self._lacks_verb(),
            starts=self.at == 0 or not self.sentence.words[self.at - 1].is_word,
        )

    def _is_read(self, offset: int, pos: str) -> bool:
        """Whether a word before has been read as that part of speech."""
        reading = self.read.get(self.at + offset)
        return reading is not None and reading.pos == pos

    def _lacks_verb(self) -> bool:
        """Whether nothing else between the marks around is likely to be the clause's verb."""
        at = self.at
        for places in (range(at - 1, at - _FAR, -1), range(at + 1, at + _FAR)):
            for place in places:
                word = self.sentence.word(place)
                if word is None or not word.is_word:
                    break
                if is_mostly_finite(word.norm):
                    return False
        return True

    def _misfits(self) -> bool:
        """Whether the noun before has another gender than the word has as an adjective."""
        noun = lexicon().genders(self.before) if self._is_read(-1, "noun") else frozenset()
        own = genders_shown_by(self.sentence.norm(self.at), following="")
        return len(noun) == 1 and len(own) == 1 and noun != own

    def _is_determined(self) -> bool:
        """Whether an article or the like stands before, or a preposition and an adjective."""
        sentence, at = self.sentence, self.at
        for place in range(at - 1, max(-1, at - _NEAR), -1):
            word = sentence.norms[place]
            if word in _DETERMINERS:
                return True
            if word in ARTICLES_OR_CLITICS:
                return self._subject_at(place) is None and sentence.norm(place - 1) not in NE
            if word in {"de", "d'"} and sentence.norm(place - 1) in _QUANTITIES:
                return True
            if not mostly(word, "adjective"):
                is_led = word in SIMPLE_PREPOSITIONS or not sentence.words[place].is_word
                return place < at - 1 and is_led
        return at > 0 and mostly(sentence.norms[0], "adjective")  # Bon voyage !

    def _is_governed(self) -> bool:
        """Whether a pronoun or a negation that only verbs have stands right before."""
        second = self.sentence.norm(self.at - 2)
        if self.before in _OBJECTS or (self.before in ADVERBIAL_PRONOUNS and second in _SUBJECTS):
            return True
        if self.before in ARTICLES_OR_CLITICS:
            return self._subject_at(self.at - 1) is not None or second in NE
        return False

    def _subject(self) -> Person | None:
        """Return the person of the subject pronoun, before the verb or bound to it."""
        if self.after.startswith("-"):
            return _SUBJECTS.get(self.after.removeprefix("-t-").removeprefix("-"))
        return self._subject_at(self.at)

    def _subject_at(self, at: int) -> Person | None:
        """Return the subject pronoun before a place, object pronouns and ne between."""
        sentence, first = self.sentence, max(-1, at - _NEAR)
        at -= 1
        while at > first and sentence.norm(at) in _BEFORE_VERB:
            if sentence.norm(at) in {"nous", "vous"} and sentence.norm(at - 1) not in _SUBJECTS:
                break
            at -= 1
        word = sentence.norm(at)
        if word in {"ce", "c'"} and sentence.norm(at + 1) not in _AFTER_CE:
            return None
        return _SUBJECTS.get(word)

    def _verb_before(self) -> int:
        """Return where the verb is that this word completes; -1 without one."""
        sentence, first, at = self.sentence, max(-1, self.at - _NEAR), self.at - 1
        while at > first and (sentence.norm(at) in _BETWEEN or sentence.norm(at).startswith("-")):
            at -= 1
        return at if at > first and "verb" in poses(sentence.norm(at)) else -1
