import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from tutoring.brief import Brief, Finding, Line, Mode, Speaker, Style, TargetWord
from tutoring.french.rules import check
from tutoring.offline.conversation import reply_to
from tutoring.offline.hearing import listen
from tutoring.offline.talk import first_sense, uses

DIALOGUES = Path(__file__).parent.parent / "dialogues"
LEARNERS = yaml.safe_load((DIALOGUES / "learners.yaml").read_text(encoding="utf-8"))
WORDS = [
    TargetWord(
        word_id=number,
        lemma=row["lemma"],
        gloss=row["gloss"],
        part_of_speech=row["pos"],
        gender=row.get("gender", ""),
        example=row["example"],
        is_new=row.get("new", False),
    )
    for number, row in enumerate(
        yaml.safe_load((DIALOGUES / "targets.yaml").read_text(encoding="utf-8")), start=1
    )
]
NEW = [word for word in WORDS if word.is_new]
DUE = [word for word in WORDS if not word.is_new]
CONTENT = ("noun", "verb", "adjective", "name")
LIGHT = {"être", "avoir", "faire", "aller", "suivre"}


def planned(turn, seed):
    """Two due words every turn, and a new one in two turns of three."""
    due = [replace(DUE[(seed + turn * 2 + n) % len(DUE)], mode=Mode.ELICIT) for n in range(2)]
    new = [replace(NEW[(seed + turn) % len(NEW)], mode=Mode.INTRODUCE)] if turn % 3 else []
    return (*due, *new)


def talk_of(learner, seed):
    """Play one learner; return the (brief, reply) of every turn, the greeting first."""
    history, turns = [], []
    for turn, text in enumerate(["", *learner["lines"]]):
        brief = Brief(
            language="fr",
            level=learner["level"],
            style=Style(learner["style"]),
            topic=learner["topic"],
            learner_text=text,
            history=tuple(history),
            targets=planned(turn, seed),
            previous_targets=planned(turn - 1, seed) if turn else (),
            findings=check(text, level=learner["level"]) if text else (),
            turn_number=turn,
            planned_turns=12,
            seed=seed,
        )
        reply = reply_to(brief)
        turns.append((brief, reply))
        history += [Line(Speaker.LEARNER, text)] if text else []
        history.append(Line(Speaker.TUTOR, reply))
    return turns


@pytest.fixture(scope="module")
def talks():
    return [talk_of(learner, seed) for seed, learner in enumerate(LEARNERS, start=1)]


def answers(talks):
    return [turn for talk in talks for turn in talk[1:]]


def share(hits):
    hits = list(hits)
    return sum(hits) / len(hits)


def content(text):
    return {lemma for lemma, pos, _ in listen(text).lemmas if pos in CONTENT} - LIGHT


def offers(brief, reply):
    return any(uses(reply, word) for word in brief.introduced) or any(
        f"« {first_sense(word.gloss)} »" in reply for word in brief.elicited
    )


def test_seventy_eight_learners_say_twelve_things_each():
    assert [len(learner["lines"]) for learner in LEARNERS] == [12] * 78


def test_nine_replies_in_ten_end_in_a_question(talks):
    assert share(reply.endswith("?") for talk in talks for _, reply in talk) >= 0.9


def test_seven_turns_in_ten_offer_or_ask_for_a_word(talks):
    assert share(offers(brief, reply) for brief, reply in answers(talks)) >= 0.7


def test_six_replies_in_ten_take_up_a_word_of_the_learner(talks):
    taken_up = share(
        bool(content(brief.learner_text) & content(reply)) for brief, reply in answers(talks)
    )

    assert taken_up >= 0.6


def test_no_reply_comes_back_within_ten_turns(talks):
    repeated = [
        reply
        for talk in talks
        for place, (_, reply) in enumerate(talk)
        if reply in [earlier for _, earlier in talk[max(0, place - 10) : place]]
    ]

    assert repeated == []


def test_no_reply_says_a_word_that_the_learner_has_to_find(talks):
    told = [
        (word.lemma, reply)
        for talk in talks
        for brief, reply in talk
        for word in brief.elicited
        if uses(reply, word) and not uses(brief.learner_text, word)
        and f"« {first_sense(word.gloss)} »" not in brief.history[-1].text
    ]  # fmt: skip

    assert told == []


def test_new_words_come_with_their_gloss(talks):
    bare = [
        reply
        for brief, reply in answers(talks)
        for word in brief.introduced
        if uses(reply, word) and f"({first_sense(word.gloss)})" not in reply
        and not uses(brief.learner_text, word)
    ]  # fmt: skip

    assert bare == []


def test_replies_are_two_to_five_sentences_long(talks):
    sentences = [len(re.findall(r"[.!?](?= [«A-ZÀÉÊ(]|$)", reply)) for _, reply in answers(talks)]

    assert share(2 <= count <= 5 for count in sentences) >= 0.95


