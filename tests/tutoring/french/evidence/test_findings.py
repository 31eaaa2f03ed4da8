import pytest

from bench.french.real import own_sentences
from tutoring.french.evidence.findings import find


def told(text):
    return [(f.span, f.suggestion) for f in find(text)]


@pytest.mark.parametrize(
    ("wrong", "span", "suggestion"),
    [
        ("Il a oublié sont manteau dans le train.", "sont", "son"),
        ("Ma tante habite a côté de la gare.", "a", "à"),
        ("Je ne crois pas que sa soit possible.", "sa", "ça"),
        ("Elle veut resté à la maison ce soir.", "resté", "rester"),
        ("Il a déjà manger toute la tarte.", "manger", "mangé"),
        ("Je pense tu as raison.", "tu", "que tu"),
    ],
)
def test_errors_are_found_at_any_place_of_a_sentence(wrong, span, suggestion):
    assert (span, suggestion) in told(wrong)


def test_finding_is_placed_in_the_whole_text():
    text = "Bonjour ! Hier, il a oublié sont manteau."

    finding = find(text)[0]

    assert text[finding.start : finding.end] == finding.span == "sont"
    assert "sont" in finding.message
    assert "son" in finding.message_fr


def test_capital_stays():
    assert ("Sa", "Ça") in told("Sa ne marche pas très bien aujourd'hui.")


@pytest.mark.parametrize(
    "text",
    [
        "Il a écrit « je a faim » au tableau.",
        "I have a dog and he is at home.",
        "Tom parle cinq langues, dont le russe.",
        "Êtes-vous prêtes, mesdames ?",
        "C'est toi qui es la meilleure.",
        "Elle est tombée malade pendant les vacances.",
    ],
)
def test_right_sentences_quotations_and_other_languages_are_left_alone(text):
    assert told(text) == []


def test_hardly_any_example_of_the_word_list_is_doubted():
    doubted = [(s, told(s)) for s in own_sentences() if told(s)]

    assert len(doubted) <= 0.004 * len(own_sentences()), doubted
