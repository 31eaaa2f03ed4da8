from tutoring.brief import Brief, Line, Mode, Speaker, Style, TargetWord
from tutoring.offline.conversation import reply_to

WORDS = (
    TargetWord(1, "souvent", "often", "adverb", "", "Nous sortons souvent.", mode=Mode.ELICIT),
    TargetWord(2, "gare", "station", "noun", "feminine", "La gare est loin.", mode=Mode.ELICIT),
)


def said(text, **changes):
    fields = {"level": "A2", "targets": WORDS, "turn_number": 4, "planned_turns": 12, **changes}
    return reply_to(Brief(language="fr", learner_text=text, **fields))


def test_a_short_message_leaves_room_for_a_gap():
    assert "___" in said("J'aime le thé vert.")


def test_a_question_is_not_answered_with_a_gap():
    assert "___" not in said("J'aime le thé vert. Et toi ?")


def test_a_long_message_is_followed_and_the_word_is_a_challenge_beside():
    reply = said("Hier soir, j'ai préparé une grande salade de fruits avec mes deux cousines.")

    assert "___" not in reply
    assert "« often »" in reply or "« station »" in reply


def test_gaps_keep_their_distance():
    gap = "Petit exercice : comment dit-on « cat » dans « Le ___ dort » ?"

    assert "___" not in said("J'aime le thé vert.", history=(Line(Speaker.TUTOR, gap),))


def test_one_reply_in_five_only_talks():
    reply = said("J'aime le thé vert.", turn_number=8)

    assert not any(f"« {word.gloss} »" in reply for word in WORDS)


def test_a_waiter_leaves_no_gaps():
    assert "___" not in said("Je voudrais une soupe.", style=Style.TRAVEL, topic="restaurant")


def test_an_earlier_error_comes_back_once():
    earlier = ("ai tombé -> suis tombé",)
    first = said("J'aime le thé vert.", targets=(), earlier_errors=earlier)
    again = said(
        "J'aime le pain.", targets=(), earlier_errors=earlier, turn_number=9,
        history=(Line(Speaker.TUTOR, first),),
    )  # fmt: skip

    assert "« suis tombé »" in first
    assert "« suis tombé »" not in again


def test_an_earlier_error_is_let_be_at_other_turns_and_when_mended_since():
    earlier = ("ai tombé -> suis tombé",)
    mended = (Line(Speaker.LEARNER, "Je suis tombé dans la rue."),)

    assert "suis tombé" not in said(
        "J'aime le thé.", targets=(), earlier_errors=earlier, turn_number=5
    )
    assert "« suis tombé »" not in said(
        "J'aime le thé.", targets=(), earlier_errors=earlier, history=mended
    )
