import pytest

from tutoring.brief import Brief, Line, Speaker, Style
from tutoring.offline.following import follow_up
from tutoring.offline.hearing import hear
from tutoring.offline.scenarios import follow_ups, pairs
from tutoring.offline.talk import Talk
from tutoring.offline.topics import topic_of


def asked_after(text, *, level="A2", style=Style.TUTOR, history=()):
    brief = Brief(language="fr", level=level, style=style, learner_text=text, history=history)
    return follow_up(Talk(brief, topic_of(brief)), hear(brief))


@pytest.mark.parametrize(
    ("told", "question"),
    [
        ("Je travaille dans une ferme.", "Tu fais ce travail depuis combien de temps ?"),
        ("J'ai cassé mon vélo.", "Comment est-ce que c'est arrivé ?"),
        ("J'ai quitté mon emploi.", "Qu'est-ce qui t'a décidé ?"),
        ("Je vais partir en Islande.", "Tu pars combien de temps ?"),
        ("Je crois que les villes sont trop bruyantes.", "Qu'est-ce qui te fait dire ça ?"),
        ("Ma tante a soixante ans.", "Comment est-ce qu'elle s'appelle ?"),
        ("Le train est trop cher.", "Et comment est-ce que tu fais, alors ?"),
        ("Je ne dors pas la nuit.", "Qu'est-ce qui t'empêche de bien dormir ?"),
    ],
)
def test_a_sentence_is_asked_about_for_what_it_leaves_open(told, question):
    assert asked_after(told) == question


@pytest.mark.parametrize(
    ("told", "question"),
    [
        (
            "Je travaille dans une ferme depuis mars.",
            "Tu fais ce travail depuis combien de temps ?",
        ),
        ("Ma tante Rosa a soixante ans.", "Comment est-ce qu'elle s'appelle ?"),
        (
            "J'ai quitté mon emploi parce que j'étais malade.",
            "Qu'est-ce qui t'a décidé ?",
        ),
    ],
)
def test_what_was_told_is_not_asked(told, question):
    assert asked_after(told) not in (None, question)


def test_what_follows_but_is_what_is_asked_about():
    assert asked_after("J'aime ma rue, mais j'ai perdu mes clés.") == (
        "Comment est-ce que c'est arrivé ?"
    )


def test_the_name_of_somebody_who_was_named_before_is_not_asked():
    history = (Line(Speaker.LEARNER, "Ma cousine s'appelle Yuna."),)

    assert asked_after("Ma cousine est infirmière.", history=history) == "Elle a quel âge ?"


def test_an_interviewer_asks_other_things():
    question = asked_after("Nous avons doublé les ventes.", level="B1", style=Style.BUSINESS)

    assert question == "Quel était votre rôle, précisément ?"


def test_an_interviewer_asks_for_the_result_only_of_what_was_done():
    asked = [
        asked_after(text, level="B1", style=Style.BUSINESS)
        for text in (
            "J'ai appris à écouter les gens, surtout quand ils sont en colère.",
            "J'aimerais bien utiliser mon espagnol avec vos clients de Madrid.",
        )
    ]

    assert asked == [None, None]


@pytest.mark.parametrize(
    "told",
    [
        "Tout ira bien, le dentiste me l'a promis hier.",
        "Mon ancien métier me plaisait moins, mais je rêve mieux maintenant.",
        "Je suis contre le nucléaire, faute de solution pour les déchets.",
        "C'était au mois de mai, juste avant les examens de ma sœur.",
        "Je ne suis jamais en retard, sauf quand il y a une grève.",
        "Le chocolat suisse garde une saveur à part, même pour un Belge.",
    ],
)
def test_what_supposes_nothing_is_asked_when_nothing_closer_fits(told):
    safe = follow_ups().otherwise

    assert len(safe) >= 10
    assert asked_after(told, level="B2") in safe


@pytest.mark.parametrize(
    ("told", "question"),
    [
        ("J'ai regardé ma petite cousine dormir.", "Qu'est-ce que tu en as pensé ?"),
        ("Je prends du lait dans mon thé.", "Ça prend combien de temps ?"),
        ("Je suis tombé dans l'escalier.", "C'est réparé, maintenant ?"),
        ("Je prépare une salade.", "C'est pour quand ?"),
        ("Je viens de peindre ma chambre.", "C'est comment, là-bas ?"),
        ("J'écoute mes clients.", "Tu écoutes ça à quel moment ?"),
        ("Ma voisine nage avec moi.", "Et toi, tu fais comme elle ?"),
        ("On apprend des listes de rois sans réfléchir.", "Tu fais ça souvent ?"),
        ("Les loyers ont doublé.", "Et après, qu'est-ce qui s'est passé ?"),
        ("Ce qui m'a surpris, c'est le silence.", "C'était quand ?"),
        ("Mon collègue est espagnol.", "Qu'est-ce qu'il fait dans la vie ?"),
        ("J'adore mes nièces.", "Qu'est-ce qui te plaît le plus là-dedans ?"),
    ],
)
def test_no_question_rests_on_the_verb_alone(told, question):
    line = Line(Speaker.TUTOR, "D'accord.")

    assert asked_after(told, history=(line,)) != question


@pytest.mark.parametrize(
    ("told", "question"),
    [
        ("Mon neveu étudie à Metz.", "Qu'est-ce qu'il étudie ?"),
        ("Ma tante étudie le droit.", "Comment est-ce qu'elle s'appelle ?"),
        ("Mes cousins apprennent le violon.", "Et ça leur plaît ?"),
    ],
)
def test_what_somebody_else_does_is_asked_of_them(told, question):
    assert asked_after(told) == question


def test_a_question_is_asked_once():
    first = asked_after("J'ai cassé mon vélo.")
    again = asked_after("J'ai cassé mon vélo.", history=(Line(Speaker.TUTOR, f"Ah ! {first}"),))

    assert (first, again) == ("Comment est-ce que c'est arrivé ?", "C'est réparé, maintenant ?")


def test_every_reason_not_to_ask_is_a_known_one():
    known = {*follow_ups().told, "named"}

    assert {name for entry in follow_ups().asked for name in entry.unless} <= known


def test_every_question_has_its_english():
    assert [fr for fr, en in pairs(follow_ups()) if not en.strip()] == []
