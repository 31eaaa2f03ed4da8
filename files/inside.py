"""The program of the process that reads one file: gives up its rights, reads, writes JSON lines.

Each line is a list of what was found; the last one is an object that says how it ended.
"""

import contextlib
import errno
import importlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, Final

from files.limits import FileRefused, Limits

_LINE_CHARACTERS: Final = 2**16
_OPEN_FILES: Final = 32
# What readers would use if it is there and do not need; numpy alone takes 100 MB of addresses.
_UNWANTED: Final = ("numpy", "lxml", "pandas", "PIL")


def main() -> None:
    task = json.loads(sys.argv[1])
    restrict(Limits(**task["limits"]))
    for name in _UNWANTED:
        sys.modules[name] = None  # type: ignore[assignment]
    with open(0, "rb", closefd=False) as file, open(1, "wb", closefd=False) as answer:
        file.seek(0)
        end = _read(task["reader"], file, task["options"], answer)
        answer.write(json.dumps(end).encode() + b"\n")


def restrict(limits: Limits) -> None:
    """Let this process use no more than `limits`, from here to its end."""
    os.nice(10)  # learners who talk come first
    try:
        import resource  # noqa: PLC0415 - Windows has none; the parent's limits hold there too
    except ImportError:
        return
    most = {
        resource.RLIMIT_AS: limits.memory_bytes,
        resource.RLIMIT_CPU: limits.cpu_seconds,  # a signal of its own, which tells the parent
        resource.RLIMIT_FSIZE: limits.disk_bytes,
        resource.RLIMIT_NOFILE: _OPEN_FILES,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, value in most.items():
        with contextlib.suppress(ValueError):  # macOS refuses some
            hard = value + 2 if kind == resource.RLIMIT_CPU else value
            resource.setrlimit(kind, (value, hard))


def _read(reader: str, file: IO[bytes], options: Mapping[str, Any], answer: IO[bytes]) -> Any:
    module, _, function = reader.partition(":")
    try:
        read = getattr(importlib.import_module(module), function)
        for line in _lines(read(file, options)):
            answer.write(line)
    except FileRefused as refused:
        return {"refused": [refused.code, str(refused)]}
    except MemoryError:
        return {"failed": "memory"}
    except OSError as error:
        return {"failed": "disk" if error.errno == errno.EFBIG else f"OSError: {error}"}
    except Exception as error:  # whatever a file can make its readers raise is the file's fault
        return {"failed": f"{type(error).__name__}: {error}"[:500]}
    return {}


def _lines(items: Iterable[Any]) -> Iterator[bytes]:
    """Join the items to lines. A lone surrogate, which no database takes, becomes a question mark."""
    waiting: list[str] = []
    size = 0
    for item in items:
        text = json.dumps(item, ensure_ascii=False)
        waiting.append(text)
        size += len(text)
        if size > _LINE_CHARACTERS:
            yield _line(waiting)
            waiting, size = [], 0
    yield _line(waiting)


def _line(texts: Iterable[str]) -> bytes:
    return f"[{','.join(texts)}]\n".encode(errors="replace")
