import pytest
import time_machine

from progress.evidence import Evidence
from progress.introducing import introduce
from progress.models import Card, WordUse
from progress.reviews import mark_known, suspend
from progress.statistics import word_counts
from tests.progress.words import DAY, NOON, make_word, make_words, review, reviewed_card

WORDS = "/api/v1/progress/words"
MAP = "/api/v1/progress/words/map"


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


def master(learner, word):
    card = reviewed_card(learner, word)
    Card.objects.filter(pk=card.pk).update(stability=21)


def show(learner, word, evidence):
    WordUse.objects.create(
        learner=learner, word=word, evidence=evidence, study_date=NOON.date(), created_at=NOON
    )


def standings(api, **query):
    return {item["word"]: item["standing"] for item in api.get(WORDS, query).json()["items"]}


def words(api, **query):
    return list(standings(api, **query))


def at_level(learner, level):
    learner.proficiency_level = level
    learner.save()


def test_a_sign_in_is_needed(public_api, db):
    assert [public_api.get(url).status_code for url in (WORDS, MAP)] == [401, 401]


def test_a_card_says_where_its_word_stands(api, learner):
    master(learner, make_word("maison", frequency_rank=1))
    mark_known(learner=learner, word=make_word("chat", frequency_rank=2), now=NOON)
    reviewed_card(learner, make_word("pain", frequency_rank=3))
    introduce(learner=learner, word_ids=[make_word("eau", frequency_rank=4).pk], now=NOON)
    suspend(learner=learner, word=make_word("vin", frequency_rank=5), now=NOON)
    make_word("lait", frequency_rank=6)

    assert standings(api) == {
        "maison": "known",
        "chat": "known",
        "pain": "learning",
        "eau": "new",
        "vin": "new",
        "lait": "new",
    }


def test_a_known_word_is_to_be_learned_again_when_recall_falls_below_seventy_percent(api, learner):
    # By the default weights that takes 9.3 times the stability.
    for lemma, days in (("maison", 194), ("chat", 196), ("chien", 196)):
        word = make_word(lemma)
        master(learner, word)
        Card.objects.filter(word=word).update(last_study_date=(NOON - days * DAY).date())
    mark_known(learner=learner, word=word, now=NOON)
    Card.objects.filter(word=word).update(stability=21, last_study_date=(NOON - 196 * DAY).date())
    mark_known(learner=learner, word=make_word("vache"), now=NOON)

    shown = {item["word"]: item for item in api.get(WORDS).json()["items"]}

    assert {word: item["standing"] for word, item in shown.items()} == {
        "maison": "known",
        "chat": "learning",
        "chien": "learning",
        "vache": "known",
    }
    assert shown["maison"]["retrievability"] > 0.7 > shown["chat"]["retrievability"]


def test_words_below_the_level_and_function_words_are_assumed(api, learner):
    at_level(learner, "B1")
    make_word("maison", level="A2")
    make_word("enjeu", level="B1")
    make_word("pour", level="B1", part_of_speech="preposition")
    make_word("mot", level="")
    introduce(learner=learner, word_ids=[make_word("pain", level="A1").pk], now=NOON)

    assert standings(api) == {
        "maison": "assumed",
        "enjeu": "new",
        "pour": "assumed",
        "mot": "new",
        "pain": "new",
    }


def test_what_was_said_without_a_card_counts_until_a_lexical_error(api, learner):
    at_level(learner, "B1")
    said, mistaken, both = (make_word(lemma, level="B2") for lemma in ("essor", "actuel", "enjeu"))
    below = make_word("maison", level="A1")
    show(learner, said, Evidence.SPONTANEOUS_USE)
    show(learner, mistaken, Evidence.LEXICAL_ERROR)
    show(learner, both, Evidence.SPONTANEOUS_USE)
    show(learner, both, Evidence.LEXICAL_ERROR)
    show(learner, below, Evidence.LEXICAL_ERROR)

    assert standings(api) == {"essor": "assumed", "actuel": "new", "enjeu": "new", "maison": "new"}


def test_a_word_is_shown_with_its_memory(api, learner):
    pain = make_word("pain", frequency_rank=7, topics=["food"])
    card = reviewed_card(learner, pain)
    new = make_word("eau", frequency_rank=8, level="", part_of_speech="")

    first, second = api.get(WORDS).json()["items"]

    assert first == {
        "word_id": pain.pk,
        "word": "pain",
        "english_translation": "the pain",
        "part_of_speech": "noun",
        "frequency_rank": 7,
        "level": "A1",
        "standing": "learning",
        "state": "reviewing",
        "retrievability": pytest.approx(api.get(f"{WORDS[:-5]}{pain.pk}").json()["retrievability"]),
        "next_review": card.due_at.isoformat().replace("+00:00", "Z"),
    }
    assert second == {
        "word_id": new.pk,
        "word": "eau",
        "english_translation": "the eau",
        "part_of_speech": None,
        "frequency_rank": 8,
        "level": None,
        "standing": "new",
        "state": "new",
        "retrievability": None,
        "next_review": None,
    }


