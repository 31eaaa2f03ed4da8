import pytest

from tutoring.brief import Brief, Line, Speaker, Style
from tutoring.french.rules import check
from tutoring.offline.answered import tells_it
from tutoring.offline.conversation import reply_to
from tutoring.offline.hearing import listen


def reply(text, *, level="A2", turn=2):
    said = (Line(Speaker.TUTOR, "Bonjour ! De quoi est-ce qu'on parle ?"),)
    brief = Brief(
        language="fr",
        level=level,
        style=Style.TUTOR,
        topic="",
        learner_text=text,
        history=said,
        findings=check(text, level=level),
        turn_number=turn,
    )
    return reply_to(brief)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("Qu'est-ce que tu as visité, là-bas ?", "À Séville, nous avons visité l'Alcazar."),
        ("Qu'est-ce que tu lis ?", "Le soir, je lis des romans policiers."),
        ("Qu'est-ce que vous vendez ?", "Je vends des fleurs au marché."),
        ("Qu'est-ce que tu fais pour garder le moral ?", "Je chante pour garder le moral."),
    ],
)
def test_a_line_has_told_what_its_own_verb_or_aim_is_asked_for(question, line):
    assert tells_it(question, listen(line))


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("Qu'est-ce que tu lis ?", "Mon frère lit des romans policiers."),
        ("Où est-ce que tu lis ?", "Je lis des romans policiers."),
        ("Qu'est-ce que tu aimes dans ce métier ?", "J'aime mon métier."),
        ("Qu'est-ce que tu fais le samedi ?", "Je fais du judo."),
    ],
)
def test_another_verb_subject_or_circumstance_leaves_the_question_open(question, line):
    assert not tells_it(question, listen(line))


@pytest.mark.parametrize(
    ("told", "question"),
    [
        ("Ma nièce étudie à Toulouse.", "Qu'est-ce qu'elle étudie ?"),
        ("Ma voisine Inès est très drôle.", "Elle a quel âge ?"),
        ("Mon oncle travaille dans une pharmacie.", "Il aime son métier ?"),
    ],
)
def test_what_one_of_the_learners_people_does_is_not_asked_of_the_learner(told, question):
    assert reply(told).endswith(question)


def test_a_place_of_work_is_no_matter_of_health():
    assert "médecin" not in reply("Je travaille dans une pharmacie, près de la gare de Dijon.")


def test_what_would_happen_is_not_asked_after_as_if_it_had():
    answer = reply("Si j'avais plus de vacances, je voyagerais en Asie.", level="B1")

    assert "là-bas" not in answer
