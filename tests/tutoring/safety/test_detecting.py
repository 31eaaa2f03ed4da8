"""The corpus: nobody in need is missed, and of the harmless at most two in 150 are taken for it."""

import pytest

from tests.tutoring.safety.corpora import alarms, harmless
from tutoring.safety.detecting import alarm_in
from tutoring.safety.rulebook import rulebook

FALSE_SHARE = 2 / 150


@pytest.mark.parametrize(("kind", "text"), alarms())
def test_nobody_in_need_is_missed(kind, text):
    alarm = alarm_in(text)

    assert alarm is not None
    assert kind in (alarm.kind, *alarm.others)


def test_harmless_neighbours_are_hardly_ever_taken_for_it():
    false = [text for text in harmless() if alarm_in(text)]

    assert len(false) <= FALSE_SHARE * len(harmless()), false


@pytest.mark.parametrize("text", [text for group in rulebook().groups for text in group.neighbours])
def test_the_neighbours_that_a_group_names_are_none_of_it(text):
    assert alarm_in(text) is None


@pytest.mark.parametrize(("kind", "text"), alarms()[::7])
def test_a_part_of_a_message_is_enough(kind, text):
    around = f"Bonjour ! Hier, j'ai regardé un film avec ma sœur. {text}. Et toi, tu aimes Paris ?"

    alarm = alarm_in(around)

    assert alarm is not None
    assert kind in (alarm.kind, *alarm.others)


@pytest.mark.parametrize(("kind", "text"), alarms()[::7])
def test_no_capital_and_no_mark_is_needed(kind, text):
    bare = "".join(" " if sign in ".,!?;:" else sign for sign in text.lower())

    assert alarm_in(bare) is not None


@pytest.mark.parametrize("text", ["", " ", "!?", "😀", "\x00", "a" * 4000, "« " * 900, "' " * 900])
def test_what_says_nothing_alarms_nobody(text):
    assert alarm_in(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mon père me frappe tous les soirs", "fr"),
        ("my father hits me every day", "en"),
        ("mi padre me pega todos los días", "es"),
        ("Mein Vater schlägt mich jeden Tag", "de"),
        ("meu pai me bate todo dia", "pt"),
        ("mio padre mi picchia ogni giorno", "it"),
    ],
)
def test_the_language_of_a_message_is_seen(text, language):
    assert alarm_in(text).language == language


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("J'ai 12 ans et un homme veut me voir nue", True),
        ("mon père me tape, je suis en CM2", True),
        ("Mon mari me frappe, j'ai 40 ans", False),
    ],
)
def test_a_child_is_known_by_the_age_given(text, minor):
    assert alarm_in(text).minor is minor


def test_who_speaks_of_another_is_told_apart():
    assert alarm_in("Ma sœur veut se suicider.").of_another is True
    assert alarm_in("Je veux me suicider.").of_another is False


def test_the_most_pressing_danger_comes_first():
    alarm = alarm_in("Mon mari m'a frappée et je saigne beaucoup de la tête.")

    assert (alarm.kind, alarm.others[0]) == ("medical", "partner_violence")


@pytest.mark.parametrize(
    "text",
    [
        "Il ne me frappe pas.",
        "Mon père ne me frappe jamais.",
        "My dad doesn't hit me.",
        "Mi padre no me pega.",
        "Mein Vater schlägt mich nicht.",
        "Je ne veux pas mourir.",
    ],
)
def test_what_is_denied_alarms_nobody(text):
    assert alarm_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Il n'arrête pas de me frapper.",
        "Mon père ne m'aide pas et me frappe.",
        "Je ne sais pas pourquoi mon père me frappe.",
        "Je ne comprends pas, il me frappe.",
    ],
)
def test_the_no_of_another_verb_denies_nothing(text):
    assert alarm_in(text) is not None
