"""Words that ask for a certain preposition: dépendre de, intéressé par, d'accord avec."""

from collections import defaultdict
from collections.abc import Iterator

from tutoring.french.grammar.sentence import Sentence
from tutoring.french.rules.hits import Hit
from tutoring.french.words.closed_classes import DETERMINERS
from tutoring.french.words.elision import CONTRACTED, join

# The lemma or form before, the prepositions learners put there, the one it asks for.
GOVERNED: tuple[tuple[str, str, str], ...] = (
    ("intéressé", "dans en de", "par"),
    ("dépendre", "sur à en", "de"),
    ("intéresser", "en dans de", "à"),
    ("participer", "dans en", "à"),
    ("assister", "en dans", "à"),
    ("profiter", "avec à", "de"),
    ("manquer", "avec", "de"),
    ("ressembler", "comme de", "à"),
    ("renoncer", "de", "à"),
    ("rêver", "sur", "de"),
    ("parler", "sur", "de"),
    ("discuter", "sur", "de"),
    ("fatigué", "avec", "de"),
    ("content", "avec", "de"),
    ("satisfait", "avec", "de"),
    ("amoureux", "avec", "de"),
    ("fier", "pour", "de"),
    ("responsable", "pour à", "de"),
    ("différent", "que à", "de"),
    ("capable", "à pour", "de"),
    ("proche", "à", "de"),
    ("loin", "à", "de"),
    ("couvert", "avec", "de"),
    ("rempli", "avec", "de"),
    ("plein", "avec", "de"),
    ("fâché", "à", "contre"),
    ("accord", "à de", "avec"),
    ("habitué", "de avec", "à"),
    ("allergique", "de avec", "à"),
    ("surpris", "avec", "par"),
)
# By the wrong preposition: what it stands after, and the right one.
WRONGLY_GIVEN: dict[str, list[tuple[str, str]]] = defaultdict(list)
for _lemma, _wrong, _right in GOVERNED:
    for _given in _wrong.split():
        WRONGLY_GIVEN[_given].append((_lemma, _right))


def _wanted(sentence: Sentence, at: int) -> str:
    """Return the preposition that the word before `at` asks for instead of the one there."""
    before, given = sentence.words[at - 1], sentence.norms[at]
    for lemma, right in WRONGLY_GIVEN.get(given, ()):
        is_meant = lemma == before.norm or any(
            r.lemma == lemma and (r.pos in {"adjective", "verb"} or r.mood == "part")
            for r in before.readings
        )
        if is_meant and lemma in before.lemmas | {before.norm}:
            return right
    return ""


def governed(sentence: Sentence) -> Iterator[Hit]:
    for word in sentence.words[1:-1]:
        following = sentence.words[word.index + 1]
        right = _wanted(sentence, word.index)
        if sentence.norm(word.index + 2) == "ton":
            continue  # parler sur un ton sec
        if not right or not _is_object(following.norm, following.poses, following.is_capitalised):
            continue
        if sentence.norm(word.index - 1) == "accord" and sentence.norm(word.index - 2) != "d'":
            continue
        short = CONTRACTED.get((right, following.norm))
        if short:
            yield Hit(word.index, word.index + 1, short)
        elif join(right, following.norm) != f"{right} {following.norm}":
            yield Hit(word.index, word.index + 1, join(right, following.text))
        else:
            yield Hit(word.index, word.index, right)


def _is_object(norm: str, poses: frozenset[str], is_capitalised: bool) -> bool:
    stressed = {"moi", "toi", "lui", "elle", "nous", "vous", "eux", "elles", "ça", "cela"}
    return norm in DETERMINERS or norm in stressed or is_capitalised or poses == {"noun"}
