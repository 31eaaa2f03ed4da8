"""Which words of a sentence are English: there nothing is corrected. Pure."""

from collections.abc import Sequence
from typing import Final

# English words that are hardly French ones; two of them make what lies between English.
ENGLISH: Final = frozenset(
    """
    about after again against all almost already always and another answer any anything are
    ask away be beautiful because been before being better between big bird birthday books
    boy bread bring broke broken but buy call can can't careful castle cats cheese closed
    clothes cooking could countries dark day days depends did didn't do doctor does doesn't
    dog dogs doing don't door down each early easy eat eating else english enough especially
    evening ever every everyone everything exactly eyes father favourite feel fell find
    flowers for found friend friends from get getting girl give go goes going good got
    grandfather grandmother great had hand hands happy has have he he's heavy hello help
    helps her here here's him his holidays hope how hundred hurts i i'd i'll i'm if
    interesting into is isn't it it's just keep kitchen know known last late learn learning
    leave leaves lessons let's life like liked listen listening live looking lost love loved
    lovely made make makes making many mean means meat meet milk mine morning most mother
    mountains much my myself need needs neighbours never night nobody not nothing now of
    often old one or our over own please quickly read ready really right sad said saw says
    school see seen seven several shall she she's shoes should since sleep small snow some
    someone something soon sorry speak speaking speaks spend start stay staying still street
    strong suggest sundays swimming take taking talked teacher telling than thank thanks
    that that's the their them then there there's these they they're thief thing things
    think this those thought thousand three through time tired to today together tomorrow
    tonight too took try twenty under understand usually vegetables very wait walk walking
    want wants was watching way we we'll we're we've wearing weather week welcome well went
    were what what's when where which while white who whole why will with won't word work
    working worry would write writing wrong yes yesterday yet you you're you've young your
    yours yourself
    """.split()
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
