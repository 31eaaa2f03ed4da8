"""Short words that sound alike: a and à, et and est, on and ont, ce and se, la and là..."""

from tutoring.french.grammar.sentence import Word


def is_participle(word: Word | None) -> bool:
    return bool(
        word and word.participles and word.mostly("verb", 0.3) and word.norm not in {"été", "sens"}
    )
