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


class DatabaseWrapper(base.DatabaseWrapper):
    _is_writing = False

    def _start_transaction_under_autocommit(self):
        self._is_writing = _turn_to_write.acquire(timeout=PATIENCE_SECONDS)
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._has_written()
            raise

    def _commit(self):
        super()._commit()
        self._has_written()

    def _rollback(self):
        try:
            super()._rollback()
        finally:
            self._has_written()

    def _close(self):
        try:
            super()._close()
        finally:
            self._has_written()

    def _has_written(self):
        if self._is_writing:
            self._is_writing = False
            _turn_to_write.release()
