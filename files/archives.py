"""Zip archives that people upload: what is in them is known before any of it is unpacked."""

import zipfile
from collections import Counter
from typing import Final

from files.limits import MIB, FileRefused

# Text in tables packs to a tenth or a thirtieth, bombs to a thousandth.
_MOST_RATIO: Final = 150
_SMALL_BYTES: Final = MIB
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x1


def refuse_bombs(archive: zipfile.ZipFile, *, most_bytes: int) -> None:
    """Look at all entries of an archive that is read as a whole.

    Raises:
        FileRefused: they unpack to too much, or one is there twice or packed in an unusual way.
    """
    entries = archive.infolist()
    if sum(entry.file_size for entry in entries) > most_bytes:
        raise FileRefused(
            "too_large", f"The file unpacks to more than the {most_bytes // MIB} MB it may."
        )
    twice = [name for name, count in Counter(e.filename for e in entries).items() if count > 1]
    if twice:
        raise FileRefused("damaged", f"The file has '{twice[0][:80]}' twice.")
    for entry in entries:
        refuse_bomb(entry, most_bytes=most_bytes)


def only_entry(archive: zipfile.ZipFile, name: str, *, most_bytes: int) -> zipfile.ZipInfo:
    """Return the entry of a name, and nothing of the others.

    Raises:
        FileRefused: it is there twice, or see `refuse_bomb`.
    """
    entries = [entry for entry in archive.infolist() if entry.filename == name]
    if len(entries) != 1:
        raise FileRefused("damaged", f"The file has '{name}' {len(entries)} times.")
    refuse_bomb(entries[0], most_bytes=most_bytes)
    return entries[0]


def refuse_bomb(entry: zipfile.ZipInfo, *, most_bytes: int) -> None:
    """Look at what an entry says about itself; zipfile unpacks no more than it says.

    Raises:
        FileRefused: it is too large, packed suspiciously well or in an unusual way, or encrypted.
    """
    name = entry.filename[:80]
    if entry.flag_bits & _ENCRYPTED:
        raise FileRefused("encrypted", f"'{name}' in the file is protected by a password.")
    if entry.compress_type not in _METHODS:
        raise FileRefused("damaged", f"'{name}' in the file is packed in an unusual way.")
    if entry.file_size > most_bytes:
        raise FileRefused(
            "too_large", f"'{name}' in the file unpacks to more than {most_bytes // MIB} MB."
        )
    packed_to = entry.file_size / max(1, entry.compress_size)
    if entry.file_size > _SMALL_BYTES and packed_to > _MOST_RATIO:
        raise FileRefused(
            "too_large",
            f"'{name}' in the file unpacks to more than {_MOST_RATIO} times its size.",
        )
