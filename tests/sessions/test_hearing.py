"""Hearing is pure: a text, the words sought, what was said before."""

import pytest

from sessions.assessment.uses import Setup, asked_for, hear, missed_words, observe
from tests.rig.scripted import PlainWords
from tutoring.brief import Finding
from tutoring.language import SoughtWord

LANGUAGE = PlainWords()
BREAD = SoughtWord(1, "pain", "noun", "masculine")
KEY = SoughtWord(2, "clé", "noun", "feminine")


def setup(word, *, gloss="bread", mode="elicit", is_new=False):
    return Setup(
        word_id=word.word_id,
        lemma=word.lemma,
        gloss=gloss,
        part_of_speech=word.part_of_speech,
        gender=word.gender,
        is_new=is_new,
        mode=mode,
        difficulty_level=1,
    )


def finding(start, end, *, category="grammar", confidence=0.95, suggestion="du", severity="medium"):
    return Finding(
        code="test",
        start=start,
        end=end,
        span="x" * (end - start),
        suggestion=suggestion,
        category=category,
        severity=severity,
        confidence=confidence,
        message="because",
    )


def heard(text, **circumstances):
    return hear(LANGUAGE, text, [BREAD, KEY], **circumstances)


def test_a_word_that_is_used_is_found_where_it_stands():
    use = heard("Je mange du pain.").uses[1]

    assert (use.start, use.end) == (12, 16)


def test_a_word_said_before_is_an_echo():
    assert heard("Du pain !", recent=["Tu veux du pain ?"]).echoed == {1}
    assert heard("Du pain !", recent=["Tu as faim ?"]).echoed == frozenset()


@pytest.mark.parametrize(
    ("text", "recent", "foreign"),
    [
        ("mot " * 81, [], True),
        ("mot " * 80, [], False),
        ("je crois que tu manges du pain tous les jours", ["Je crois que tu manges du pain tous les jours !"], True),
        ("je crois que tu manges du pain", ["Je crois que tu manges du pain tous les jours !"], False),
    ],
)  # fmt: skip
def test_long_and_copied_texts_are_not_the_learners_own(text, recent, foreign):
    assert heard(text, recent=recent).foreign is foreign


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Comment dit-on « bread » en français ?", {1}),
        ('comment on dit "bread" ?', {1}),
        ("How do you say bread?", {1}),
        ("What is the French for bread?", {1}),
        ("Comment dit-on « butter » ?", set()),
        ("I like bread.", set()),
    ],
)
def test_asking_for_a_word_is_noticed_by_its_meaning(text, words):
    assert asked_for(text, [setup(BREAD)]) == words


def test_an_error_belongs_to_the_word_that_it_overlaps():
    text = "Je mange de le pain."

    near = observe(heard(text), 1, findings=[finding(15, 19)], setup=setup(BREAD))
    far = observe(heard(text), 1, findings=[finding(3, 8)], setup=setup(BREAD))

    assert (near.form_error, near.lexical_error, near.confidence) == (True, False, 0.95)
    assert (far.form_error, far.confidence) == (False, 1.0)


def test_a_vocabulary_correction_is_a_wrong_word():
    wrong = finding(12, 16, category="vocabulary", confidence=0.85)

    observed = observe(heard("Je mange du pain."), 1, findings=[wrong])

    assert (observed.lexical_error, observed.form_error, observed.confidence) == (True, False, 0.85)


def test_a_target_offered_in_place_of_a_wrong_word_was_missed():
    offered = finding(0, 3, category="vocabulary", suggestion="la clé")

    assert missed_words(LANGUAGE, [BREAD, KEY], [offered]) == {2: offered}


def test_a_word_in_quotation_marks_is_not_the_learners_own():
    assert observe(heard("Tu as écrit « du pain » hier."), 1, findings=[]).foreign_text is True


@pytest.mark.parametrize(
    ("text", "own"), [("pain", False), ("du pain", False), ("avec du pain", True)]
)
def test_a_bare_word_is_no_sentence_of_the_learners_own(text, own):
    assert observe(heard(text), 1, findings=[]).own_sentence is own


def test_a_target_that_was_not_used_is_seen_as_such():
    observed = observe(heard("Bonjour."), 1, findings=[], setup=setup(BREAD, mode="introduce"))

    assert (observed.used, observed.is_target, observed.introduced_now) == (False, True, True)
