import pytest

from tutoring.safety.signs import Names, SignInvalid, matches, parse

COMMON = frozenset({"ME"})


def found(sign, *words):
    """Say whether a sign stands in some words; words in capitals are of that class."""
    names = Names([{word: 1} for word in words], [0] * len(words))
    return any(
        match
        for parsed in parse(sign, COMMON)
        for place in range(len(words))
        if words[place] in parsed.elements[parsed.anchor].names
        for match in matches(parsed, place, names)
    )


@pytest.mark.parametrize(
    ("sign", "words", "stands"),
    [
        ("il ME HIT", ["il", "ME", "HIT"], True),
        ("il ME HIT", ["il", "HIT", "ME"], False),
        ("il ME HIT", ["il", "bien", "ME", "HIT"], False),
        ("il ..1 HIT", ["il", "le", "HIT"], True),
        ("il ..1 HIT", ["il", "ne", "le", "HIT"], False),
        ("il .. HIT", ["il", "ne", "le", "lui", "HIT"], True),
        ("(il|elle) HIT", ["elle", "HIT"], True),
        ("il ME? HIT", ["il", "HIT"], True),
        ("CLOSE & ME & HIT", ["HIT", "ME", "CLOSE"], True),
        ("CLOSE & ME & HIT", ["HIT", *["x"] * 9, "ME", "CLOSE"], False),
        ("HIT @MINOR", ["MINOR", *["x"] * 30, "HIT"], True),
        ("HIT @MINOR", ["HIT"], False),
        ("HIT !GAME", ["GAME", "HIT"], False),
        ("HIT !GAME", ["GAME", *["x"] * 30, "HIT"], True),
    ],
)
def test_a_sign_stands_where_its_notation_says(sign, words, stands):
    assert found(sign, *words) is stands


def test_a_sign_keeps_to_one_sentence():
    names = Names([{"il": 1}, {"HIT": 1}], [0, 1])
    [sign] = parse("il HIT", COMMON)

    assert list(matches(sign, 0, names)) == []


@pytest.mark.parametrize(
    "line", ["", "ME", "(il|) HIT", "((il) HIT", "(il ..2 elle) HIT", "@MINOR"]
)
def test_a_line_that_is_no_sign_is_refused(line):
    with pytest.raises(SignInvalid):
        parse(line, COMMON)
