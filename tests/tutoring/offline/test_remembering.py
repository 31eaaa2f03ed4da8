import pytest

from tutoring.offline.remembering import asks_for_the_known


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Tu habites où ?", "j'habite a nice"),
        ("Comment est-ce que tu t'appelles ?", "salut, je m'appelle ana"),
        ("Qu'est-ce que tu fais dans la vie ?", "je suis boulangere"),
        ("Tu as des frères et sœurs ?", "mon frere joue du piano"),
        ("Tu parles quelles langues ?", "je parle arabe a la maison"),
    ],
)
def test_what_was_told_is_known(question, told):
    assert asks_for_the_known(question, learner_said=told, tutor_said=())


def test_what_was_asked_in_other_words_is_known():
    assert asks_for_the_known(
        "Tu habites dans quelle ville ?", learner_said="", tutor_said=("Ah ! Tu habites où ?",)
    )


def test_a_statement_of_the_tutor_asks_for_nothing():
    assert not asks_for_the_known(
        "Tu habites où ?", learner_said="", tutor_said=("J'habite à Lyon. Tu aimes le thé ?",)
    )


def test_what_nobody_spoke_of_may_be_asked():
    assert not asks_for_the_known(
        "Tu as un animal à la maison ?", learner_said="j'habite a nice", tutor_said=()
    )
