"""Checks the learner's answer to the tutor's own exercise, and leaves the rest of the message.

    « Elle va ___ la course » (« to win »)  ->  « gagner ! Et toi ? »  ->  praise, « Et toi ? »

The word asked for has often left the plan by now, so it is read back from the tutor's last line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from tutoring.brief import Brief, Finding, Mode, TargetWord
from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.tokens import Token, tokenize
from tutoring.offline.glossary import words_for
from tutoring.offline.hearing import listen
from tutoring.offline.mirror import lexical
from tutoring.offline.practice import GAP, gapped
from tutoring.offline.register import render
from tutoring.offline.scenarios import acts, fold, phrases
from tutoring.offline.talk import Talk, bare_lemma, capitalised, first_sense, is_form

_LONGEST_GUESS: Final = 3  # words without a subject and its verb
_LONGEST_TRIAL: Final = 6  # words around the right one: « votre exercice, c'est rêve »
_FRAMES: Final = ("elicit_gap", "elicit_plain")
_CHALLENGES: Final = ("elicit_hint", "elicit_challenge")
_UNKNOWN: Final = re.compile(
    r"^(?:euh|hum|ben|bah|alors|oh|desolee?|pardon)?[ ,.…]*(?:(?:je|j') ?)?(?:ne |n')?"
    r"(?:sais? (?:pas|plus)|(?:ai )?(?:pas d.|aucune |no )ide[ea]|me (?:souviens|rappelle) (?:pas|plus)"
    r"|connais pas|ai oublie)|^(?:i don.?t know|idk|jsp|chais pas|aucune idee)"
)
_ABOUT_IT: Final = re.compile(r"\b(?:exercice|le mot|reponse|c'est «|c'est \")")


@dataclass(frozen=True, slots=True)
class Exercise:
    """What the tutor asked for: the word that `gloss` means, where `gap` has its hole."""

    gloss: str
    gap: str = ""  # without full stop; empty when the word alone was asked for
    free: bool = False  # a challenge to use the word some time, not a question

    def filled(self, form: str) -> str:
        return capitalised(self.gap.replace(GAP, form))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the tutor says of an answer, and the talk about what else the learner said."""

    talk: Talk
    sentence: str


def checked(talk: Talk) -> Verdict | None:
    """Return the verdict on the answer to the last exercise; None when there was none."""
    exercise = last_exercise(talk)
    sentences = _sentences(talk.brief.learner_text)
    if exercise is None or not sentences:
        return None
    words = tuple(_sought(talk.brief, exercise))
    found = next((hit for s in sentences if (hit := _found(s, words))), None)
    tries = [s for s in sentences if _answers_only(s, exercise, words)]
    if found:
        return Verdict(_rest(talk, sentences, tries, words), _praise(talk, exercise, words, found))
    if words and sentences[0] in tries and not exercise.free:
        said = _given(talk, exercise, words[0], sentences[0])
        return Verdict(_rest(talk, sentences, tries, words), said)
    return None


def _answers_only(sentence: str, exercise: Exercise, words: tuple[TargetWord, ...]) -> bool:
    """Whether a sentence does nothing but answer the exercise, rightly or not."""
    if _found(sentence, words):
        return _is_trial(sentence, exercise)
    return bool(words) and _is_try(sentence, exercise, words[0])


def last_exercise(talk: Talk) -> Exercise | None:
    last = talk.tutor_lines[-1] if talk.tutor_lines else ""
    for names in (_FRAMES, _CHALLENGES):
        for pattern in _patterns(names, formal=talk.formal):
            if found := pattern.search(last):
                return Exercise(**found.groupdict(), free=names is _CHALLENGES)
    return None


@lru_cache(maxsize=4)
def _patterns(names: tuple[str, ...], *, formal: bool) -> tuple[re.Pattern[str], ...]:
    frames = [render(frame, formal=formal) for name in names for frame in phrases().frames[name]]
    return tuple(re.compile(_as_pattern(frame)) for frame in frames)


def _as_pattern(frame: str) -> str:
    pattern = re.escape(frame)
    for slot in ("gloss", "gap"):
        pattern = pattern.replace(re.escape(f"{{{slot}}}"), f"(?P<{slot}>[^«»]+)", 1)
    return pattern


def _sought(brief: Brief, exercise: Exercise) -> Iterator[TargetWord]:
    """Yield the words that would be right, the one meant first."""
    for target in (*brief.targets, *brief.previous_targets):
        if first_sense(target.gloss) == exercise.gloss:
            yield target
    yield from words_for(exercise.gloss)


def _found(sentence: str, words: tuple[TargetWord, ...]) -> tuple[TargetWord, Token] | None:
    """Return the right word of a sentence, with or without its accents."""
    for word in words:
        forms = {fold(form) for form in _forms(bare_lemma(word.lemma))}
        for token in tokenize(sentence):
            if token.is_word and (is_form(token.norm, word) or fold(token.norm) in forms):
                return word, token
    return None


@lru_cache(maxsize=64)
def _forms(lemma: str) -> tuple[str, ...]:
    parts = {r.pos for r in lexicon().readings(lexical(lemma))}
    forms = (form for pos in sorted(parts) for form, _ in lexicon().paradigm(lexical(lemma), pos))
    return tuple(dict.fromkeys((lemma, *forms)))


