import io
import os
import tempfile
import threading
from pathlib import Path

import pytest

from files import limited
from files.limited import ReadersBusy, read_limited
from files.limits import MIB, FileRefused, Limits

SMALL = Limits(
    cpu_seconds=1, wall_seconds=3, memory_bytes=256 * MIB, disk_bytes=MIB, answer_bytes=MIB
)


def read(reader, content=b"", limits=SMALL, **options):
    return read_limited(
        f"tests.files.readers:{reader}", io.BytesIO(content), options=options, limits=limits
    )


def refusal(reader, **options):
    with pytest.raises(FileRefused) as refused:
        list(read(reader, **options))
    return refused.value.code, str(refused.value)


def test_what_the_reader_finds_comes_back_in_order():
    assert list(read("numbers", count=30_000)) == list(range(30_000))


def test_a_file_in_memory_and_one_on_disk_are_read_alike(tmp_path):
    (tmp_path / "file").write_bytes(b"12345")

    with (tmp_path / "file").open("rb") as file:
        file.read(3)
        on_disk = list(read_limited("tests.files.readers:lengths", file, options={}, limits=SMALL))

    assert (on_disk, list(read("lengths", b"12345"))) == ([5], [5])


@pytest.mark.parametrize(
    ("reader", "code", "sentence"),
    [
        ("endless", "too_slow", "Reading the file took longer than the 1 seconds it may take."),
        ("sleeping", "too_slow", "Reading the file took longer than the 1 seconds it may take."),
        ("greedy", "too_much_memory",
         "Reading the file needed more than the 256 MB of memory it may use."),
        ("filling", "too_large", "The file unpacks to more than the 1 MB it may."),
        ("talkative", "too_large", "The file holds more than the 1 MB of text it may hold."),
        ("refusing", "odd", "It is odd."),
        ("failing", "damaged", "The file is damaged, or is not what its name says."),
        ("dying", "damaged", "The file is damaged, or is not what its name says."),
    ],
)  # fmt: skip
def test_a_reader_that_goes_too_far_is_ended_and_said_so(reader, code, sentence):
    assert refusal(reader) == (code, sentence)


def test_a_line_beyond_all_lines_is_not_taken_in():
    assert refusal("one_long_line", count=9 * MIB)[0] == "too_large"


def test_the_process_knows_no_secret_and_nothing_of_the_server(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "known to the server")

    environment, folder, modules = read("surroundings")

    assert set(environment) <= {"LD_LIBRARY_PATH", "LC_CTYPE"}
    assert (folder, modules) == (["upload"], ["numpy"])  # numpy: barred


def test_a_lone_surrogate_becomes_a_question_mark():
    assert list(read("surrogates")) == ["mai?son"]


def test_a_reading_that_is_given_up_leaves_no_process_and_no_file(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    found = read("sleeping")
    next(found)
    children = _children()

    found.close()

    assert children - _children()
    assert list(tmp_path.iterdir()) == []


def test_more_files_than_there_are_places_wait_and_are_then_refused(monkeypatch):
    monkeypatch.setattr(limited, "WAIT_SECONDS", 0.1)
    held = [read("sleeping") for _ in range(limited.AT_ONCE)]
    for found in held:
        next(found)

    with pytest.raises(ReadersBusy):
        next(read("numbers", count=1))

    for found in held:
        found.close()
    assert list(read("numbers", count=1)) == [0]


def test_many_threads_read_at_once():
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(list(read("numbers", count=9))))
        for _ in range(6)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [list(range(9))] * 6


def _children() -> set[str]:
    tasks = Path(f"/proc/{os.getpid()}/task")
    return {pid for task in tasks.iterdir() for pid in (task / "children").read_text().split()}
