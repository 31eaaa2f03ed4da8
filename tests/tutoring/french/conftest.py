import pytest

from tutoring.french.grammar.parsing import Parser


@pytest.fixture(scope="session")
def no_model():
    return Parser("")


@pytest.fixture(scope="session")
def model():
    parser = Parser("fr_core_news_sm")
    assert parser.warm()
    return parser
