import pytest

from tests.tutoring.offline.test_conversation import planned
from tests.tutoring.offline.test_questions import said

GREETING = "Qu'est-ce que tu as fait hier ?"


@pytest.mark.parametrize(
    "news",
    [
        "Ma tante est décédée lundi.",
        "Nous avons perdu notre bébé.",
        "Mon oncle a un cancer.",
        "Mon mari m'a quittée.",
        "J'ai perdu mon emploi.",
        "Je me sens très seule ici.",
        "J'ai peur de perdre mes clés de visa.",
    ],
)
def test_serious_news_is_met_with_care_and_without_exercise(news):
    reply = said(news, GREETING, targets=planned(1, 1))

    assert "___" not in reply
    assert "«" not in reply
    assert any(word in reply for word in ("désolée", "comprends", "cœur", "mal", "normal", "dur"))


def test_grief_stays_over_the_next_messages():
    lines = [GREETING, "Ma chienne est morte.", "Oh, je suis désolée. Tu veux en parler ?"]
    first = said("Elle avait neuf ans.", *lines, targets=planned(2, 1))
    second = said(
        "Son panier est encore là.", *lines, "Elle avait neuf ans.", first, targets=planned(4, 1)
    )

    for reply in (first, second):
        assert "___" not in reply
        assert "(" not in reply
        assert not reply.startswith(("Ah bon", "Tiens"))


def test_another_subject_lightens_the_mood():
    lines = [GREETING, "Mon chat est mort.", "Oh, je suis désolée. Tu veux en parler ?"]
    reply = said("Non, parlons de la cuisine.", *lines, targets=planned(3, 1))

    assert "parlons de la cuisine" in reply


def test_others_sorrow_asks_what_could_help():
    reply = said("Mes enfants pleurent tous les matins.", GREETING)

    assert "Qu'est-ce qui pourrait aider" in reply


def test_a_film_that_is_sad_is_no_sorrow():
    assert "désolée" not in said("Le film était triste mais beau.", GREETING)


def test_good_news_is_congratulated():
    assert said("Ma sœur est enceinte !", GREETING).startswith(("Félicitations", "Bravo"))


def test_the_last_turn_does_not_cheer_over_a_loss():
    reply = said("Mon grand-père est mort hier.", GREETING, turn_number=12, planned_turns=12)

    assert "bravo" not in reply.lower()
    assert "continuer" not in reply


@pytest.mark.parametrize(
    "news",
    [
        "J'aimerais parler d'autre chose : ma fille a raté son concours.",
        "Mon frère a échoué au permis hier.",
        "Je n'ai pas eu mon examen.",
        "Ma femme est effondrée depuis hier.",
        "J'ai loupé mon oral et je ne sais pas quoi faire.",
    ],
)
@pytest.mark.parametrize("turn", [3, 12])
def test_a_failure_outranks_subject_and_closing(news, turn):
    reply = said(news, GREETING, turn_number=turn, planned_turns=12, level="B2")

    assert any(word in reply for word in ("désolée", "déception", "lourd"))
    assert reply.endswith("?")


def test_a_failure_of_another_is_asked_about_as_theirs():
    reply = said("Je parle de ma nièce : elle a raté son permis.", GREETING, level="B1")

    assert "tu le vis" not in reply


def test_the_clause_that_weighs_tells_whom_it_weighs_on():
    reply = said("Mon frère est effondré et je ne sais pas quoi lui dire.", GREETING, level="B1")

    assert "près de toi" not in reply
    assert "à ton avis" in reply or "tous les deux" in reply


def test_a_family_status_is_no_news():
    reply = said("Je suis divorcée et ma fille m'appelle souvent.", GREETING)

    assert "désolée" not in reply
