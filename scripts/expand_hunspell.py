"""Write out every form that a Hunspell dictionary accepts, elided prefixes left out."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from spylls.hunspell import readers
from spylls.hunspell.data.aff import Aff

_DEEPEST = 2  # a suffix may carry suffixes of its own, never a third


def expand_dictionary(path: Path) -> set[str]:
    """Return the words of `path`.dic with the suffixes of `path`.aff.

    Prefixes are articles and pronouns (l', qu', n') and units; the tokenizer splits the first
    off, and nobody writes the second in a conversation.
    """
    aff, context = readers.read_aff(readers.FileReader(str(path.with_suffix(".aff"))))
    dic = readers.read_dic(
        readers.FileReader(str(path.with_suffix(".dic")), encoding=context.encoding),
        aff=aff,
        context=context,
    )
    words: set[str] = set()
    for word in dic.words:
        if aff.FORBIDDENWORD not in word.flags:
            words.update(_forms(word.stem, word.flags, aff, depth=0))
    return {word for word in words if word and " " not in word}


def _forms(stem: str, flags: set[str], aff: Aff, *, depth: int) -> Iterator[str]:
    if aff.NEEDAFFIX not in flags:
        yield stem
    if depth == _DEEPEST:
        return
    for flag in flags:
        for suffix in aff.SFX.get(flag, ()):
            if stem.endswith(suffix.strip) and _ends_in(suffix.condition).search(stem):
                bare = stem[: len(stem) - len(suffix.strip)]
                yield from _forms(bare + suffix.add, suffix.flags, aff, depth=depth + 1)


@cache
def _ends_in(condition: str) -> re.Pattern[str]:
    return re.compile(f"(?:{condition})$")
