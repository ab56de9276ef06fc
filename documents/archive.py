"""The archive: bytes under their own hash, written once, read-only, safe against a power cut. Whatever keeps files keeps them so."""

import errno
import hashlib
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

BLOCK = 1024 * 1024
UNFINISHED = ".new-"  # how the names of files begin that are being written
AN_HOUR = 60 * 60
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Damaged(Exception):
    """The bytes that lie under a hash are not those it stands for, or are gone: nothing may be done with them."""

    def __init__(self, sha256: str) -> None:
        super().__init__(f"{sha256} is damaged or lost")
        self.sha256 = sha256


class Full(Exception):
    """There is no room for more bytes; nothing of them has been left behind. The text is for the person (Russian)."""

    def __init__(self) -> None:
        super().__init__(
            "На сервере сейчас нет места для файлов, поэтому файл не сохранён; остальное, что вы ввели, не потеряно. "
            "Попробуйте позже, а если срок близко, сообщите секретариату."
        )


def is_full(error: BaseException) -> bool:
    """Has a write failed because there is no room?"""
    return isinstance(error, Full) or (isinstance(error, OSError) and error.errno in NO_ROOM)


def path_of(sha256: str, suffix: str) -> Path:
    """Where bytes with this hash lie."""
    return Path(settings.MEDIA_ROOT) / "documents" / sha256[:2] / f"{sha256}.{suffix}"


def store(content: bytes, suffix: str) -> str:
    """Store bytes; returns their SHA-256. Raises Full."""
    digest = hashlib.sha256(content).hexdigest()
    put(path_of(digest, suffix), digest, [content])
    return digest


def put(path: Path, sha256: str, pieces: Iterable[bytes]) -> None:
    """Write the bytes that have this hash to their place. Raises Full.

    The same bytes again change nothing, unless those that lie there are damaged. Several may be at it at once: each writes
    under a name of its own, and the last to finish gives the file its name.
    """
    if is_intact(path, sha256):
        return
    name = None
    try:
        _make_folder(path.parent)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=UNFINISHED)
        with open(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fchmod(file.fileno(), 0o440)
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException as error:
        if name:
            Path(name).unlink(missing_ok=True)
        if is_full(error):
            raise Full from error
        raise
    _sync_folder(path.parent)


def _make_folder(folder: Path) -> None:
    """A folder whose own name is as durable as the files in it."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    """The name of a new file is durable only when its folder is."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(older_than: float = AN_HOUR) -> int:
    """Remove what writers have left unfinished when the machine went down; returns how many files.

    Nobody writes for as long as an hour (`older_than`, seconds): what is younger may still be written.
    """
    limit, removed = time.time() - older_than, 0
    for path in Path(settings.MEDIA_ROOT).glob(f"*/*/{UNFINISHED}*"):
        try:
            if path.stat().st_mtime <= limit:
                path.unlink()
                removed += 1
        except FileNotFoundError:  # finished, or swept by somebody else
            continue
    return removed


def read(sha256: str, suffix: str) -> bytes:
    """All bytes of a paper with this hash. Raises Damaged."""
    return verified(path_of(sha256, suffix), sha256)


def verified(path: Path, sha256: str) -> bytes:
    """The bytes of a file after a look at their hash: whoever uses frozen bytes gets them here. Raises Damaged."""
    try:
        content = path.read_bytes()
    except OSError:
        raise Damaged(sha256) from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Damaged(sha256)
    return content


def blocks(file: BinaryIO) -> Iterator[bytes]:
    """A file in pieces that fit into memory."""
    while piece := file.read(BLOCK):
        yield piece


def hash_of(pieces: Iterator[bytes]) -> str:
    """SHA-256 of a stream."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def is_intact(path: Path, sha256: str) -> bool:
    """Do the bytes on the disk still have the hash they are stored under (I-19)?"""
    try:
        with path.open("rb") as file:
            return hash_of(blocks(file)) == sha256
    except OSError:
        return False
