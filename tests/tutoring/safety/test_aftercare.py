"""The messages after an alarm."""

import pytest

from tutoring.safety.aftercare import Mood, is_gentle, mood_of, words_after
from tutoring.safety.answering import Addressee
from tutoring.safety.help_lines import place_of
from tutoring.safety.kinds import Kind

LEARNER = Addressee(
    learning="fr",
    native_language="en",
    level="A1",
    place=place_of(timezone="Europe/Paris", native_language="en"),
)


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("Merci.", Mood.THANKS),
        ("je peux pas appeler", Mood.CANNOT),
        ("I'm scared", Mood.CANNOT),
        ("C'était une blague, on continue !", Mood.GOES_ON),
        ("it was a movie", Mood.GOES_ON),
        ("Il est rentré.", Mood.ELSE),
    ],
)
def test_a_message_after_an_alarm_has_its_mood(text, mood):
    assert mood_of(text) is mood


@pytest.mark.parametrize(
    ("said", "gentle"),
    [
        (["Merci."], True),
        (["Merci.", "Il est parti."], True),
        (["Merci.", "Il est parti.", "J'ai faim."], False),
        (["On continue !"], False),
        (["Je rigole.", "J'aime Paris."], False),
    ],
)
def test_the_talk_is_gentle_for_two_messages_or_until_the_learner_goes_on(said, gentle):
    assert is_gentle(said) is gentle


def test_who_cannot_call_is_shown_other_ways():
    said = words_after("Je ne peux pas, j'ai peur.", Kind.ABUSE, LEARNER)

    assert said == (
        "Je comprends, ce n'est pas facile. Tu peux aussi écrire un message, ou aller voir un"
        " professeur, un médecin ou un voisin. Tu peux appeler quand tu veux : 119.\n\n"
        "I understand, it is not easy. You can also write a message, or go to a teacher, a doctor"
        " or a neighbour. You can call whenever you want: 119."
    )