def test_our_own_rules_have_nothing_to_say_of_any_reply(talks):
    faulty = {reply: check(reply, level="C2") for talk in talks for _, reply in talk}

    assert {reply: found for reply, found in faulty.items() if found} == {}


def test_travel_and_business_say_vous(talks):
    familiar = [
        reply
        for talk in talks
        for brief, reply in talk
        if brief.style in (Style.TRAVEL, Style.BUSINESS)
        and re.search(r"\b(?:tu|toi|ton|ta|tes)\b", reply)
    ]

    assert familiar == []


def said(text, **changes):
    return reply_to(Brief(language="fr", **{"level": "A1", "learner_text": text, **changes}))


def asked(question):
    return (Line(Speaker.TUTOR, question),)


def test_the_same_brief_gets_the_same_reply():
    assert said("J'aime la mer.", seed=7) == said("J'aime la mer.", seed=7)


def test_another_seed_gets_another_reply():
    assert len({said("J'ai un chien.", seed=seed) for seed in range(8)}) > 1


def test_the_greeting_sets_the_scene_and_asks():
    reply = said("", topic="my family")

    assert "famille" in reply
    assert reply.endswith("?")


def test_a_certain_error_is_mended_inside_the_recast():
    finding = Finding("x", 0, 5, "Je ai", "J'ai", "grammar", "high", 0.97, "", "")

    assert "tu as un chien" in said("Je ai un chien.", findings=(finding,))


def test_an_uncertain_error_is_neither_mended_nor_repeated():
    finding = Finding("x", 9, 11, "la", "le", "grammar", "low", 0.7, "", "")
    reply = said("Je mange la pain.", findings=(finding,))

    assert "manges la pain" not in reply
    assert "manges le pain" not in reply


def test_questions_are_answered_from_one_life():
    assert "J'habite à Lyon" in said("Tu habites où ?")
    assert "Moustache" in said("Tu as un chat ?")


def test_et_toi_is_answered_on_the_subject_of_the_message():
    assert "tennis" in said("J'aime le tennis. Et toi ?")


def test_english_gets_the_french_sentence():
    assert "« J'aime la mer. »" in said("I love the sea")


def test_a_word_asked_for_is_given():
    assert "« la plage »" in said("How do you say beach?")


def test_a_word_that_is_due_is_not_given_away():
    bread = replace(WORDS[0], mode=Mode.ELICIT)
    reply = said("How do you say bread?", targets=(bread,))

    assert "pain" not in reply
    assert "« bread »" in reply


def test_what_was_not_understood_is_asked_again_with_its_english():
    reply = said(
        "Je ne comprends pas",
        topic="food",
        history=asked("Ah ! Qu'est-ce que tu manges le matin ?"),
    )

    assert "In the morning" in reply or "What do you" in reply
    assert reply.endswith("?")


def test_a_loss_gets_sympathy_and_no_exercise():
    reply = said("Mon chat est mort.", targets=planned(1, 1))

    assert "désolée" in reply
    assert "___" not in reply


@pytest.mark.parametrize("text", ["Je veux mourir", "I want to kill myself"])
def test_a_learner_in_danger_is_sent_to_people(text):
    reply = said(text, targets=planned(1, 1))

    assert "3114" in reply
    assert "___" not in reply


def test_insults_are_met_calmly():
    assert said("Tu es stupide.").startswith(("Restons aimables", "Oh, ce n'est pas très gentil"))


def test_the_learner_may_change_the_subject():
    assert "parlons de la famille" in said("Parlons de la famille", topic="food")


def test_the_last_turn_closes_warmly_and_leaves_the_door_open():
    reply = said("J'aime le pain.", topic="food", turn_number=5, planned_turns=5)

    assert re.search(r"bravo|merci", reply, re.IGNORECASE)
    assert reply.endswith("?")


def test_after_the_last_turn_the_talk_simply_goes_on():
    reply = said("J'aime le pain.", topic="food", turn_number=6, planned_turns=5)

    assert "continuer" not in reply


def test_the_word_just_found_is_praised():
    bread = replace(WORDS[0], mode=Mode.LISTEN)
    exercise = "Au fait, quel mot manque dans « Je mange du ___ le matin » (« bread ») ?"

    assert "pain" in said("pain", targets=(bread,), history=asked(exercise))


@pytest.mark.parametrize(
    ("lemma", "part", "gender", "shown"),
    [
        ("marché", "noun", "masculine", "« le marché » (market)"),
        ("eau", "noun", "feminine", "« l'eau » (market)"),
        ("héros", "noun", "masculine", "« le héros » (market)"),
        ("guérir", "verb", "", "« guérir » (market)"),
    ],
)
def test_a_new_noun_comes_with_its_article(lemma, part, gender, shown):
    word = TargetWord(1, lemma, "market", part, gender, mode=Mode.INTRODUCE)

    assert shown in said("J'aime la mer.", targets=(word,))


@pytest.mark.parametrize("level", ["A1", "A2", "B1", "B2", "C1", "C2"])
def test_every_level_is_spoken_to(level):
    assert said("", level=level).endswith("?")
