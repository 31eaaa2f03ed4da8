"""An SQLite file of which nothing is believed: plain tables of known names, read row by row.

A view, a trigger, a generated column or a virtual table is a program of whoever made the file.
None of them is run: of the schema only ordinary tables are used, by name, and whatever else a
statement would touch is refused when it is prepared.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import apsw

from files.limits import MIB, FileRefused

_SWITCHES: Final = {
    apsw.SQLITE_DBCONFIG_DEFENSIVE: 1,
    apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_VIEW: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_ATTACH_CREATE: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE: 0,
    apsw.SQLITE_DBCONFIG_WRITABLE_SCHEMA: 0,
}
_MOST: Final = {
    apsw.SQLITE_LIMIT_LENGTH: 32 * MIB,
    apsw.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    apsw.SQLITE_LIMIT_COLUMN: 100,
    apsw.SQLITE_LIMIT_EXPR_DEPTH: 20,
    apsw.SQLITE_LIMIT_COMPOUND_SELECT: 2,
    apsw.SQLITE_LIMIT_VDBE_OP: 10_000,
    apsw.SQLITE_LIMIT_FUNCTION_ARG: 8,
    apsw.SQLITE_LIMIT_ATTACHED: 0,
    apsw.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    apsw.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_HEAP_BYTES: Final = 128 * MIB
_STEPS: Final = 10_000  # of SQLite's machine, between two looks at the clock
_SCHEMA_ROWS: Final = 1000
_SCHEMA: Final = ("sqlite_master", "sqlite_schema")
_PLAIN: Final = 0  # of table_xinfo's "hidden"; generated columns and those of virtual tables differ


class HostileDatabase:
    """Ordinary tables of a file, for reading.

    Raises:
        FileRefused: from every method, when the file is damaged or asks for more than its tables.
    """

    def __init__(self, path: Path, *, tables: Iterable[str], seconds: float) -> None:
        apsw.hard_heap_limit(_HEAP_BYTES)
        self.known = frozenset(tables)
        self.deadline = time.monotonic() + seconds
        self.database = apsw.Connection(
            f"{path.as_uri()}?mode=ro&immutable=1",
            flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI,
        )
        for switch, value in _SWITCHES.items():
            self.database.config(switch, value)
        for kind, most in _MOST.items():
            self.database.limit(kind, most)
        # Named by the schema, and never asked: nothing is sorted or compared here.
        self.database.create_collation("unicase", lambda _one, _other: 0)
        self.database.set_progress_handler(self._is_late, _STEPS)
        for pragma in ("mmap_size=0", "temp_store=MEMORY", "cell_size_check=ON", "query_only=ON"):
            list(self._run(f"PRAGMA {pragma}"))
        if next(self._run("PRAGMA encoding"), None) != ("UTF-8",):
            raise FileRefused("damaged", "The collection is not written in UTF-8.")
        self.database.authorizer = self._is_allowed
        self.tables = self._found_tables()

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Yield some columns of a table, in no order. `CAST(x AS BLOB)` gives a text's bytes."""
        found = ", ".join(columns)
        yield from self._run(f'SELECT {found} FROM "{table}"')

    def _found_tables(self) -> frozenset[str]:
        found = set()
        schema = self._run("SELECT type, name, rootpage, sql FROM sqlite_master")
        for count, (kind, name, root, sql) in enumerate(schema):
            if count > _SCHEMA_ROWS:
                raise FileRefused("damaged", f"The collection has over {_SCHEMA_ROWS} tables.")
            if str(name).casefold() in self.known:
                self._refuse_other(str(name), kind, root, sql)
                found.add(str(name).casefold())
        for name in found:
            self._refuse_computed(name)
        return frozenset(found)

    def _refuse_other(self, name: str, kind: Any, root: Any, sql: Any) -> None:
        is_table = kind == "table" and isinstance(root, int) and root > 0
        if not is_table or not str(sql).upper().startswith("CREATE TABLE"):
            raise FileRefused("damaged", f"'{name}' in the collection is no ordinary table.")

    def _refuse_computed(self, name: str) -> None:
        for column in self._run(f'PRAGMA table_xinfo("{name}")'):
            if column[-1] != _PLAIN:
                raise FileRefused("damaged", f"The table '{name}' has a column that computes.")

    def _run(self, statement: str) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self.database.execute(statement)
        except apsw.InterruptError as error:
            raise FileRefused("too_slow", "Reading the collection takes too long.") from error
        except (apsw.NoMemError, MemoryError) as error:
            raise MemoryError from error
        except apsw.TooBigError as error:
            most = _MOST[apsw.SQLITE_LIMIT_LENGTH] // MIB
            raise FileRefused("too_large", f"A note is longer than {most} MB.") from error
        except (apsw.Error, UnicodeDecodeError) as error:
            raise FileRefused(
                "damaged",
                "The collection in the file is damaged. Check the database in Anki (Tools), and"
                " export it again.",
            ) from error

    def _is_late(self) -> bool:
        return time.monotonic() > self.deadline

    def _is_allowed(
        self, action: int, first: str | None, _second: str | None, _place: str | None,
        inside: str | None,
    ) -> int:  # fmt: skip
        """Allow plain reading of known tables; `inside` names a view or trigger at work."""
        allowed = {
            apsw.SQLITE_SELECT: True,
            apsw.SQLITE_READ: str(first).casefold() in (*self.known, *_SCHEMA),
            apsw.SQLITE_PRAGMA: first == "table_xinfo",
        }
        is_allowed = inside is None and allowed.get(action, False)
        return apsw.SQLITE_OK if is_allowed else apsw.SQLITE_DENY
