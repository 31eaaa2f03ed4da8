"""Fields of the desk that take several texts, one a row, best first."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Script

from vocabulary.entries import MAX_MORE_EXAMPLES as MAX_MORE
from vocabulary.entries import BadRow, checked_example, gloss_of, one_line, senses_of
from vocabulary.languages import search_key
from vocabulary.reading import tidy, unfit


class RowsInput(forms.Widget):
    """Rows of inputs, which a script lets people add, remove and put in order.

    Without it the spare rows do: a row that is left empty does not count.
    """

    template_name = "vocabulary/desk/rows.html"
    spare_rows = 2

    class Media:
        js = [Script("vocabulary/rows.js", defer=True)]

    def __init__(self, columns: dict[str, str]) -> None:
        """`columns` are labels by what is put behind the field's name."""
        super().__init__()
        self.columns = columns

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = [*(value or []), *[[""] * len(self.columns)] * self.spare_rows]
        context["rows"] = [
            [
                (name + end, label, cell)
                for (end, label), cell in zip(self.columns.items(), row, strict=True)
            ]
            for row in rows
        ]
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[list[str]]:
        columns = [data.getlist(name + end) for end in self.columns]
        rows = [list(row) for row in zip_longest(*columns, fillvalue="")]
        return [row for row in rows if any(cell.strip() for cell in row)]


class SensesField(forms.Field):
    """The senses of a gloss, which stays one text."""

    widget = RowsInput({"": "Sense"})

    def prepare_value(self, value: Any) -> Any:
        return [[sense] for sense in senses_of(value)] if isinstance(value, str) else value

    def to_python(self, rows: Sequence[Sequence[str]] | None) -> str:
        senses = [one_line(tidy(sense)) for (sense,) in rows or []]
        _raise_all([*map(_sense_fault, senses), *_doubles(senses)])
        try:
            return gloss_of(senses) if senses else ""
        except BadRow as fault:
            raise ValidationError(f"The senses are {fault} together.") from None


class ExamplesField(forms.Field):
    """Examples with their translations: a list of [text, translation]."""

    widget = RowsInput({"_text": "Example", "_translation": "Translation"})

    def to_python(self, rows: Sequence[Sequence[str]] | None) -> list[list[str]]:
        examples = [[one_line(tidy(cell)) for cell in row] for row in rows or []]
        faults = [_example_fault(*example) for example in examples[:1]]
        faults += [_further_fault(*example) for example in examples[1:]]
        if len(examples) > MAX_MORE + 1:
            faults.append(f"There are {len(examples)} examples; at most {MAX_MORE + 1} are kept.")
        _raise_all([*faults, *_doubles([text for text, _ in examples])])
        return examples


def _sense_fault(sense: str) -> str:
    if not search_key(sense):
        return "A sense has no letters."
    if ";" in sense:
        return f"“{sense}” has a semicolon: write one sense a row."
    return _cell_fault(sense)


def _example_fault(text: str, translation: str) -> str:
    if not search_key(text):
        return f"“{translation}” translates an example that is empty."
    return _cell_fault(text) or _cell_fault(translation)


def _further_fault(text: str, translation: str) -> str:
    try:
        checked_example(text, translation)
    except BadRow as fault:
        return f"A further example: {fault}."
    return _example_fault(text, translation)


def _cell_fault(text: str) -> str:
    problem = unfit(text)
    return f"“{text[:20]}…” is not allowed: {problem}." if problem else ""


def _doubles(texts: list[str]) -> list[str]:
    folded = [text.casefold() for text in texts]
    return [
        f"“{text}” is there twice."
        for at, text in enumerate(texts)
        if text and folded.index(text.casefold()) < at
    ]


def _raise_all(faults: list[str]) -> None:
    if told := list(dict.fromkeys(filter(None, faults))):
        raise ValidationError(told)
