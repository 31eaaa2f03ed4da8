import re

import pytest

from tutoring.french.rules import check
from tutoring.offline import scenarios
from tutoring.offline.register import render
from tutoring.offline.scenarios import (
    LEVELS,
    Concept,
    ScenarioInvalid,
    Topic,
    acts,
    concepts,
    english,
    fold,
    follow_ups,
    keywords,
    pairs,
    persona,
    phrases,
    topic,
    topic_names,
)

FAMILIAR = re.compile(r"\b(?:tu|te|toi|ton|ta|tes)\b|\bt'", re.IGNORECASE)
SCENE = """
    goals: Parler de soi.
    open: {On commence.: We begin.}
    nodes: [%s]
    repairs: {Revenons à toi.: Back to you.}
    hints: {On dit bonjour.: One says hello.}
    closings: {À bientôt !: See you soon!}
"""
NODE = "{id: n%d, ask: {Ça va ?: How are you?}, replies: Oui. / Non. / Bof.}"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "topics").mkdir()
    monkeypatch.setattr(scenarios, "FOLDER", tmp_path)
    topic.cache_clear()
    yield tmp_path
    topic.cache_clear()


def write_topic(folder, *, levels=LEVELS, nodes=6, extra=""):
    scene = SCENE % ", ".join(NODE % number for number in range(nodes))
    text = "title: {fr: le test, en: the test}\nkeywords: [test]\n" + extra + "levels:\n"
    text += "".join(f"  {level}:\n{scene}\n" for level in levels)
    (folder / "topics" / "test.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", topic_names())
def test_every_topic_has_a_scene_for_every_level(name):
    assert tuple(topic(name).levels) == LEVELS


def test_at_least_twelve_topics_are_shipped_beside_the_parts_to_play():
    played = [name for name, (styles, _) in keywords().items() if styles]

    assert (len(topic_names()) - len(played), len(played)) == (16, 7)


def test_every_word_of_practice_in_the_speech_files_is_there():
    assert {"echo", "introduce", "elicit_gap", "elicit_plain"} <= set(phrases().frames)
    assert len(phrases().questions["tell_more"]) >= 25
    assert (len(acts()) > 20, len(persona()) > 25, len(english().words) > 200) == (True,) * 3


def every_line():
    entries = [*acts().values(), *persona().values(), *concepts().values(), follow_ups()]
    entries += [topic(name) for name in topic_names()]
    lines = [french for entry in entries for french, _ in pairs(entry)]
    for group in (phrases().lines, phrases().questions):
        lines += [french for lines_of_kind in group.values() for french in lines_of_kind]
    return lines


def test_no_line_says_tu_where_the_talk_is_formal():
    familiar = [line for line in every_line() if FAMILIAR.search(render(line, formal=True))]

    assert familiar == []


def test_our_own_rules_have_nothing_to_say_of_any_line():
    spoken = [render(line.replace("{}", "Anna"), formal=formal)
              for line in every_line() for formal in (False, True)]  # fmt: skip
    faulty = {line: check(line, level="C2") for line in spoken}

    assert {line: found for line, found in faulty.items() if found} == {}


def test_every_line_has_its_english():
    entries = [*concepts().values(), *(topic(name) for name in topic_names())]

    assert [fr for entry in entries for fr, en in pairs(entry) if not en.strip()] == []


def test_words_of_a_concept_have_no_doubles():
    doubled = {
        name: concept.words
        for name, concept in concepts().items()
        if len(set(concept.words)) != len(concept.words)
    }

    assert doubled == {}


def test_a_whole_topic_is_read(folder):
    write_topic(folder)

    assert len(topic("test").levels["B1"].nodes) == 6


def test_a_missing_level_is_named(folder):
    write_topic(folder, levels=("A1", "A2", "B1"))

    with pytest.raises(ScenarioInvalid, match=r"test\.yaml.*no scene for level B2"):
        topic("test")


def test_an_unknown_key_is_named(folder):
    write_topic(folder, extra="kewords: [faute]\n")

    with pytest.raises(ScenarioInvalid, match="kewords"):
        topic("test")


def test_an_unknown_vocabulary_topic_is_named(folder):
    write_topic(folder, extra="vocabulary: [gardening]\n")

    with pytest.raises(ScenarioInvalid, match="gardening"):
        topic("test")


def test_too_few_questions_are_refused(folder):
    write_topic(folder, nodes=5)

    with pytest.raises(ScenarioInvalid, match="at least 6 items"):
        topic("test")


def test_broken_yaml_names_the_file(folder):
    (folder / "topics" / "test.yaml").write_text("title: [", encoding="utf-8")

    with pytest.raises(ScenarioInvalid, match=r"test\.yaml is not YAML"):
        topic("test")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Tu aimes le sport.", "must end in a space and a question mark"),
        ("Tu aimes le sport?", "must end in a space and a question mark"),
    ],
)
def test_a_question_without_its_mark_is_refused(line, fault):
    with pytest.raises(ValueError, match=fault):
        Concept.model_validate({"say": {"Bien.": "Good."}, "ask": {line: "Do you?"}})


@pytest.mark.parametrize("line", ["Super!", "Super : c'est bien; oui.", "Sans point"])
def test_french_typography_is_asked_of_every_line(line):
    with pytest.raises(ValueError, match="French puts a space"):
        Concept.model_validate({"say": {line: "Great!"}, "ask": {"Ça va ?": "How are you?"}})


def test_a_broken_pattern_is_refused():
    with pytest.raises(ValueError, match="not a regular expression"):
        Concept.model_validate(
            {"pattern": "(", "say": {"Bien.": "Good."}, "ask": {"Ça va ?": "How are you?"}}
        )


def test_patterns_see_plain_letters():
    assert fold("J’ai mangé des ŒUFS") == "j'ai mange des oeufs"


def test_topic_keys_are_checked_against_the_styles():
    with pytest.raises(ValueError, match="styles"):
        Topic.model_validate({"styles": ["pirate"]})