def _expected(exercise: Exercise, word: TargetWord) -> str | None:
    """Return the form that stands in the gap; None when the word's example is another."""
    gap, example = gapped(word) or "", word.example.strip()
    if not exercise.gap or gap.rstrip(" .") != exercise.gap:
        return None
    before, _, after = gap.partition(GAP)
    return example[len(before) : len(example) - len(after)]


def _praise(
    talk: Talk, exercise: Exercise, words: tuple[TargetWord, ...], found: tuple[TargetWord, Token]
) -> str:
    word, written = found[0], found[1].norm
    form = _expected(exercise, word)
    meant = _expected(exercise, words[0])
    if meant and form is None:
        return _framed(talk, "exercise_other", tried=_spelt(written, word), word=meant)
    if form and fold(written) != fold(form):
        return _framed(talk, "exercise_form", word=form, sentence=exercise.filled(form))
    form = form or _spelt(written, word)
    right = lexical(written) == lexical(form.lower())
    return _framed(talk, "elicit_found" if right else "exercise_accent", word=form)


def _spelt(written: str, word: TargetWord) -> str:
    """Return the form that was meant, with its accents."""
    if lexicon().knows(lexical(written)):
        return written
    forms = _forms(bare_lemma(word.lemma))
    return next((form for form in forms if fold(form) == fold(written)), word.lemma)


def _given(talk: Talk, exercise: Exercise, word: TargetWord, tried: str) -> str:
    """Give the word kindly to a learner who does not know it, or took another."""
    name = "exercise_given" if _UNKNOWN.search(fold(tried)) else "exercise_wrong"
    if form := _expected(exercise, word):
        return _framed(talk, name, word=form, sentence=exercise.filled(form))
    return _framed(talk, f"{name}_plain", word=bare_lemma(word.lemma))


def _framed(talk: Talk, name: str, **slots: str) -> str:
    """Fill a frame though it says a word of the plan: the learner has just tried it."""
    free = replace(talk, brief=replace(talk.brief, targets=()))
    return free.framed(name, **slots) or ""


def _sentences(text: str) -> tuple[str, ...]:
    return tuple(s for s in re.split(r"(?<=[.!?…])\s+", text.strip()) if s)


def _is_trial(sentence: str, exercise: Exercise) -> bool:
    """Whether a sentence with the right word does nothing else but answer."""
    count = len(_words(sentence))
    if count <= _LONGEST_GUESS or (count <= _LONGEST_TRIAL and _ABOUT_IT.search(fold(sentence))):
        return True
    return _fills(sentence, exercise)


def _fills(sentence: str, exercise: Exercise) -> bool:
    """Whether a sentence is the one of the exercise, with something in its hole."""
    around = set(_words(exercise.gap)) - {GAP}
    said = _words(sentence)
    return len(around) > 1 and around <= set(said) and len(said) <= len(around) + 3


def _is_try(sentence: str, exercise: Exercise, word: TargetWord) -> bool:
    """Whether a sentence without the right word tries to answer, or gives up."""
    folded = fold(sentence)
    if _UNKNOWN.search(folded) or _fills(sentence, exercise):
        return True
    said = listen(sentence)
    if not 0 < len(_words(sentence)) <= _LONGEST_GUESS or _speaks(said.tokens):
        return False
    if any(re.search(act.pattern, said.folded) for act in acts().values()):
        return False
    parts = {pos for _, pos, _ in said.lemmas}
    return word.part_of_speech in parts


def _speaks(tokens: tuple[Token, ...]) -> bool:
    """Whether it is a sentence of its own: somebody does something."""
    subjects = {
        "je",
        "j'",
        "il",
        "elle",
        "on",
        "nous",
        "ils",
        "elles",
        "tu",
        "vous",
        "mais",
        "pourquoi",
    }
    return any(token.norm in subjects for token in tokens)


def _words(text: str) -> list[str]:
    return [fold(t.norm) for t in tokenize(text.replace(GAP, "")) if t.is_word]


def _rest(
    talk: Talk, sentences: tuple[str, ...], tries: list[str], words: tuple[TargetWord, ...]
) -> Talk:
    """Return the talk about what else was said, in which the word is no secret any more."""
    text = " ".join(s for s in sentences if s not in tries)
    asked = {bare_lemma(word.lemma) for word in words}
    targets = tuple(
        replace(t, mode=Mode.LISTEN) if bare_lemma(t.lemma) in asked else t
        for t in talk.brief.targets
    )
    findings = _moved(talk.brief, text)
    brief = replace(talk.brief, learner_text=text, findings=findings, targets=targets)
    return Talk(brief, talk.topic_name)


def _moved(brief: Brief, text: str) -> tuple[Finding, ...]:
    """Return the findings that lie in what is left, at their new places."""
    start = brief.learner_text.find(text) if text else -1
    if start < 0:
        return ()
    return tuple(
        replace(f, start=f.start - start, end=f.end - start)
        for f in brief.findings
        if start <= f.start and f.end <= start + len(text)
    )
