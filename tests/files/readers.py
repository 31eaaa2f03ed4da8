"""Readers that do what no file may make a reader do, for the process that reads to bear."""

import os
import signal
import sys
import time
from pathlib import Path

from files.limits import FileRefused


def numbers(file, options):
    yield from range(options["count"])


def lengths(file, options):
    yield len(file.read())


def endless(file, options):
    yield 1
    while True:
        pass


def sleeping(file, options):
    yield "a" * 2**17  # more than is kept back to be sent together
    time.sleep(600)


def greedy(file, options):
    kept = []
    while True:
        kept.append(bytearray(2**24))
    yield kept


def filling(file, options):
    with Path("filling").open("wb") as out:
        while True:
            out.write(bytes(2**20))
    yield 1


def talkative(file, options):
    while True:
        yield "word " * 1000


def one_long_line(file, options):
    yield "a" * options["count"]


def refusing(file, options):
    raise FileRefused("odd", "It is odd.")
    yield 1


def failing(file, options):
    yield 1
    raise KeyError("secret detail")


def dying(file, options):
    yield 1
    os.kill(os.getpid(), signal.SIGSEGV)


def surroundings(file, options):
    yield dict(os.environ)
    yield os.listdir(".")
    yield [name for name in sys.modules if name.partition(".")[0] in ("django", "config", "numpy")]


def surrogates(file, options):
    yield "mai\ud800son"


def forking(file, options):
    yield os.getuid()
    os.fork()
