"""What the list shows as French is French to our own detector."""

from tutoring.french import rules
from vocabulary.shipped_list import ShippedList


def test_rules_for_learners_find_nothing_in_an_example():
    found = {
        row["example"]: [finding.code for finding in rules.check(row["example"], level="C1")]
        for row in ShippedList.read("fr").written
    }

    assert {example: codes for example, codes in found.items() if codes} == {}
