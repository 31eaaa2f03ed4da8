"""The participle in compound tenses: il a mangé, elle est tombée, après avoir dormi."""

from collections.abc import Iterator

from tutoring.french.grammar.predicates import predicates, skip_adverbs
from tutoring.french.grammar.sentence import Sentence, Word
from tutoring.french.rules.hits import Hit
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.procedures.verbs import verb_lemma
from tutoring.french.words.closed_classes import DETERMINERS
from tutoring.french.words.inflection import participle


def _auxiliaries(sentence: Sentence, lemma: str) -> Iterator[int]:
    """Yield the indices of the finite forms of avoir or être that can be auxiliaries."""
    for word in sentence.words:
        if any(r.lemma == lemma for r in word.finites) and not word.joined:
            yield word.index


def _after(sentence: Sentence, at: int) -> Word | None:
    at += 1
    while (word := sentence.word(at)) and word.joined == "clitic":
        at += 1
    return sentence.word(skip_adverbs(sentence, at))


def participle_after_avoir(sentence: Sentence) -> Iterator[Hit]:
    for at in _auxiliaries(sentence, "avoir"):
        word = _after(sentence, at)
        if sentence.norms[at] == "a" and not _has_subject(sentence, at):
            continue  # a commence a manger: the preposition without its accent
        if word and _sounds_like_participle(word) and _is_no_noun(sentence, word):
            form = participle(verb_lemma(word))
            if form:
                yield Hit(word.index, word.index, form)


def _has_subject(sentence: Sentence, at: int) -> bool:
    before = sentence.norm(at - 1)
    return before in {"n'", "l'", "m'", "t'", "y", "en", "qui"} or any(
        predicate.verb == at for predicate in predicates(sentence)
    )


def _is_no_noun(sentence: Sentence, word: Word) -> bool:
    if not word.nouns or "infinitive" in word.traits or word.norm == "étais":
        return True
    if word.infinitive.endswith("er") and not word.mostly("noun", 0.9):
        return True
    following = sentence.word(word.index + 1)
    opened = following is not None and following.norm in DETERMINERS.keys() - {
        "du",
        "des",
        "au",
        "aux",
    }
    return not word.infinitive and (opened or bool(following and following.is_capitalised))


def _sounds_like_participle(word: Word) -> bool:
    """Whether a form that is no participle sounds like one: manger, mangez, mangeais."""
    if word.norm in {"étais", "était", "étaient"}:
        return True
    if word.participles or not word.verbs or word.joined:
        return False
    if word.infinitive:
        return not word.finites
    if word.norm.endswith(("it", "is", "ut", "us", "t")):
        return word.mostly("verb", 0.8) and word.norm not in {"est", "sont", "peut", "faut"}
    if word.norm.endswith("e") and word.norm not in {"marre", "envie"}:
        return word.norm[:-1] + "é" == participle(verb_lemma(word))
    return word.norm.endswith(("ez", "ais", "ait", "aient")) and verb_lemma(word).endswith("er")


def participle_after_etre(sentence: Sentence) -> Iterator[Hit]:
    subjects = {p.verb: p for p in predicates(sentence)}
    for at in _auxiliaries(sentence, "être"):
        word, subject = _after(sentence, at), subjects.get(at)
        if subject is None or not word or not word.infinitive.endswith("er") or word.finites:
            continue
        if not word.mostly("verb", 0.5):
            continue
        gender = subject.gender or "m"
        yield Hit(word.index, word.index, participle(word.infinitive, gender, subject.number))


def participle_after_ete(match: Match) -> str | None:
    lemma = match["v"].infinitive
    if not lemma.endswith("er") or match["v"].finites or lemma in {"manger", "chercher"}:
        return None  # j'ai été manger: I went and ate
    subject = next((p for p in predicates(match.sentence) if p.verb < match.first), None)
    gender = (subject.gender if subject else "") or "m"
    return participle(lemma, gender, subject.number if subject else "s")
