"""The archive: bytes under their own hash, written once, read-only, safe against a power cut."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

BLOCK = 1024 * 1024


class Damaged(Exception):
    """The bytes that lie under a hash are not those it stands for, or are gone: nothing may be done with them."""

    def __init__(self, sha256: str) -> None:
        super().__init__(f"{sha256} is damaged or lost")
        self.sha256 = sha256


def path_of(sha256: str, suffix: str) -> Path:
    """Where bytes with this hash lie."""
    return Path(settings.MEDIA_ROOT) / "documents" / sha256[:2] / f"{sha256}.{suffix}"


def store(content: bytes, suffix: str) -> str:
    """Store bytes; returns their SHA-256. Storing the same bytes again changes nothing, unless the old ones were damaged."""
    digest = hashlib.sha256(content).hexdigest()
    path = path_of(digest, suffix)
    if is_intact(path, digest):
        return digest
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    with open(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fchmod(file.fileno(), 0o440)
        os.fsync(file.fileno())
    os.replace(name, path)
    _sync_folder(path.parent)
    return digest


def _sync_folder(folder: Path) -> None:
    """The name of a new file is durable only when its folder is."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


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
