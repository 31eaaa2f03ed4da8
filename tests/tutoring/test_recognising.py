import pytest

from tutoring.recognising import looks_like


@pytest.mark.parametrize(
    ("text", "looks_french"),
    [
        ("Bonjour ! Qu'est-ce que tu fais dans la vie ?", True),
        ("Super, un marché (market) c'est bien. Tu y vas quand ?", True),
        ("Sure! What would you like to talk about today?", False),
        ("I think the word you want is « pain ». Do you like it?", False),
        ("¡Muy bien! ¿Qué quieres comer hoy en el restaurante?", False),
        ("Sehr gut! Was isst du gerne zum Frühstück?", False),
        ("Molto bene! Che cosa ti piace mangiare?", False),
        ("Muito bem! O que você gosta de comer?", False),
        ("很好！你今天想吃什么？", False),
        ("Очень хорошо! Что ты любишь?", False),
        ("Ah, tu vas au marché (市场) demain ?", True),
        ("Bravo !", True),  # nothing tells, so nothing is claimed
    ],
)
def test_language_of_a_reply(text, looks_french):
    assert looks_like(text, "fr") is looks_french


def test_every_language_with_a_list_is_known_by_it():
    assert looks_like("Sehr gut! Was isst du gerne zum Frühstück?", "de") is True
    assert looks_like("Bonjour ! Qu'est-ce que tu fais dans la vie ?", "de") is False


def test_language_without_a_list_is_not_judged():
    assert looks_like("Sure! What would you like?", "sv") is True
