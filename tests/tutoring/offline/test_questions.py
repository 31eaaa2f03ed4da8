import pytest

from tutoring.brief import Brief, Line, Speaker, Style
from tutoring.offline.choosing import two_sides
from tutoring.offline.conversation import reply_to
from tutoring.offline.own_answer import ours, said_of_the_world, yes


def said(text, *before, **changes):
    history = tuple(
        Line(Speaker.TUTOR if place % 2 == 0 else Speaker.LEARNER, line)
        for place, line in enumerate(before)
    )
    defaults = {"level": "A2", "learner_text": text, "history": history}
    return reply_to(Brief(language="fr", **(defaults | changes)))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Tu joues souvent aux cartes ?", "je joue souvent aux cartes"),
        ("Est-ce que tu crois qu'il va neiger ?", "je crois qu'il va neiger"),
        ("Et toi, tu ranges ta chambre ?", "je range ma chambre"),
        ("Prends-tu le métro ?", "je prends le métro"),
        ("Tu penses que je devrais partir ?", "je pense que tu devrais partir"),
        ("Tu regardes quoi ?", None),
        ("Tu t'appelles comment ?", None),
        ("Il pleut ?", None),
    ],
)
def test_a_question_to_the_tutor_becomes_its_own_sentence(question, answer):
    assert yes(question, formal=False) == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Vous avez des parapluies ?", "nous avons des parapluies"),
        ("Vous livrez à domicile ?", "nous livrons à domicile"),
        ("Acceptez-vous les chèques ?", "nous acceptons les chèques"),
        ("Vous pouvez m'aider ?", None),
    ],
)
def test_a_shop_answers_for_itself(question, answer):
    assert ours(question) == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("C'est pareil en Belgique ?", "c'est pareil en Belgique"),
        ("Est-ce que les musées sont gratuits ?", "les musées sont gratuits"),
        ("Pourquoi il pleut ?", None),
        ("Tu viens ?", None),
    ],
)
def test_a_question_about_the_world_becomes_a_statement(question, answer):
    assert said_of_the_world(question) == answer


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("Tu préfères le vélo ou la voiture ?", ("le vélo", "la voiture")),
        ("Tu viens en bus ou à pied ?", ("en bus", "à pied")),
        ("Tu es plutôt sucré ou salé ?", ("sucré", "salé")),
        ("Tu aimes ça ou pas ?", None),
        ("Tu restes ou tu pars ?", None),
    ],
)
def test_two_sides_are_found(question, sides):
    assert two_sides(question) == sides


def test_one_side_is_taken():
    reply = said("Tu bois du lait ou du jus le matin ?")

    assert "du lait" in reply or "du jus" in reply


def test_how_many_gets_a_number():
    assert "cinq ou six" in said("Il faut combien de tomates ?") or "dizaine" in said(
        "Il faut combien de tomates ?"
    )


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Tu as déjà mangé des escargots ?", ("Oui", "Pas encore", "Non")),
        ("Tu fumes ?", ("Non",)),
        ("Tu sais nager ?", ("Un peu",)),
        ("Tu sais que les girafes dorment debout ?", ("Non",)),
        ("Tu es déjà allée au Maroc ?", ("Non",)),
        ("Tu sais conduire ?", ("Un peu",)),
        ("Tu te souviens de ton premier jour ?", ("Oui",)),
    ],
)
def test_a_yes_or_no_question_gets_a_yes_or_a_no(text, answer):
    assert said(text).startswith(answer)


def test_the_question_is_answered_before_what_is_told_is_taken_up():
    reply = said("Mon frère a ouvert un garage. Tu ris beaucoup ?", "Que fait ton frère ?")

    assert reply.startswith(("Oui, je ris", "Mais oui, je ris", "Eh oui, je ris"))
    assert "ton frère a ouvert un garage" in reply