def test_words_are_chosen_by_standing_level_topic_rank_and_language(api, learner):
    make_word("pain", frequency_rank=10, topics=["food"])
    make_word("gare", frequency_rank=20, topics=["travel"], level="A2")
    make_word("fromage", frequency_rank=30, topics=["food"], level="A2")
    make_word("Brot", frequency_rank=10, language="de")
    make_word("retiré", status="retired")
    reviewed_card(learner, make_word("vin", frequency_rank=40, topics=["food"]))

    assert words(api, standing="learning") == ["vin"]
    assert words(api, level="A2") == ["gare", "fromage"]
    assert words(api, topic="food", standing="new") == ["pain", "fromage"]
    assert words(api, first_rank=11, last_rank=30) == ["gare", "fromage"]
    assert words(api, language="de") == ["Brot"]


def test_pages_follow_by_cursor_with_equal_ranks(api, learner):
    make_words(2)
    for lemma in ("un", "deux", "trois"):
        make_word(lemma, frequency_rank=101)

    pages, cursor = [], ""
    while cursor is not None:
        page = api.get(WORDS, {"limit": 2, "cursor": cursor}).json()
        pages.append([item["word"] for item in page["items"]])
        cursor = page["next_cursor"]

    assert pages == [["mot0", "mot1"], ["un", "deux"], ["trois"]]


def test_the_map_counts_each_block(api, learner):
    master(learner, make_word("pain", frequency_rank=1))
    reviewed_card(learner, make_word("eau", frequency_rank=250))
    make_word("vin", frequency_rank=251)
    make_word("sel", frequency_rank=1001, part_of_speech="pronoun")

    answer = api.get(MAP).json()

    none = {"known": 0, "learning": 0, "assumed": 0, "new": 0}
    assert answer == {
        "language": "fr",
        "words": 4,
        "known": 1,
        "learning": 1,
        "assumed": 1,
        "new": 1,
        "blocks": [
            {**none, "first_rank": 1, "last_rank": 250, "words": 2, "known": 1, "learning": 1},
            {**none, "first_rank": 251, "last_rank": 500, "words": 1, "new": 1},
            {**none, "first_rank": 1001, "last_rank": 1250, "words": 1, "assumed": 1},
        ],
    }


def test_the_map_is_of_the_words_asked_for(api, learner):
    make_word("pain", frequency_rank=1, topics=["food"])
    make_word("gare", frequency_rank=600, topics=["travel"], level="A2")
    make_word("Brot", frequency_rank=3, language="de")

    def blocks(**query):
        return [
            (block["first_rank"], block["words"]) for block in api.get(MAP, query).json()["blocks"]
        ]

    assert blocks(topic="food") == [(1, 1)]
    assert blocks(level="A2", ranks=500) == [(501, 1)]
    assert blocks(language="de", ranks=50) == [(1, 1)]
    assert blocks(language="es") == []


def test_the_map_counts_as_the_summary_does(api, learner):
    mastered, known, learning, again, _ = make_words(5)
    master(learner, mastered)
    mark_known(learner=learner, word=known, now=NOON)
    reviewed_card(learner, learning)
    review(learner, again)

    counted, shown = word_counts(learner, now=NOON), api.get(MAP).json()

    assert (shown["known"], shown["learning"]) == (counted.mastered, counted.learning) == (2, 2)


def test_nobody_sees_what_another_learner_knows(api, stranger):
    word = make_word("pain")
    master(stranger, word)
    show(stranger, make_word("essor", level="B2"), Evidence.SPONTANEOUS_USE)

    assert standings(api) == {"pain": "new", "essor": "new"}


@pytest.mark.parametrize("count", [1, 3])
def test_words_and_map_cost_the_same_queries_for_any_number(
    api, learner, count, django_assert_num_queries
):
    for word in make_words(2 * count)[:count]:
        reviewed_card(learner, word)

    with django_assert_num_queries(4):  # words, cards, settings for each
        assert len(words(api)) == 2 * count
    with django_assert_num_queries(2):  # words, settings
        assert api.get(MAP).json()["words"] == 2 * count


@pytest.mark.parametrize(
    ("url", "query", "msg"),
    [
        (WORDS, {"standing": "forgotten"}, "is not one of known, learning, assumed, new."),
        (WORDS, {"level": "Z9"}, "is not one of A1, A2, B1, B2, C1, C2."),
        (WORDS, {"limit": "501"}, "less than or equal to 500."),
        (WORDS, {"first_rank": "0"}, "greater than or equal to 1."),
        (WORDS, {"last_rank": str(2**31)}, "less than or equal to 2147483647."),
        (WORDS, {"cursor": "0"}, "is not from this list."),
        (MAP, {"ranks": "49"}, "greater than or equal to 50."),
        (MAP, {"topic": "x" * 41}, "no more than 40 characters."),
    ],
)
def test_a_wrong_query_is_refused(api, url, query, msg):
    answer = api.get(url, query)

    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["loc"] == ["query", *query]
    assert error["msg"].endswith(msg)
