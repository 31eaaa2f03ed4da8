import pytest

from tutoring.french.asking import asked_meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Comment dit-on « bread » en français ?", "bread"),
        ('comment on dit "bread" ?', "bread"),
        ("Comment dire bread ?", "bread"),
        ("Euh, comment vous dites bread ?", "bread"),
        ("How do you say bread?", "bread"),
        ("What is the French for bread?", "bread"),
        ("what's the French word for bread?", "bread"),
    ],
)
def test_a_meaning_is_heard_however_its_word_is_asked_for(text, meaning):
    assert asked_meaning(text).strip(' "').split(" ")[0] == meaning


@pytest.mark.parametrize(
    "text",
    ["I like bread.", "Comment vas-tu ?", "What is the price for bread?", "Je dis bread."],
)
def test_other_questions_ask_for_no_word(text):
    assert asked_meaning(text) == ""
