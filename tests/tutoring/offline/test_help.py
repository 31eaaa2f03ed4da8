import pytest

from tutoring.brief import Brief, Line, Speaker, Style, TargetWord
from tutoring.offline.help import hint, simplify, suggestions, translate

GET_UP = TargetWord(
    word_id=1,
    lemma="se lever",
    gloss="to get up; to rise",
    part_of_speech="verb",
    example="Je me lève à sept heures.",
)


@pytest.mark.parametrize(
    ("step", "shown"),
    [
        (1, "Meaning: to get up; to rise"),
        (2, "to get up: l _ _ _ _"),
        (3, "Je me ___ à sept heures. (l _ _ _ _)"),
        (9, "Je me ___ à sept heures. (l _ _ _ _)"),
    ],
)
def test_hints_say_more_each_time_and_never_the_word(step, shown):
    assert hint(GET_UP, step) == shown


def test_a_word_without_example_is_hinted_at_by_its_letter():
    word = TargetWord(word_id=2, lemma="pain", gloss="bread")

    assert hint(word, 3) == "bread: p _ _ _"


def asked(question, **changes):
    return Brief("fr", "A1", history=(Line(Speaker.TUTOR, question),), **changes)


def test_three_replies_fit_the_scenario_question_that_was_asked():
    brief = asked("Très bien ! Qu'est-ce que tu manges le matin ?", topic="food")

    assert suggestions(brief) == (
        "Je mange du pain avec du beurre.",
        "Je bois un café et je mange un croissant.",
        "Le matin, je ne mange pas.",
    )


def test_formal_questions_are_known_too():
    brief = asked("C'est pour combien de nuits ?", topic="hotel", style=Style.TRAVEL)

    assert suggestions(brief)[0] == "Pour deux nuits, s'il vous plaît."


def test_an_unknown_question_gets_the_usual_replies():
    assert len(set(suggestions(asked("Et la lune ?")))) == 3


def test_long_sentences_are_cut_at_their_joints():
    line = "Au fait, mon plat préféré est simple, mais il faut du temps pour le faire (une heure)."

    assert simplify(line, "A1") == (
        "Mon plat préféré est simple. Mais il faut du temps pour le faire."
    )


def test_a_question_is_left_whole():
    assert simplify("Qu'est-ce que tu fais le soir ?", "A1") == "Qu'est-ce que tu fais le soir ?"


def test_known_lines_are_translated_in_both_registers():
    assert translate("Tu préfères le thé ou le café ?") == "Do you prefer tea or coffee?"
    assert translate("Vous préférez le thé ou le café ?") == "Do you prefer tea or coffee?"


def test_a_sentence_made_for_the_occasion_stays_french():
    line = "Ah, tu aimes la mer ! Tu nages dans la mer ?"

    assert translate(line) == "« Ah, tu aimes la mer ! » Do you swim in the sea?"


def test_a_new_word_and_its_meaning_stay_in_one_sentence():
    new = "À part, un nouveau mot pour toi : « vouloir » (to want), par exemple « Je veux bien. »"

    assert translate(f"{new} Tu préfères le thé ou le café ?") == (
        f"“{new}” Do you prefer tea or coffee?"
    )


def test_a_text_without_a_known_line_has_no_translation():
    assert translate("Ah, tu aimes la mer !") is None
