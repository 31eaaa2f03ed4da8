"""Everything about a learner in one ZIP: every table as JSON and as CSV, and what they hold."""

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO, Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, ForeignKey, Model, QuerySet

from config.privacy.registry import OfLearner, exported
from learners.models import Learner
from vocabulary.exporting import safe
from vocabulary.models import Word

_CHUNK: Final = 2000
# Beyond it the archive is on disk while it is made.
_IN_MEMORY: Final = 5 * 2**20

_README: Final = """What we know about you.

schema.json says what each table and column holds. The folder json has one file per table with the
exact values; the folder csv has the same for spreadsheets, where an apostrophe stands before what
they would run as a formula. Your password and the keys of your sign-ins are secrets and left out.
"""

Row = dict[str, Any]


def export_learner(learner: Learner, *, now: datetime) -> IO[bytes]:
    """Return an open file with the ZIP, at its beginning."""
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - it is given away
    tables = [(model, entry, _columns(model, entry)) for model, entry in exported()]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", _README)
        schema = {"exported_at": now, "tables": [_described(*table) for table in tables]}
        archive.writestr("schema.json", json.dumps(schema, cls=DjangoJSONEncoder, indent=1))
        for model, entry, columns in tables:
            name = _table(model)
            with archive.open(f"json/{name}.json", "w") as raw, _text(raw) as out:
                _write_json(out, _rows(learner, model, entry, columns))
            with archive.open(f"csv/{name}.csv", "w") as raw, _text(raw) as out:
                _write_csv(out, columns, _rows(learner, model, entry, columns))
    file.seek(0)
    return file


def _columns(model: type[Model], entry: OfLearner) -> list[Field[Any, Any]]:
    return [field for field in model._meta.concrete_fields if field.name not in entry.left_out]


def _rows(
    learner: Learner, model: type[Model], entry: OfLearner, columns: list[Field[Any, Any]]
) -> Iterator[Row]:
    found: QuerySet[Any] = model._default_manager.filter(**{entry.path: learner.pk})
    names = [field.attname for field in columns]
    words = [field.name for field in columns if _is_word(field)]
    rows = found.order_by("pk").values(*names, *(f"{name}__lemma" for name in words))
    for row in rows.iterator(chunk_size=_CHUNK):
        for name in words:
            row[name] = row.pop(f"{name}__lemma")
        yield row


def _described(model: type[Model], entry: OfLearner, columns: list[Field[Any, Any]]) -> Row:
    return {
        "table": _table(model),
        "holds": (model.__doc__ or "").strip().partition("\n")[0],
        "columns": [
            {
                "name": field.attname,
                "type": field.get_internal_type(),
                "help": str(field.help_text),
                **({"choices": dict(field.flatchoices)} if field.choices else {}),
            }
            for field in columns
        ]
        + [
            {"name": field.name, "type": "TextField", "help": "The word itself."}
            for field in columns
            if _is_word(field)
        ],
    }


def _write_json(out: IO[str], rows: Iterable[Row]) -> None:
    out.write("[")
    for number, row in enumerate(rows):
        out.write("\n" if number == 0 else ",\n")
        json.dump(row, out, cls=DjangoJSONEncoder, ensure_ascii=False)
    out.write("\n]\n")


def _write_csv(out: IO[str], columns: list[Field[Any, Any]], rows: Iterable[Row]) -> None:
    names = [field.attname for field in columns] + [f.name for f in columns if _is_word(f)]
    sheet = csv.DictWriter(out, names)
    sheet.writeheader()
    for row in rows:
        sheet.writerow({name: _cell(row[name]) for name in names})


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, dict)):
        value = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    return safe(value.isoformat() if hasattr(value, "isoformat") else str(value))


def _is_word(field: Field[Any, Any]) -> bool:
    return isinstance(field, ForeignKey) and field.related_model is Word


def _table(model: type[Model]) -> str:
    return model._meta.label_lower.replace(".", "_")


def _text(raw: IO[bytes]) -> io.TextIOWrapper:
    return io.TextIOWrapper(raw, encoding="utf-8", newline="")
