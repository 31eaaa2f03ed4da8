from dataclasses import replace

from tutoring.brief import Finding
from tutoring.revision import Revision


def finding(text, span, suggestion):
    start = text.index(span)
    return Finding(
        "x", start, start + len(span), span, suggestion, "grammar", "medium", 0.9, "Why."
    )


TEXT = "Un belle église a le bord de l'eau."


def test_all_suggestions_are_put_in_place():
    revision = Revision.of(TEXT, [finding(TEXT, "a le", "au"), finding(TEXT, "Un", "Une")])

    assert revision.text == "Une belle église au bord de l'eau."


def test_finding_behind_a_change_moves_back_to_its_place():
    revision = Revision.of(TEXT, [finding(TEXT, "Un", "Une"), finding(TEXT, "a le", "au")])
    found = finding(revision.text, "bord", "Bord")

    moved = revision.in_original(found)

    assert moved == replace(found, start=TEXT.index("bord"), end=TEXT.index("bord") + 4)


def test_finding_that_takes_a_change_in_stands_for_both():
    text = "Je vais à le ecole."
    revision = Revision.of(text, [finding(text, "ecole", "école")])

    moved = revision.in_original(finding(revision.text, "le école", "l'école"))

    assert (moved.span, moved.suggestion) == ("le ecole", "l'école")
    assert revision.is_changed(moved)


def test_finding_that_cuts_a_change_has_no_place_in_the_original():
    revision = Revision.of(TEXT, [finding(TEXT, "Un belle", "Une belle")])

    assert revision.in_original(finding(revision.text, "belle église", "beau")) is None


def test_finding_before_a_change_stays():
    revision = Revision.of(TEXT, [finding(TEXT, "a le", "au")])
    found = finding(revision.text, "belle", "beau")

    assert revision.in_original(found) == found
    assert not revision.is_changed(found)


def test_correction_that_another_entails_is_joined_to_it():
    text = "Hier on a tombé."
    revision = Revision.of(text, [finding(text, "a", "est")])

    joined = revision.joined(finding(revision.text, "tombé", "tombée"))

    assert (joined.span, joined.suggestion) == ("a tombé", "est tombée")


def test_correction_inside_another_is_joined_to_it():
    text = "Beaucoup de ami."
    revision = Revision.of(text, [finding(text, "de ami", "d'ami")])

    joined = revision.joined(finding(revision.text, "ami", "amis"))

    assert (joined.span, joined.suggestion) == ("de ami", "d'amis")


def test_correction_far_from_others_stands_alone():
    revision = Revision.of(TEXT, [finding(TEXT, "Un", "Une")])

    joined = revision.joined(finding(revision.text, "bord", "bords"))

    assert (joined.start, joined.span, joined.suggestion) == (TEXT.index("bord"), "bord", "bords")
