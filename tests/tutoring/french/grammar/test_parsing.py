import logging
from concurrent.futures import ThreadPoolExecutor

from tutoring.french.grammar.parsing import Parser


def test_model_says_what_each_word_is(model):
    parsed = model.parse("Le chat dort.")

    assert (parsed[3].lemma, parsed[3].pos) == ("chat", "noun")
    assert set(parsed) == {0, 3, 8, 12}


def test_model_can_be_asked_from_several_threads(model):
    texts = [f"Le chat numéro {number} dort sur la table." for number in range(20)]

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(model.parse, texts))

    assert [answer[3].lemma for answer in answers] == ["chat"] * 20


def test_cold_model_says_nothing_and_warns_once(caplog):
    parser = Parser("fr_core_news_sm")

    with caplog.at_level(logging.WARNING):
        answers = [parser.parse("Le chat dort."), parser.parse("Le chat dort.")]

    assert answers == [{}, {}]
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert not parser.is_warm


def test_no_model_is_no_fault(caplog):
    parser = Parser("")

    with caplog.at_level(logging.WARNING):
        assert not parser.warm()
        assert parser.parse("Le chat dort.") == {}

    assert caplog.records == []
