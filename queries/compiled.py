"""Queries that Django compiles once; from one call to the next only the values change.

To build a queryset and compile it takes Django longer than our databases take to answer.
What every turn asks is therefore compiled at its first call, once for each length of a list:

    _due = compiled.Select(lambda learner, now: Card.objects.filter(learner=learner).due(now))
    _due(learner=learner.pk, now=now)

The arguments of the function stand for the values, a list for those of an `__in`. Whatever else a
query depends on belongs to its shape: another shape is another query.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models import sql
from django.db.models.constants import OnConflict
from django.db.models.sql.compiler import SQLCompiler

Values = Mapping[str, Any]

_Row = TypeVar("_Row")
_Model = TypeVar("_Model", bound=models.Model)
_Fetched = TypeVar("_Fetched")

# How a value is written whose field is not known, as in Django's own `Value`.
_FIELDS: dict[type, models.Field[Any, Any]] = {
    UUID: models.UUIDField(),
    datetime: models.DateTimeField(),
    date: models.DateField(),
}


class Parameter(models.Expression):
    """Stands in a query for a value that is given when it runs, or for one of a list of values."""

    def __init__(
        self,
        name: str,
        place: int | None = None,
        saved_in: models.Field[Any, Any] | None = None,
    ) -> None:
        super().__init__(saved_in)
        self.name, self.place, self.saved_in = name, place, saved_in

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)

    def written(self, values: Values, connection: BaseDatabaseWrapper) -> Any:
        """Return the value as the driver of the database takes it."""
        value = values[self.name] if self.place is None else values[self.name][self.place]
        if self.saved_in:
            return self.saved_in.get_db_prep_save(value, connection)
        field = _FIELDS.get(type(value))
        return field.get_db_prep_value(value, connection) if field else value


class ListParameter(models.Expression):
    """Stands for a list of values, on the right of `__in`."""

    def __init__(self, name: str, length: int) -> None:
        super().__init__()
        self.members = [Parameter(name, place) for place in range(length)]

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        if not self.members:
            raise EmptyResultSet
        return f"({', '.join(['%s'] * len(self.members))})", tuple(self.members)


@dataclass(frozen=True, slots=True)
class _Statement:
    """What a query was compiled to. Without text it matches nothing, as `__in` an empty list."""

    text: str
    parts: Sequence[Any]  # parameters, and values that are always the same
    compiler: Any

    def written(self, values: Values, connection: BaseDatabaseWrapper) -> list[Any]:
        return [
            p.written(values, connection) if isinstance(p, Parameter) else p for p in self.parts
        ]

    def execute(self, values: Values, fetch: Callable[[CursorWrapper], _Fetched]) -> _Fetched:
        """Change something; an error spoils the transaction, as it does in Django's own methods."""
        connection = connections[DEFAULT_DB_ALIAS]
        with (
            transaction.mark_for_rollback_on_error(DEFAULT_DB_ALIAS),
            connection.cursor() as cursor,
        ):
            cursor.execute(self.text, self.written(values, connection))
            return fetch(cursor)


class Select(Generic[_Row]):
    """A queryset; called with its values, it returns a list of what the queryset would give."""

    def __init__(self, build: Callable[..., models.QuerySet[Any, _Row]]) -> None:
        self._build = build
        self._compiled: dict[tuple[int, ...], tuple[models.QuerySet[Any, _Row], _Statement]] = {}

    def __call__(self, **given: Any) -> list[_Row]:
        values, shape = _padded(given)
        if shape not in self._compiled:
            queryset = self._build(**_parameters(values))
            self._compiled[shape] = queryset, _statement(queryset.query)
        queryset, statement = self._compiled[shape]
        return _answer(queryset, statement, values) if statement.text else []

    def first(self, **values: Any) -> _Row | None:
        return next(iter(self(**values)), None)


class Update:
    """An update; called with its values, it returns the number of rows that matched.

    The function returns a queryset and what to set, by the names of fields.
    """

    def __init__(self, build: Callable[..., tuple[models.QuerySet[Any, Any], Values]]) -> None:
        self._build = build
        self._compiled: dict[tuple[int, ...], _Statement] = {}

    def __call__(self, **given: Any) -> int:
        values, shape = _padded(given)
        if shape not in self._compiled:
            self._compiled[shape] = _updating(*self._build(**_parameters(values)))
        statement = self._compiled[shape]
        return statement.execute(values, _row_count) if statement.text else 0


