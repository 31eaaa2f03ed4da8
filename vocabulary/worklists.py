"""What is left to do on the words: one named question per list, counted together."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Length, Lower, Replace, StrIndex
from django.db.models.lookups import Exact, GreaterThan

from vocabulary.entries import MAX_SENSES
from vocabulary.examples import MAX_WORDS, TOO_LONG
from vocabulary.models import Word, WordExample, WordForm, WordQuerySet

# SQLite's LOWER knows no accents, and sentences begin with these.
_CAPITALS: Final = "ÀÂÇÉÈÊÎÔŒ"
_MORE_EXAMPLES: Final = WordExample.objects.filter(word=OuterRef("pk"))
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


def _lacks_word(text: str, *, word: str = "") -> Q:
    """Whether a text has neither the lemma nor a form; one inside another word counts.

    `word` leads from the text's row to the word, if that is another row.
    """
    plain: Func = Lower(OuterRef(text))
    folded = plain
    for capital in _CAPITALS:
        folded = Replace(folded, Value(capital), Value(capital.lower()))
    forms = WordForm.objects.filter(word=OuterRef(f"{word}pk"))

    def lacks(text: Func | OuterRef, form: Func | F) -> Q:
        return ~Q(Exists(forms.filter(GreaterThan(StrIndex(text, form), 0))))

    # Cheapest first, for a word may have fifty forms: only what fails one comes to the next.
    return (
        ~Q(**{text: ""})
        & Q(Exact(StrIndex(text, f"{word}lemma"), 0))
        & lacks(OuterRef(text), F("form"))
        & lacks(plain, Lower("form"))
        & lacks(folded, Lower("form"))
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
    Worklist(
        "senses",
        f"More than {MAX_SENSES} senses",
        Q(GreaterThan(Length("gloss") - Length(Replace("gloss", Value(";"))), MAX_SENSES - 1)),
    ),
    Worklist("example", "No example", Q(example="")),
    Worklist(
        "example_translation",
        "Example not translated",
        ~Q(example="") & Q(example_translation="")
        | Q(Exists(_MORE_EXAMPLES.filter(translation=""))),
    ),
    Worklist(
        "example_length",
        f"Example of more than {MAX_WORDS} words",
        Q(example__regex=TOO_LONG) | Q(Exists(_MORE_EXAMPLES.filter(text__regex=TOO_LONG))),
    ),
    Worklist(
        "example_word",
        "Example without the word",
        _lacks_word("example")
        | Q(Exists(_MORE_EXAMPLES.filter(_lacks_word("text", word="word__")))),
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
