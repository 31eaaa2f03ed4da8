from dataclasses import replace

import pytest

from tutoring.brief import Brief, Line, Mode, Speaker, Style, TargetWord
from tutoring.offline.checking import checked
from tutoring.offline.talk import Talk

WINDOW = TargetWord(
    1, "fenêtre", "window", "noun", "feminine", "Il ouvre la fenêtre le matin.", mode=Mode.ELICIT
)
SING = TargetWord(2, "chanter", "to sing", "verb", "", "Elle chante sous la douche.")
GAP = "Au fait, quel mot manque dans « Il ouvre la ___ le matin » (« window ») ?"
VERB_GAP = "Petit exercice : comment dit-on « to sing » dans « Elle ___ sous la douche » ?"
CHALLENGE = "Au fait, essaie bientôt de placer le mot pour « window ». Tu as une voiture ?"


def verdict_on(text, *, asked=GAP, **fields):
    fields = {"previous_targets": (WINDOW, SING), **fields}
    brief = Brief("fr", "A2", learner_text=text, history=(Line(Speaker.TUTOR, asked),), **fields)
    return checked(Talk(brief, "maison"))


@pytest.mark.parametrize(
    ("said", "asked", "start"),
    [
        ("fenêtre", GAP, ("Exactement, « fenêtre »", "Oui, « fenêtre »", "Parfait")),
        ("la fenetre ?", GAP, ("Oui, « fenêtre », avec", "C'est ça, « fenêtre », et")),
        ("il ouvre la fenêtre le matin", GAP, ("Exactement", "Oui, « fenêtre »", "Parfait")),
        ("chanter", VERB_GAP, ("Oui, c'est bien ce mot, et ici on dit « chante »", "Presque")),
        ("le tapis", GAP, ("Pas tout à fait, ici c'est « fenêtre »", "Bien essayé")),
        ("je ne sais pas", GAP, ("Ce n'est pas grave, c'est « fenêtre »", "Pas de souci")),
    ],
)
def test_answers_are_told_apart(said, asked, start):
    assert verdict_on(said, asked=asked).sentence.startswith(start)


def test_a_wrong_answer_gets_the_whole_sentence():
    assert "« Il ouvre la fenêtre le matin. »" in verdict_on("le tapis").sentence


def test_the_rest_of_the_message_is_still_to_be_answered():
    verdict = verdict_on("Fenêtre ! Et toi, tu dors bien ?")

    assert verdict.talk.brief.learner_text == "Et toi, tu dors bien ?"


def test_a_word_that_is_said_is_no_secret_any_more():
    verdict = verdict_on("Fenêtre !", targets=(WINDOW, SING))

    assert [target.mode for target in verdict.talk.brief.targets] == [Mode.LISTEN, Mode.LISTEN]


@pytest.mark.parametrize(
    "said", ["Pourquoi ?", "Merci beaucoup.", "Je préfère parler de mon travail.", "Oui.", ""]
)
def test_what_is_no_answer_gets_no_verdict(said):
    assert verdict_on(said) is None


def test_there_is_no_verdict_without_an_exercise():
    assert verdict_on("fenêtre", asked="Tu as une grande maison ?") is None


def test_a_challenge_is_praised_when_met_and_forgotten_when_not():
    assert "« fenêtre »" in verdict_on("Oui, avec une fenêtre cassée.", asked=CHALLENGE).sentence
    assert verdict_on("Oui, une rouge.", asked=CHALLENGE) is None


def test_the_shipped_list_knows_a_word_that_has_left_the_plan():
    known = replace(WINDOW, example="")

    assert verdict_on("fenêtre", previous_targets=()).sentence.endswith(("!", "."))
    assert "« fenêtre »" in verdict_on("le tapis", previous_targets=(known,)).sentence


def test_a_formal_talk_checks_too():
    asked = "Pour réviser un peu, comment est-ce que vous complétez « Il ouvre la ___ le matin » (« window ») ?"

    assert verdict_on("fenêtre", asked=asked, style=Style.TRAVEL) is not None
