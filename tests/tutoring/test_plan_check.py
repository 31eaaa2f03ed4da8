import pytest

from tutoring.brief import Brief, Mode, TargetWord
from tutoring.languages import french
from tutoring.plain import PlainLanguage
from tutoring.plan_check import check_reply, clause_for

MARKET = TargetWord(1, "marché", "market; deal", "noun", "masculine", mode=Mode.INTRODUCE)
BREAD = TargetWord(2, "pain", "bread", "noun", "masculine", mode=Mode.ELICIT)
GO = TargetWord(3, "aller", "to go", "verb", mode=Mode.ELICIT)
WATER = TargetWord(4, "eau", "water", "noun", "feminine", mode=Mode.LISTEN)


# The lexicon alone decides these, so the tests do not wait for the French model.
FRENCH = french(with_model=False, with_grammalecte=False)


def brief(*targets, **fields):
    return Brief(language="fr", level="A1", targets=targets, **fields)


def check(text, *targets):
    return check_reply(text, brief(*targets), FRENCH)


def test_plan_that_is_kept():
    result = check("Il y a un grand marché (market) ici. Tu veux quoi ?", MARKET, BREAD, WATER)

    assert (result.introduced, result.glossed, result.missed) == ((1,), (1,), ())
    assert result.kept is True


def test_introduced_word_that_is_absent_is_missed():
    result = check("Tu veux du pain ?", MARKET)

    assert (result.introduced, result.absent, result.missed, result.kept) == ((), (1,), (1,), False)


def test_introduced_word_without_its_meaning_is_not_glossed():
    result = check("Il y a un grand marché ici.", MARKET)

    assert (result.introduced, result.glossed, result.missed) == ((1,), (), ())
    assert clause_for(result, brief(MARKET), FRENCH) == "Un mot nouveau : le marché (market)."


def test_meaning_in_another_own_language_is_known_by_its_parentheses():
    assert check("Il y a un marché (Markt) ici.", MARKET).glossed == (1,)


@pytest.mark.parametrize("meaning", ["market", "(Market)", "deal"])
def test_any_sense_counts_as_the_meaning(meaning):
    assert check(f"Un marché, {meaning}.", MARKET).glossed == (1,)


def test_elicited_word_is_given_away_in_every_form():
    result = check("Nous sommes allés chercher des pains.", BREAD, GO)

    assert sorted(result.given_away) == [2, 3]


def test_part_of_another_word_gives_nothing_away():
    assert check("Il est copain avec le lapin.", BREAD).given_away == ()


def test_words_that_are_only_listened_for_are_free():
    assert check("Tu bois de l'eau ?", WATER).kept is True


LEVELS = {"pomme": "A2", "épanouissement": "C1", "quai": "B1", "manger": "A1"}


def levels_in(text):
    return [(word, level) for word, level in LEVELS.items() if word in text]


@pytest.mark.parametrize(
    ("said", "targets", "share"),
    [
        ("", [], 2 / 4),
        ("Quel épanouissement !", [], 1 / 4),  # what the learner says is not too hard
        ("", [TargetWord(6, "quai", "platform", mode=Mode.INTRODUCE)], 1 / 4),
    ],
)
def test_share_of_words_beyond_the_level(said, targets, share):
    result = check_reply(
        "Veux-tu manger une pomme sur le quai ? Quel épanouissement !",
        brief(*targets, learner_text=said),
        french(with_model=False, with_grammalecte=False),
        levels_in=levels_in,
    )

    assert result.beyond_level_share == pytest.approx(share)


def test_share_is_unknown_in_a_language_without_levels():
    assert check("Tu veux du pain ?").beyond_level_share is None


@pytest.mark.parametrize(
    ("text", "is_french"), [("Bonjour, tu vas où ?", True), ("Sure, where do you go?", False)]
)
def test_reply_in_another_language_is_noticed(text, is_french):
    assert check(text).looks_right is is_french


def test_forgotten_words_are_introduced_in_the_language_learned():
    result = check("Bonjour !", MARKET)

    assert clause_for(result, brief(MARKET), FRENCH) == "Un mot nouveau : le marché (market)."
    assert clause_for(result, brief(MARKET), PlainLanguage("de")) == ""


def test_forgotten_word_without_a_meaning_is_left():
    vague = TargetWord(5, "courir", "", mode=Mode.INTRODUCE)

    assert clause_for(check("Bonjour !", vague), brief(vague), FRENCH) == ""


def test_reply_that_kept_to_the_plan_needs_no_sentence():
    kept = brief(MARKET)

    result = check_reply("Le marché (market) !", kept, FRENCH)

    assert clause_for(result, kept, FRENCH) == ""