class Save(Generic[_Model]):
    """Writes some fields of an instance, as `save(update_fields=...)` does; it sends no signal."""

    def __init__(self, model: type[_Model], fields: Iterable[str]) -> None:
        self._model = model
        self._names = [_column(model, name).attname for name in fields]

    def __call__(self, instance: _Model) -> int:
        values = {name: getattr(instance, name) for name in self._names}
        return self._statement.execute({"pk": instance.pk} | values, _row_count)

    @cached_property
    def _statement(self) -> _Statement:
        row = self._model._base_manager.filter(pk=Parameter("pk"))
        return _updating(row, {name: Parameter(name) for name in self._names})


class Insert(Generic[_Model]):
    """Inserts instances as they are, like `bulk_create`; a key that the database makes is set.

    With `ignore_conflicts` a row that is there already stays as it is, and no key is set.
    """

    def __init__(self, model: type[_Model], *, ignore_conflicts: bool = False) -> None:
        fields = model._meta.concrete_fields
        made = [field for field in fields if isinstance(field, models.AutoField)]
        self._model = model
        self._ignores_conflicts = ignore_conflicts
        self._fields = [field for field in fields if field not in made]
        self._made_by_database = [] if ignore_conflicts else made
        self._compiled: dict[int, _Statement] = {}

    def __call__(self, instances: Sequence[_Model]) -> None:
        if not instances:
            return
        values = {f.attname: [getattr(one, f.attname) for one in instances] for f in self._fields}
        keys = self._statement(len(instances)).execute(values, self._fetch)
        for instance, (key,) in zip(instances, keys, strict=False):
            instance.pk = key
        for instance in instances:
            instance._state.adding, instance._state.db = False, DEFAULT_DB_ALIAS

    def _statement(self, count: int) -> _Statement:
        if count not in self._compiled:
            on_conflict = OnConflict.IGNORE if self._ignores_conflicts else None
            query = sql.InsertQuery(self._model, on_conflict=on_conflict)
            rows: list[models.Model] = [self._row(place) for place in range(count)]
            # Raw, because there is nothing yet that a field could prepare.
            query.insert_values(self._fields, rows, raw=True)
            compiler = query.get_compiler(DEFAULT_DB_ALIAS)
            compiler.returning_fields = self._made_by_database
            [(text, parts)] = compiler.as_sql()
            self._compiled[count] = _Statement(text, parts, compiler)
        return self._compiled[count]

    def _row(self, place: int) -> _Model:
        return self._model(**{f.attname: Parameter(f.attname, place, f) for f in self._fields})

    def _fetch(self, cursor: CursorWrapper) -> Sequence[tuple[Any, ...]]:
        return cursor.fetchall() if self._made_by_database else ()


def _padded(values: dict[str, Any]) -> tuple[Values, tuple[int, ...]]:
    """Return the values and the lengths of the lists among them.

    A list grows to the next power of two by repeating its last value, which means the same in an
    `__in`: so a few statements are enough for all lengths.
    """
    lists = {name: value for name, value in values.items() if isinstance(value, list)}
    for name, value in lists.items():
        missing = (1 << (len(value) - 1).bit_length()) - len(value) if value else 0
        lists[name] = value + value[-1:] * missing
    return values | lists, tuple(map(len, lists.values()))


def _parameters(values: Values) -> dict[str, models.Expression]:
    return {
        name: ListParameter(name, len(value)) if isinstance(value, list) else Parameter(name)
        for name, value in values.items()
    }


def _statement(query: sql.Query) -> _Statement:
    compiler = query.get_compiler(DEFAULT_DB_ALIAS)
    try:
        text, parts = compiler.as_sql()
        return _Statement(text, parts, compiler)
    except EmptyResultSet:
        return _Statement("", (), compiler)


def _updating(queryset: models.QuerySet[Any, Any], changes: Values) -> _Statement:
    query = cast(sql.UpdateQuery, queryset.query.chain(sql.UpdateQuery))
    query.add_update_values(
        {
            name: Parameter(value.name, saved_in=_column(queryset.model, name))
            if isinstance(value, Parameter)
            else value
            for name, value in changes.items()
        }
    )
    query.clear_select_clause()
    return _statement(query)


def _answer(
    queryset: models.QuerySet[Any, _Row], statement: _Statement, values: Values
) -> list[_Row]:
    """Let Django ask and read as always, but for the compiling."""
    # Any: this reaches behind what Django promises, and its stubs with it.
    compiler, query = copy(statement.compiler), cast(Any, copy(queryset.query))
    compiler.connection = connections[DEFAULT_DB_ALIAS]
    compiler.as_sql = lambda: (statement.text, statement.written(values, compiler.connection))
    query.get_compiler = lambda *args, **options: compiler
    template: Any = queryset
    rows: Any = models.QuerySet(template.model, query)
    rows._fields = template._fields
    return list(template._iterable_class(rows))


def _column(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field), f"{model.__name__} has no column {name}."
    return field


def _row_count(cursor: CursorWrapper) -> int:
    count: int = cursor.rowcount
    return count
