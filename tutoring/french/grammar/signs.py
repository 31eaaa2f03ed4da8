"""What the words beside a word say of the part it plays in the sentence."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.usage import (
    genders_shown_by,
    is_mostly_finite,
    mostly,
    poses,
    share,
    verb_lemmas,
)

if TYPE_CHECKING:
    from tutoring.french.grammar.disambiguation import Context

SUBJECTS: Final = {
    "je": (1, "s"), "j'": (1, "s"), "tu": (2, "s"), "t'": (2, "s"), "il": (3, "s"),
    "elle": (3, "s"), "on": (3, "s"), "ce": (3, "s"), "c'": (3, "s"), "ça": (3, "s"),
    "cela": (3, "s"), "nous": (1, "p"), "vous": (2, "p"), "ils": (3, "p"), "elles": (3, "p"),
    "qui": (0, ""),
}  # fmt: skip
DETERMINERS: Final = frozenset(
    """un une des du au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos
    leurs quel quelle quels quelles chaque quelques plusieurs aucun aucune deux trois quatre cinq
    six sept huit neuf dix vingt cent mille premier première""".split()
)
# Determiners before a noun, but objects before a verb.
OBJECTS_OR_DETERMINERS: Final = frozenset("le la les l' leur".split())
OBJECTS: Final = frozenset("me m' te se s' y lui ne n'".split())
PREPOSITIONS: Final = frozenset(
    """à de d' pour sans avec en par chez sur sous dans vers contre entre dès depuis pendant
    avant après""".split()
)
DEGREES: Final = frozenset("très trop si assez aussi tellement plutôt vraiment hyper super".split())
# What may stand between a pronoun or an auxiliary and its verb.
_BETWEEN: Final = frozenset(
    """ne n' pas plus jamais rien me m' te t' se s' le la les l' lui leur y en nous vous bien déjà très
    trop si assez tellement plutôt toujours encore souvent vraiment beaucoup trop tout aussi même presque enfin peut-être""".split()
)
_MODALS: Final = frozenset(
    """pouvoir vouloir devoir aller savoir falloir faire laisser aimer adorer détester préférer
    espérer venir penser compter oser sembler désirer souhaiter""".split()
)
_NE: Final = frozenset({"ne", "n'"})
_QUANTITIES: Final = frozenset("beaucoup peu trop plus assez moins tant autant combien pas".split())
_BEFORE_VERB: Final = OBJECTS | OBJECTS_OR_DETERMINERS | {"en", "nous", "vous"}
_NEAR, _FAR = 8, 16  # words within which a neighbour is looked for
_NOTABLE: Final = 0.15
_COPULAS: Final = frozenset("être sembler paraître devenir rester sentir".split())


@dataclass(frozen=True, slots=True)
class Signs:
    """What the words beside a word say of it."""

    determined: bool  # an article or the like stands before, adjectives between
    subject: tuple[int, str] | None  # person and number of the pronoun before or after
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


def signs_at(context: "Context", at: int) -> Signs:
    before, verb_at = context.norm(at - 1), _verb_before(context, at)
    after = context.norm(at + 1)
    before_all = {context.norm(place) for place in range(max(0, at - 8), at)}
    lemmas = verb_lemmas(context.norm(verb_at)) if verb_at >= 0 else frozenset()
    auxiliary = not lemmas.isdisjoint({"avoir", "être"})
    copula, modal = not lemmas.isdisjoint(_COPULAS), not lemmas.isdisjoint(_MODALS)
    return Signs(
        determined=_is_determined(context, at),
        subject=_subject(context, at),
        governed=_is_governed(context, at),
        auxiliary=auxiliary,
        copula=copula,
        modal=modal,
        other_verb=verb_at >= 0
        and mostly(context.norm(verb_at), "verb")
        and not (auxiliary or copula or modal),
        preposition=before in PREPOSITIONS,
        gerund=before == "en",
        degree=before in DEGREES,
        noun_before=context.is_before(at, "noun"),
        noun_after=share(after, "noun") > _NOTABLE,
        que_before="que" in before_all or "qu'" in before_all,
        object_after=after in DETERMINERS | OBJECTS_OR_DETERMINERS | PREPOSITIONS,
        negation_after=after in {"ne", "n'"},
        clitic_after=after.startswith("-") and after not in {"-là", "-ci"},
        misfit=_misfits(context, at),
        like_before=before in {"et", "ou"} and context.is_before(at - 1, "adjective"),
        clause_lacks_verb=_lacks_verb(context, at),
        starts=at == 0 or not context.tokens[at - 1].is_word,
    )


def _lacks_verb(context: "Context", at: int) -> bool:
    """Whether nothing else between the marks around the word is likely to be its clause's verb."""
    for places in (range(at - 1, at - _FAR, -1), range(at + 1, at + _FAR)):
        for place in places:
            if not (0 <= place < len(context.tokens) and context.tokens[place].is_word):
                break
            if is_mostly_finite(context.norm(place)):
                return False
    return True


