"""Which words of a sentence are English: there nothing is corrected. Pure."""

from collections.abc import Sequence
from typing import Final

# English words that are hardly French ones; two of them make what lies between English.
ENGLISH: Final = frozenset(
    "the is are was were you they this that what have has not with and for of to my your it how "
    "do does did don't i'm it's can't from he she we who why would should could yes please "
    "i makes really watching one night that's needs there some any said get got go going went "
    "hello thanks very because be been will just like know think want good morning live had "
    "his her their them him but or if can love bread today tomorrow yesterday always never "
    "something someone nothing where when which while about after before into over than then "
    "these those here every much many most another again down speak understand learning learn "
    "friend friends school milk says make take see saw working happy english mean means "
    "word eat read write day days week".split()
)


def is_english(norms: Sequence[str]) -> bool:
    """Whether a sentence is English as a whole: two such words or more, and every fifth."""
    english = sum(norm in ENGLISH for norm in norms)
    return english > 1 and 5 * english >= len(norms)


def english_run(norms: Sequence[str]) -> range:
    """Return where English stands: the whole sentence, from first to last sure word, or nowhere."""
    if is_english(norms):
        return range(len(norms))
    english = [at for at, norm in enumerate(norms) if norm in ENGLISH]
    return range(english[0], english[-1] + 1) if len(english) > 1 else range(0)
