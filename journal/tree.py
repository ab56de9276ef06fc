"""The Merkle tree of RFC 9162: one root over all leaves, a short proof that a leaf is under it, another that one root grew out of another."""

import hashlib
from collections.abc import Callable, Sequence

Span = Callable[[int, int], bytes]  # the root over leaves [start, end)


def leaf_hash(content: bytes) -> bytes:
    """The hash of a leaf; no node can pass for one (RFC 9162, 2.1.1)."""
    return hashlib.sha256(b"\0" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node over its two sides."""
    return hashlib.sha256(b"\1" + left + right).digest()


def root(hashes: Sequence[bytes]) -> bytes:
    """The root over these leaves, or over these roots of equal full trees, the last of which may be smaller."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    level = list(hashes)
    while len(level) > 1:
        odd = [level[-1]] if len(level) % 2 else []
        level = [hashlib.sha256(b"\1" + a + b).digest() for a, b in zip(level[::2], level[1::2], strict=False)] + odd
    return level[0]


def over(hashes: Sequence[bytes]) -> Span:
    """The roots of spans of leaves that are all at hand."""
    return lambda start, end: root(hashes[start:end])


def inclusion(index: int, size: int, span: Span, start: int = 0) -> list[bytes]:
    """The hashes with which the leaf at `index` (from zero) gives the root over `size` leaves (RFC 9162, 2.1.3.1)."""
    if size == 1:
        return []
    half = _half(size)
    middle, end = start + half, start + size
    if index < half:
        return [*inclusion(index, half, span, start), span(middle, end)]
    return [*inclusion(index - half, size - half, span, middle), span(start, middle)]


def consistency(old: int, size: int, span: Span) -> list[bytes]:
    """The hashes that lead to both roots, over the first `old` leaves and over all (RFC 9162, 2.1.4.1); none if `old` is zero or all."""
    return _subproof(old, 0, size, span, True) if 0 < old < size else []


def _subproof(old: int, start: int, size: int, span: Span, is_whole: bool) -> list[bytes]:
    if old == size:
        return [] if is_whole else [span(start, start + size)]
    half = _half(size)
    middle, end = start + half, start + size
    if old <= half:
        return [*_subproof(old, start, half, span, is_whole), span(middle, end)]
    return [*_subproof(old - half, middle, size - half, span, False), span(start, middle)]


def _half(size: int) -> int:
    """The largest power of two below the size."""
    return 1 << (size - 1).bit_length() - 1
