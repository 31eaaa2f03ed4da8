"""What a word has in rows of its own: its inflected forms, and its examples after the first.

History, imports and exports see values: a form is its text, an example is [text, translation].
They stand in the order of their ids, which is the order in which they were given.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from django.db.models import Manager

from vocabulary.languages import search_key
from vocabulary.models import Word, WordExample, WordForm

# PostgreSQL would take all rows in one statement, and end it at the statement timeout;
# SQLite takes 32,766 parameters.
_BATCH: Final = 2000

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Attachment:
    """One kind of rows, and how a row is read as a value and made of one."""

    rows: Manager[Any]
    columns: tuple[str, ...]
    value: Callable[..., Any]  # of the columns
    row: Callable[[int, Any], WordForm | WordExample]  # of the word's id and a value


def _form(word_id: int, form: str) -> WordForm:
    return WordForm(word_id=word_id, form=form, search_key=search_key(form))


def _example(word_id: int, example: Sequence[str]) -> WordExample:
    text, translation = example
    return WordExample(word_id=word_id, text=text, translation=translation)


# By the name that they have in words, in histories and in imports.
ATTACHED: Final = {
    "forms": Attachment(WordForm.objects, ("form",), str, _form),
    "more_examples": Attachment(
        WordExample.objects, ("text", "translation"), lambda *texts: list(texts), _example
    ),
}


def attached_to(word: Word) -> dict[str, list[Any]]:
    """Return all that is attached to a word, by kind."""
    return {name: attached(word, name) for name in ATTACHED}


def attached(word: Word, name: str) -> list[Any]:
    """Return what is attached to a word of one kind."""
    kind = ATTACHED[name]
    rows = getattr(word, name).order_by("id").values_list(*kind.columns)
    return [kind.value(*cells) for cells in rows]


def forms_of(word: Word) -> list[str]:
    return attached(word, "forms")


def more_examples_of(word: Word) -> list[list[str]]:
    return attached(word, "more_examples")


def examples_of(word: Word) -> list[list[str]]:
    """Return all examples of a word, its own first."""
    first = [[word.example, word.example_translation]] if word.example else []
    return [*first, *more_examples_of(word)]


def attach(word: Word, name: str, values: Iterable[Any]) -> None:
    """Replace what a word has of one kind."""
    getattr(word, name).all().delete()
    write(name, [(word.pk, values)])


def attached_to_all(word_ids: Sequence[int], name: str) -> dict[int, list[Any]]:
    """Return what words have of one kind, by the word's id."""
    kind = ATTACHED[name]
    found: dict[int, list[Any]] = {}
    for batch in batches(word_ids):
        rows = kind.rows.filter(word__in=batch).order_by("id")
        for word_id, *cells in rows.values_list("word_id", *kind.columns):
            found.setdefault(word_id, []).append(kind.value(*cells))
    return found


def write(name: str, values: Iterable[tuple[int, Iterable[Any]]]) -> None:
    """Add values of one kind to words, given by their ids; what a word has already is left."""
    kind = ATTACHED[name]
    rows = [kind.row(word_id, value) for word_id, of_word in values for value in of_word]
    kind.rows.bulk_create(rows, ignore_conflicts=True, batch_size=_BATCH)


def detach(name: str, word_ids: Sequence[int]) -> None:
    """Remove all that words have of one kind."""
    for batch in batches(word_ids):
        ATTACHED[name].rows.filter(word__in=batch).delete()


def batches(values: Sequence[_Value]) -> Iterator[Sequence[_Value]]:
    for start in range(0, len(values), _BATCH):
        yield values[start : start + _BATCH]
