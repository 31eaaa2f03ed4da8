import pytest

from tests.tutoring.offline.test_conversation import planned
from tests.tutoring.offline.test_questions import said
from tutoring.brief import Style

EXERCISE = "Au fait, quel mot manque dans « Je mange du ___ le matin » (« bread ») ?"


@pytest.mark.parametrize(
    "text",
    [
        "Tu ne m'écoutes pas du tout.",
        "C'est encore la même question !",
        "Quel rapport avec ma cuisine ?",
        "Ma phrase était correcte.",
        "Ce n'est pas ce que je voulais dire.",
        "Tu es un peu bizarre quand même.",
        "N'importe quoi !",
    ],
)
def test_an_objection_is_admitted_without_exercise(text):
    reply = said(text, "Tu aimes nager ?", targets=planned(1, 1))

    first = reply.lower()
    assert any(word in first for word in ("pardon", "excuse", "raison", "vrai", "haha"))
    assert "___" not in reply


def test_what_was_said_before_is_said_again():
    reply = said("Je l'ai déjà dit : je suis facteur.", "Quel est ton métier ?")

    assert "tu es facteur" in reply


def test_the_talk_goes_back_to_the_subject():
    assert "à ton jardin" in said("Mais je parlais de mon jardin !", "Tu aimes le cinéma ?")


def test_the_question_that_was_missed_is_answered():
    reply = said(
        "Non, je demande si la piscine est chauffée.",
        "Vous désirez autre chose ?",
        style=Style.TRAVEL,
        topic="hotel",
    )

    assert "la piscine est chauffée" in reply


def test_formal_excuses_say_vous():
    replies = {
        said("Vous ne m'écoutez pas.", "Pardon ?", style=Style.BUSINESS, seed=seed)
        for seed in range(6)
    }

    assert not any("xcuse-moi" in reply for reply in replies)


@pytest.mark.parametrize(
    "text",
    [
        "Mon professeur faisait des blagues.",
        "C'est justement mon rêve.",
        "Tu dois savoir que les loyers montent.",
        "J'ai aidé ma voisine.",
        "Il m'a dit merci.",
        "J'ai répété la chanson avec ma chorale.",
    ],
)
def test_a_word_alone_is_no_request(text):
    reply = said(text, "Qu'est-ce que tu as fait ?")

    stray = ("citron", "fautes", "bon conseil", "je suis là pour ça", "De rien", "je répète")
    assert not any(line in reply for line in stray)


def test_the_talk_is_given_back_when_the_question_put_the_learner_off():
    reply = said("Quel rapport ?", "Tu aimes les zoos ?")

    assert reply.endswith(
        (
            "De quoi est-ce que tu voudrais parler, plutôt ?",
            "Qu'est-ce que tu voulais me dire, exactement ?",
            "On reprend où, selon toi ?",
        )
    )


def test_what_was_told_before_is_no_news():
    reply = said("Je t'ai dit, je nage ! Trois fois par semaine.", "Tu fais du sport ?")

    assert "tu nages" in reply
    assert "Pardon" in reply or "xcuse-moi" in reply


def test_a_learner_taken_for_another_gets_an_excuse():
    reply = said("Moi ? Non, je ne suis plus infirmière.", "À quel hôpital travailles-tu ?")

    assert any(word in reply for word in ("xcuse-moi", "Pardon", "Au temps pour moi"))


@pytest.mark.parametrize("text", ["Non, je ne suis pas marié.", "Non, pas le samedi."])
def test_a_plain_no_is_no_objection(text):
    reply = said(text, "Tu travailles le samedi ?")

    assert not any(word in reply for word in ("xcuse-moi", "Pardon", "Au temps"))
