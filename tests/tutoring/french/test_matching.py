import csv
import logging
from pathlib import Path

import pytest

from tutoring.french.grammar.parsing import Parser
from tutoring.french.matching import find, lemmas
from tutoring.language import FoundWord, SoughtWord

with Path(__file__).with_name("matching_pairs.tsv").open(encoding="utf-8") as rows:
    PAIRS = list(csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE))


def credit(sentence, lemma, pos, gender, parser):
    found = find(sentence, [SoughtWord(1, lemma, pos, gender)], parser)
    if not found:
        return "no"
    return "near" if found[0].near else "yes"


@pytest.mark.parametrize("parser", ["model", "no_model"])
def test_used_words_are_credited_and_others_are_not(parser, request):
    parser = request.getfixturevalue(parser)

    wrong = [pair for pair in PAIRS if credit(*pair[:4], parser) != pair[4]]

    credited = [pair for pair in wrong if pair[4] == "no"]
    absent = sum(pair[4] == "no" for pair in PAIRS)
    assert len(wrong) - len(credited) <= 0.03 * (len(PAIRS) - absent), wrong
    assert len(credited) <= 0.02 * absent, wrong


def test_words_are_found_once_each_in_text_order(no_model):
    sought = [SoughtWord(1, "chat", "noun"), SoughtWord(2, "voir", "verb"), SoughtWord(3, "chien")]

    found = find("Je vois un chat, je vois deux chats.", sought, no_model)

    assert found == (FoundWord(2, 3, 7), FoundWord(1, 11, 15))


def test_offsets_count_code_points(no_model):
    assert find("😀 L’école", [SoughtWord(1, "école", "noun")], no_model) == (FoundWord(1, 4, 9),)


def test_word_of_several_parts_spans_all_of_them(no_model):
    text = "Il n'a vraiment pas besoin d'aide."

    assert find(text, [SoughtWord(1, "avoir besoin de")], no_model) == (FoundWord(1, 5, 29),)


def test_exact_use_is_preferred_to_a_near_one(no_model):
    found = find("Une ecole, une école.", [SoughtWord(1, "école", "noun")], no_model)

    assert found == (FoundWord(1, 15, 20),)


def test_nothing_sought_is_nothing_found(no_model):
    assert find("Bonjour.", [], no_model) == ()


def test_content_words_are_given_in_their_reading(no_model):
    found = lemmas("Elle porte les beaux livres à l'école.", no_model)

    assert [(w.lemma, w.part_of_speech) for w in found] == [
        ("porter", "verb"),
        ("beau", "adjective"),
        ("livre", "noun"),
        ("école", "noun"),
    ]


def test_missing_model_is_said_once_and_the_lexicon_decides(caplog):
    parser = Parser("fr_no_such_model")

    with caplog.at_level(logging.WARNING):
        warm = [parser.warm(), parser.warm()]

    assert warm == [False, False]
    assert len(caplog.records) == 1
    assert find("Je lis.", [SoughtWord(1, "lire", "verb")], parser) == (FoundWord(1, 3, 6),)


def test_long_text_is_no_burden(no_model):
    text = "Je mange une pomme et tu portes un livre. " * 90

    assert len(lemmas(text, no_model)) == 360
