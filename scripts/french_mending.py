"""Mend the faults of the source lexicons of French, as reviewed for the word list."""

from collections.abc import Iterable, Iterator, Mapping

from scripts.french_forms import Correction, Key
from scripts.french_sources import Entry

# The word list tells these senses apart; a lexicon of forms has them under one lemma.
OTHER_SENSES = ("the language; these are people", "of le mort, a dead man")
# Learners write it, and the rules must see a participle to say why it does not agree.
EXPLAINED = "the participle never agrees"
# Lexique counts most of "je suis" as suivre: times these, the sum stays and être has its due.
MISCOUNTED = {("suis", "suivre"): 0.04, ("suis", "être"): 1.95}
# Among the words with an aspirated h, though they elide: l'humeur, d'hier.
UNASPIRATED = frozenset("hier humeur humeurs humus héroïne héroïnes".split())


def mended(
    entries: Iterable[Entry], corrections: Mapping[Key, Correction], spelled_right: set[str]
) -> Iterator[Entry]:
    """Leave out what was found wrong.

    A form that the spelling dictionary has too is right of another word, and only the reading
    goes; any other is no word at all.
    """
    wrong = {
        (form, lemma, pos)
        for (lemma, pos, _), correction in corrections.items()
        if correction.reason not in (*OTHER_SENSES, EXPLAINED)
        for form in correction.wrong
    }
    no_words = {form for form, *_ in wrong if form not in spelled_right}
    for entry in entries:
        if entry.form not in no_words and entry[:3] not in wrong:
            share = MISCOUNTED.get(entry[:2], 1.0)
            yield entry._replace(frequency=entry.frequency * share)


def missing_entries(
    entries: Iterable[Entry], corrections: Mapping[Key, Correction]
) -> Iterator[Entry]:
    """Yield the forms that were found missing and are: a verb's have the place of a wrong one."""
    known = {entry[:3]: entry.features for entry in entries}
    for (lemma, pos, gender), correction in corrections.items():
        for form in sorted(correction.missing):
            if (form, lemma, pos) in known:
                continue
            if pos == "verb":
                features = known[min(correction.wrong), lemma, pos]
            else:
                feminine = "feminine" in (gender, *correction.reason.split())
                number = "p" if form.endswith(("s", "x")) else "s"
                features = (("f" if feminine else "m", number, 0, "", ""),)
            yield Entry(form, lemma, pos, features)
