"""What is said to somebody in danger."""

from dataclasses import replace

import pytest

from tutoring.safety.answering import Addressee, answer_to, answers, known_languages
from tutoring.safety.detecting import Alarm
from tutoring.safety.help_lines import place_of
from tutoring.safety.kinds import Kind

IN_FRANCE = place_of(timezone="Europe/Paris", native_language="en")
LEARNER = Addressee(learning="fr", native_language="en", level="A1", place=IN_FRANCE)


def numbers(answer):
    return [named.line.number for named in answer.lines]


def test_a_child_is_believed_and_given_the_line_for_children():
    answer = answer_to(Alarm(Kind.ABUSE, language="fr", minor=True), LEARNER)

    assert "Je te crois. Ce n'est pas ta faute." in answer.text
    assert "I believe you. It is not your fault." in answer.translation
    assert answer.text.endswith(answer.translation)
    assert numbers(answer) == ["17", "119"]


def test_who_may_be_grown_up_is_given_both_lines():
    answer = answer_to(Alarm(Kind.ABUSE, language="fr"), LEARNER)

    assert numbers(answer) == ["17", "119", "3919"]


def test_an_emergency_comes_with_its_number_alone():
    answer = answer_to(Alarm(Kind.MEDICAL, language="fr"), LEARNER)

    assert "Appelle le 15 maintenant" in answer.text
    assert numbers(answer) == ["15"]


def test_other_dangers_add_their_lines():
    alarm = Alarm(Kind.MEDICAL, others=(Kind.PARTNER_VIOLENCE,), language="fr")

    assert numbers(answer_to(alarm, LEARNER)) == ["15", "17", "3919"]


def test_a_message_in_another_language_is_answered_in_it():
    answer = answer_to(Alarm(Kind.SELF_HARM, language="de"), LEARNER)

    assert answer.translation.startswith("Danke, dass du es mir sagst.")


def test_who_speaks_the_language_learned_hears_it_once():
    answer = answer_to(Alarm(Kind.DANGER, language="fr"), replace(LEARNER, native_language="fr"))

    assert answer.text == answer.translation


def test_without_a_country_another_emergency_number_is_left_open():
    unknown = replace(LEARNER, place=place_of(timezone="UTC", native_language="en"))

    answer = answer_to(Alarm(Kind.MEDICAL, language="fr"), unknown)

    assert "Appelle le 112" in answer.text
    assert "Ailleurs, appelle le numéro d'urgence de ton pays." in answer.text


def test_a_friend_in_danger_is_spoken_of_as_such():
    answer = answer_to(Alarm(Kind.SELF_HARM, of_another=True, language="fr"), LEARNER)

    assert "Cette personne a besoin d'aide maintenant." in answer.text


@pytest.mark.parametrize("level", ["A1", "B2"])
@pytest.mark.parametrize("of_another", [True, False])
@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", sorted(known_languages()))
def test_every_language_has_every_text(language, kind, of_another, level):
    alarm = Alarm(kind, of_another=of_another, language=language)

    answer = answer_to(alarm, replace(LEARNER, native_language=language, level=level))

    assert "{" not in answer.text
    assert len(answer.translation) < 700


@pytest.mark.parametrize("language", sorted(known_languages()))
def test_every_language_has_words_for_afterwards(language):
    assert set(answers(language).after) == {"thanks", "cannot", "else", "goes_on"}