def _misfits(context: "Context", at: int) -> bool:
    """Whether the noun before has another gender than the word has as an adjective."""
    noun = lexicon().genders(context.norm(at - 1)) if context.is_before(at, "noun") else ()
    own = genders_shown_by(context.norm(at), before_vowel=False)
    return len(noun) == 1 and len(own) == 1 and set(noun) != own


def _is_determined(context: "Context", at: int) -> bool:
    """Whether an article or the like stands before, or a preposition and an adjective."""
    for place in range(at - 1, max(-1, at - _NEAR), -1):
        word = context.norm(place)
        if word in DETERMINERS:
            return True
        if word in OBJECTS_OR_DETERMINERS:
            return _subject_at(context, place) is None and context.norm(place - 1) not in _NE
        if word in {"de", "d'"} and context.norm(place - 1) in _QUANTITIES:
            return True
        if not mostly(word, "adjective"):
            return place < at - 1 and (word in PREPOSITIONS or not context.tokens[place].is_word)
    return at > 0 and mostly(context.norm(0), "adjective")  # Bon voyage !


def _is_governed(context: "Context", at: int) -> bool:
    """Whether a pronoun or a negation that only verbs have stands right before."""
    before = context.norm(at - 1)
    if before in OBJECTS or (before in {"y", "en"} and context.norm(at - 2) in SUBJECTS):
        return True
    if before in OBJECTS_OR_DETERMINERS:
        return _subject_at(context, at - 1) is not None or context.norm(at - 2) in _NE
    return False


def _subject(context: "Context", at: int) -> tuple[int, str] | None:
    """Return person and number of the subject pronoun, before the verb or bound to it."""
    after = context.norm(at + 1)
    if after.startswith("-"):
        return SUBJECTS.get(after.removeprefix("-t-").removeprefix("-"))
    return _subject_at(context, at)


def _subject_at(context: "Context", at: int) -> tuple[int, str] | None:
    """Return the subject pronoun before a place, object pronouns and ne between."""
    first = max(-1, at - _NEAR)
    at -= 1
    while at > first and context.norm(at) in _BEFORE_VERB:
        if context.norm(at) in {"nous", "vous"} and context.norm(at - 1) not in SUBJECTS:
            break
        at -= 1
    word = context.norm(at)
    if word in {"ce", "c'"} and context.norm(at + 1) not in {"sont", "est", "était", "sera"}:
        return None
    return SUBJECTS.get(word)


def _verb_before(context: "Context", at: int) -> int:
    """Return where the verb is that this word completes; -1 without one."""
    first = max(-1, at - _NEAR)
    at -= 1
    while at > first and (context.norm(at) in _BETWEEN or context.norm(at).startswith("-")):
        at -= 1
    return at if at > first and "verb" in poses(context.norm(at)) else -1
