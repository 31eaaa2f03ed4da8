"""Rules that no pattern can tell: functions over a sentence, or over what a pattern matched.

The rule files name them (`procedure: agreement.adjective`) and say all the rest.
"""
