"""The French error rules: what a learner could have written better, and why."""

from tutoring.french.rules.checking import check
from tutoring.french.rules.loading import rules

__all__ = ["check", "rules"]
