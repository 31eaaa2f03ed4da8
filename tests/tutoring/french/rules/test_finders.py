from tests.tutoring.french.rules.sentences import TESTS, sentence
from tutoring.french.rules.conditions import condition_of
from tutoring.french.rules.finders import (
    Case,
    Look,
    Patterns,
    Phrases,
    Procedure,
    ProcedureOnPatterns,
)
from tutoring.french.rules.hits import Hit
from tutoring.french.rules.pattern import Pattern
from tutoring.french.rules.template import Template


def pattern(source):
    return Pattern(source, TESTS)


def case(source, write, *, unless=(), where=()):
    names = frozenset("x")
    return Case(
        pattern(source),
        Template(write, names, {}),
        tuple(condition_of(condition, TESTS, names) for condition in unless),
        tuple(condition_of(condition, TESTS, names) for condition in where),
    )


def looks(finder, text):
    return list(finder.looks(sentence(text)))


def test_pattern_writes_its_template():
    finder = Patterns((case("[à x=@month]", "en {x}"),))

    assert looks(finder, "Il vient à mai.") == [Look("[à x=@month]", 2, 3, Hit(2, 3, "en mai"))]


def test_match_is_blocked_by_what_must_not_be_and_by_what_must_be():
    finder = Patterns((case("[à x=@month]", "en {x}", unless=["jusqu' [*]"], where=["x=!mai"]),))

    assert [look.blocked for look in looks(finder, "Il vient jusqu'à mars, à mai, à juin.")] == [
        "unless: jusqu' [*]",
        "not where: x=!mai",
        "",
    ]


def test_condition_on_a_word_that_a_pattern_lacks_is_passed_over():
    finder = Patterns((case("[à x=mai?]", "en", unless=["x=mai"], where=["x=mai"]),))

    assert [look.blocked for look in looks(finder, "Il va à Paris, à mai.")] == [
        "",
        "unless: x=mai",
    ]


def test_match_without_the_form_asked_for_is_blocked():
    finder = Patterns((case("x=:word", "{x:imperative}"),))

    assert [look.blocked for look in looks(finder, "Il faut.")] == ["no form: {x:imperative}"] * 2


def test_hit_takes_in_the_vowel_before_it():
    finder = Patterns((case("je|j' [suis|étais] faim", "ai"), case("j' [étais] soif", "manque de")))

    assert [look.hit for look in looks(finder, "Je suis faim, j'étais soif.")] == [
        Hit(0, 1, "j'ai"),
        Hit(4, 5, "je manque de"),
    ]


def test_needs_are_one_rare_word_of_each_pattern():
    rare, common = case("le|la chat", "x"), case(":noun ~dormir", "x")

    assert Patterns((rare, common)).needs == {"chat", "~dormir"}
    assert Patterns((rare, case(":noun", "x"))).needs is None


def test_phrases_report_only_what_differs():
    finder = Phrases({"sale de bain": "salle de bain", "voila": "voilà"})

    assert [look.hit for look in looks(finder, "Voila la sale de bain.")] == [
        Hit(0, 0, "voilà"),
        Hit(2, 2, "salle"),
    ]
    assert finder.needs == {"sale", "voila"}


def test_procedure_yields_hits_of_the_sentence():
    finder = Procedure("family.name", lambda sentence: [Hit(1, 1, "dort")])

    assert looks(finder, "Il dors.") == [Look("family.name", 1, 1, Hit(1, 1, "dort"))]


def test_procedure_on_patterns_is_asked_at_each_match():
    finder = ProcedureOnPatterns(
        "family.name", lambda match: "oui" if match.first else None, (pattern("non"),)
    )

    assert looks(finder, "Non non") == [
        Look("non", 0, 0, blocked="the procedure family.name proposes nothing"),
        Look("non", 1, 1, Hit(1, 1, "oui")),
    ]
    assert finder.needs == {"non"}
