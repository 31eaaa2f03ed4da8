import pytest

from tests.tutoring.offline.test_questions import said

JOB = "Je travaille dans une ferme près de Dijon."


@pytest.mark.parametrize(
    ("question", "query"),
    [
        ("Et ça te gêne, ou pas du tout ?", "Me gêner de quoi ?"),
        ("Tu peux me donner un exemple ?", "Un exemple de quoi, pardon ?"),
        ("Quel est le plus gros problème ?", "Quel problème ?"),
        ("Qu'est-ce que tu voudrais changer ?", "Changer quoi ?"),
    ],
)
def test_a_question_that_was_not_understood_is_given_up(question, query):
    reply = said(query, "Où est-ce que tu travailles ?", JOB, question)

    assert "question" in reply
    assert "tu travailles dans une ferme" in reply
    assert question not in reply


@pytest.mark.parametrize("level", ["B1", "B2"])
def test_an_advanced_learner_hears_no_unclear_question_again(level):
    question = "Et ça change beaucoup de choses ?"

    assert question not in said(
        "Là, je ne te suis plus.", "Ton métier ?", JOB, question, level=level
    )


@pytest.mark.parametrize(
    "text", ["Tu manges quoi, toi ?", "Et toi, tu joues à quoi ?", "Quel âge as-tu ?"]
)
def test_a_question_about_the_tutor_is_not_taken_for_one(text):
    assert "ma question" not in said(text, "Tu joues à quoi ?")
