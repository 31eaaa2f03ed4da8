import pytest

from vocabulary.topics import TOPICS, topic_of


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("food", "food"),
        ("la Nourriture", "food"),
        ("à l'hôtel", "travel"),
        ("Parlons de météo !", "weather"),
        ("my family", "family"),
        ("daily_life", "daily_life"),
        ("", ""),
        ("quelque chose d'autre", ""),
    ],
)
def test_a_free_text_names_a_topic(text, topic):
    assert topic_of(text) == topic


def test_every_topic_is_found_by_its_own_name():
    assert [topic_of(topic) for topic in TOPICS] == list(TOPICS)
