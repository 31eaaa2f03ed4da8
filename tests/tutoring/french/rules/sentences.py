"""Sentences and matches for the tests of the rules' notation."""

from tutoring.french.grammar.sentence import sentences
from tutoring.french.rules.lists import LISTS
from tutoring.french.rules.pattern import Pattern
from tutoring.french.rules.word_tests import WordTests

TESTS = WordTests(LISTS)


def sentence(text):
    return sentences(text)[0]


def word(form):
    return sentence(f"Le {form}").words[1]


def matches(pattern, text):
    return list(Pattern(pattern, TESTS).matches(sentence(text)))


def match(pattern, text):
    return matches(pattern, text)[0]
