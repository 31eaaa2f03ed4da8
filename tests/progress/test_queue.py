from learners.word_lists import add_word, create_list
from progress.introducing import introduce
from progress.queue import due_words, new_words, queue, returning_word_ids
from progress.reviews import mark_known, suspend
from progress.scheduler import Rating
from tests.progress.words import DAY, NOON, make_word, make_words, review, reviewed_card, say
from vocabulary.models import Word


def lemmas(words):
    return [word.lemma for word in words]


def new(learner, **options):
    return lemmas(new_words(learner, **{"now": NOON, "language": "fr", "limit": 10} | options))


def test_due_words_come_the_longest_due_first(learner):
    later, sooner, future = make_words(3)
    reviewed_card(learner, later)
    reviewed_card(learner, sooner, at=NOON - 30 * DAY)
    review(learner, future, Rating.EASY)

    due = due_words(learner, now=NOON, language="fr", limit=10)

    assert [card.word for card in due] == [sooner, later]


def test_a_card_put_aside_or_of_a_retired_word_is_not_due(learner):
    aside, known, retired = make_words(3)
    for word in (aside, known, retired):
        reviewed_card(learner, word)
    suspend(learner=learner, word=aside, now=NOON)
    mark_known(learner=learner, word=known, now=NOON)
    Word.objects.filter(pk=retired.pk).update(status=Word.Status.RETIRED)

    assert due_words(learner, now=NOON, language="fr", limit=10) == []


def test_new_words_are_content_words_of_the_learners_level_or_the_next_by_rank(learner):
    make_word("rare", level="A2", frequency_rank=900)
    make_word("maison", level="A1", frequency_rank=50)
    make_word("le", level="A1", frequency_rank=1, part_of_speech="determiner")
    make_word("néanmoins", level="B2", part_of_speech="adverb")
    make_word("ébauche", status=Word.Status.DRAFT)
    make_word("Haus", language="de", level="")

    assert new(learner) == ["maison", "rare"]


def test_an_advanced_learner_knows_the_words_of_lower_levels(learner):
    learner.proficiency_level = "B2"
    for level in ("A1", "B1", "B2", "C1", "C2"):
        make_word(level, level=level)

    assert new(learner) == ["B2", "C1"]


def test_a_lexical_error_makes_any_word_one_to_learn(learner):
    learner.proficiency_level = "C1"
    say(learner, make_word("en", level="A1", part_of_speech="preposition"), lexical_error=True)

    assert new(learner) == ["en"]


def test_words_without_a_level_go_by_rank(learner):
    make_word("Haus", language="de", level="", frequency_rank=9)
    make_word("Baum", language="de", level="", frequency_rank=5)

    assert new(learner, language="de") == ["Baum", "Haus"]


def test_words_of_the_topic_come_first(learner):
    make_word("maison", frequency_rank=1, topics=["home"])
    make_word("valise", frequency_rank=800, topics=["travel", "home"])

    assert new(learner, topic="travel") == ["valise", "maison"]
    assert new(learner, topic="my summer in Brittany") == ["maison", "valise"]


def test_words_met_or_said_unprompted_are_not_new(learner):
    introduced, reviewed, said, aside, echoed = make_words(5)
    introduce(learner=learner, word_ids=[introduced.pk], now=NOON - DAY)
    review(learner, reviewed, at=NOON - DAY)
    say(learner, said)
    suspend(learner=learner, word=aside, now=NOON)
    say(learner, echoed, echo=True)

    assert new(learner) == [echoed.lemma]


def test_words_of_a_list_said_unprompted_are_not_new_until_mistaken(learner):
    said, mistaken, fresh = words = make_words(3)
    cooking = create_list(learner, name="Cooking", description="", language="fr")
    for word in words:
        add_word(cooking, word, note="", message_id=None, now=NOON)
    say(learner, said, mistaken)
    say(learner, mistaken, lexical_error=True)

    assert new(learner, word_list=cooking) == [mistaken.lemma, fresh.lemma]


def test_new_words_stay_within_the_allowance(learner):
    learner.new_words_per_day = 2
    make_words(5)

    assert new(learner) == ["mot0", "mot1"]
    assert len(queue(learner, now=NOON, language="fr", limit=10)) == 2


def test_a_word_introduced_and_not_used_returns_until_the_third_time(learner):
    once, thrice, used = make_words(3)
    introduce(learner=learner, word_ids=[once.pk, thrice.pk, used.pk], now=NOON)
    introduce(learner=learner, word_ids=[thrice.pk], now=NOON)
    introduce(learner=learner, word_ids=[thrice.pk], now=NOON)
    say(learner, used, introduced_now=True)

    assert returning_word_ids(learner, language="fr", limit=5) == [once.pk]


def test_another_learners_cards_do_not_matter(learner, word):
    bob = type(learner).objects.create_user("bob@example.org", "a long password")
    reviewed_card(bob, word)

    assert due_words(learner, now=NOON, language="fr", limit=5) == []
    assert new(learner) == ["pain"]