def test_a_reprise_of_the_tutors_question_is_none():
    reply = said("Mon quartier ? Il est calme.", "Comment est ton quartier ?")

    assert "quartier ?" not in reply.partition(".")[0]
    assert "calme" in reply


def test_whoever_does_not_know_how_to_do_it_is_advised():
    assert "Écouter et rester là" in said("Mon ami est déçu. Je ne sais pas comment le rassurer.")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Vous avez des cartes postales ?", "nous avons des cartes postales"),
        ("Puis-je vous poser une question ?", "je vous écoute"),
        ("Je voulais savoir si le parking est gardé.", "le parking est gardé"),
        ("La gare est loin ?", "cinq minutes à pied"),
        ("C'est du coton ou de la laine ?", "du coton"),
    ],
)
def test_whoever_serves_says_yes(text, answer):
    replies = {
        said(text, "Que cherchez-vous ?", style=Style.TRAVEL, topic="shopping", seed=seed)
        for seed in range(6)
    }

    assert any(answer in reply for reply in replies)
    assert not any("me renseigner" in reply for reply in replies)


def test_et_toi_is_answered_from_the_tutors_own_question():
    reply = said("Deux. Et toi ?", "Tu as combien de frères ?")

    assert "Julien" in reply


@pytest.mark.parametrize(
    "text",
    ["Combien de comprimés je peux prendre ?", "Je suis enceinte, est-ce que c'est dangereux ?"],
)
@pytest.mark.parametrize("style", [Style.TUTOR, Style.TRAVEL])
def test_medical_questions_go_to_a_doctor(text, style):
    assert "médecin" in said(text, "Vous désirez ?", style=style)


def test_decisions_are_left_to_the_learner():
    assert "C'est à toi de décider" in said("Tu crois que je devrais quitter mon travail ?")


@pytest.mark.parametrize("text", ["Tu es patiente ?", "Merci, tu habites où ?"])
def test_a_question_is_no_thanks_and_no_praise(text):
    reply = said(text, "Ça va ?")

    assert not reply.startswith(("Avec plaisir", "De rien", "Je t'en prie", "Tant mieux"))


def test_a_question_that_is_announced_is_invited():
    reply = said(
        "J'ai fini mes études en mai. Puis-je vous poser une question ?",
        "Quel est votre parcours ?",
        style=Style.BUSINESS,
        topic="entretien",
    )

    assert reply.endswith("Que voulez-vous savoir ?")


@pytest.mark.parametrize(
    "text", ["Tu es pour ou contre la chasse ?", "Pour ou contre la pub, toi ?"]
)
def test_the_tutor_takes_a_stand(text):
    reply = said(text, "Tu vas bien ?", level="B2")

    assert "plutôt pour" in reply.lower() or "plutôt contre" in reply.lower()


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Et toi, tu joues à quoi ?", "cartes"),
        ("Qu'est-ce que tu bois le matin ?", "café"),
        ("Tu cuisines quoi ?", "gratins"),
    ],
)
def test_what_the_tutor_does_has_content(text, own):
    assert own in said(text, "Tu vas bien ?")


def test_how_and_where_are_not_answered_by_the_subject_alone():
    assert "saison" not in said("Tu vas où cet été ?", "Tu vas bien ?").split("!")[0]
    assert "récréation" not in said("Tu es comment avec tes élèves ?", "Tu vas bien ?")


@pytest.mark.parametrize(
    "text", ["Tu es à quelle table ?", "Comment tu trouves mon gâteau ?", "Tu as vu quoi ?"]
)
def test_an_open_question_is_not_answered_with_yes_or_no(text):
    assert not said(text, "Tu vas bien ?").startswith(("Oui", "Non", "Un peu"))


def test_a_tag_after_an_opinion_asks_for_nothing_new():
    reply = said("Quand on travaille moins, on vit mieux, tu ne crois pas ?")

    assert "Le week-end" not in reply
    assert "octobre" not in reply
