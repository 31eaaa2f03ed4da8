"""SQLite whose writers wait in line within a process.

SQLite lets one transaction write at a time. Who finds it busy sleeps and tries again, longer and
longer, and in a crowd the short ones starve: a message to be stored waited for seconds behind the
ends of turns. Threads of one process wake as soon as the one before has ended; between processes it
stays as it was.
"""

import threading

from django.db.backends.sqlite3 import base

# Longer than SQLite itself waits, so that its own error is the one that is seen.
PATIENCE_SECONDS = 30

_turn_to_write = threading.Lock()


# The stubs leave out what Django calls its own, and what other databases override all the same.
class DatabaseWrapper(base.DatabaseWrapper):
    _is_writing = False

    def _start_transaction_under_autocommit(self) -> None:
        self._is_writing = _turn_to_write.acquire(timeout=PATIENCE_SECONDS)
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._has_written()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._has_written()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._has_written()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._has_written()

    def _has_written(self) -> None:
        if self._is_writing:
            self._is_writing = False
            _turn_to_write.release()
