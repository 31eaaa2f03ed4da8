"""What is left to do on the words: one named question per list, counted together."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q

from vocabulary.models import Word, WordForm, WordQuerySet

_FORMS: Final = Exists(WordForm.objects.filter(word=OuterRef("pk")))
_TWIN: Final = Exists(
    Word.objects.filter(
        language=OuterRef("language"),
        search_key=OuterRef("search_key"),
        part_of_speech=OuterRef("part_of_speech"),
    )
    .exclude(pk=OuterRef("pk"))
    .exclude(status=Word.Status.RETIRED)
)


@dataclass(frozen=True, slots=True)
class Worklist:
    """Words that lack something; retired words are on no list."""

    key: str
    title: str
    condition: Q

    def words(self, words: WordQuerySet) -> WordQuerySet:
        return words.exclude(status=Word.Status.RETIRED).filter(self.condition)


WORKLISTS: Final = (
    Worklist("unapproved", "Not confirmed by a person", Q(approved_at=None)),
    Worklist("draft", "Drafts", Q(status=Word.Status.DRAFT)),
    Worklist("translation", "No translation", Q(gloss="")),
    Worklist("example", "No example", Q(example="")),
    Worklist(
        "example_translation", "Example not translated", ~Q(example="") & Q(example_translation="")
    ),
    # A noun can be of both genders and two words can look alike: once confirmed, they are done.
    Worklist(
        "gender",
        "Nouns without gender, not confirmed",
        Q(part_of_speech="noun", gender="", approved_at=None),
    ),
    Worklist("part_of_speech", "No part of speech", Q(part_of_speech="")),
    Worklist("level", "No level", Q(level="")),
    Worklist("topics", "No topic", Q(topics=[])),
    Worklist("forms", "No inflected forms", ~Q(_FORMS)),
    Worklist("twins", "Perhaps there twice, not confirmed", Q(_TWIN, approved_at=None)),
)


def counts() -> list[tuple[Worklist, int]]:
    """Return how many words each list has, in one query."""
    words = Word.objects.exclude(status=Word.Status.RETIRED)
    # Prefixed: an aggregate called "example" would hide the field from those after it.
    totals = words.aggregate(
        **{f"total_{w.key}": Count("pk", filter=w.condition) for w in WORKLISTS}
    )
    return [(worklist, totals[f"total_{worklist.key}"]) for worklist in WORKLISTS]
