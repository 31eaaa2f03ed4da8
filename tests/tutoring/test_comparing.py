import pytest

from tests.rig.scripted import PlainWords
from tutoring.brief import Brief, Mode, TargetWord, Usage
from tutoring.comparing import figures_of, judge, rows_of

MARKET = TargetWord(1, "marché", "market", mode=Mode.INTRODUCE)
BREAD = TargetWord(2, "pain", "bread", mode=Mode.ELICIT)
BRIEF = Brief(language="fr", level="A1", targets=(MARKET, BREAD))


def halves(text):
    return [("gare", "A1"), ("quai", "C1")] if text else []


def judged(text, brief=BRIEF, **fields):
    return judge(brief, text, PlainWords(), **fields)


def test_figures_of_a_talk():
    kept = judged(
        "Le marché (market) est là. Tu veux quoi ?",
        corrections=["à la -> au", "je -> j'"],
        usage=Usage(10, 5, 0.1),
    )
    missed = judged("I like pain.", failure="cut_short", usage=Usage(1, 1, 0.1))

    figures = figures_of([kept, missed])

    assert (figures.replies, figures.plan_kept, figures.glossed) == (2, 0.5, 1.0)
    assert (figures.questions, figures.sentences, figures.in_language) == (0.5, 1.5, 0.5)
    assert (figures.corrections, figures.failures, figures.tokens) == (2, 1, 17)
    assert figures.cost_usd == pytest.approx(0.2)


def test_share_of_what_was_never_asked_for_is_unknown():
    figures = figures_of([judged("Ça va ?", Brief(language="fr", level="A1"))])

    assert (figures.plan_kept, figures.glossed) == (None, None)


def test_figures_stand_side_by_side():
    left = figures_of([judged("Le marché (market) ! Ça va ?", levels_in=halves)])
    right = figures_of([])

    assert rows_of(left, right)[:4] == [
        ("replies", "1", "0"),
        ("words treated as planned", "100%", "-"),
        ("introduced words glossed", "100%", "-"),
        ("words beyond the level", "50%", "-"),
    ]


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        ("Le marché (market) est là ?", ["marché: introduced", "pain: left to the learner"]),
        ("Ce pain, au marché ?", ["marché: introduced without its meaning", "pain: given away"]),
        ("Et toi ?", ["marché: not introduced", "pain: left to the learner"]),
    ],
)
def test_remarks_say_what_became_of_each_word(text, remarks):
    assert judged(text).remarks == remarks


def test_remarks_say_level_language_failure_and_corrections():
    reply = judged(
        "What do you want?",
        Brief(language="fr", level="A1"),
        levels_in=halves,
        failure="timed_out",
        corrections=["à la -> au"],
    )

    assert reply.remarks == [
        "50% of the words beyond A1",
        "in another language",
        "after timed_out",
        "corrected: à la -> au",
    ]


@pytest.mark.parametrize(
    ("text", "asks", "sentences"),
    [
        ("Bonjour ! Ça va ?", True, 2),
        ("« Ça va ? »", True, 1),
        ("Il a dit : « Viens ! » Et toi...", False, 2),
        ("Tu paies 3.50 euros ?", True, 1),
        ("Oui", False, 1),
    ],
)
def test_shape_of_a_reply(text, asks, sentences):
    reply = judged(text)

    assert (reply.asks, reply.sentences) == (asks, sentences)
