"""The tree of the journal against its definition, word for word, and against the verifier, which was written apart."""

import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from journal import leaves, tree
from journal.checkpoints import Frontier
from tests.dossiers import verify

LEAVES = [tree.leaf_hash(b"%d" % n) for n in range(70)]
SIZES = st.integers(1, len(LEAVES))


def defined(hashes: list[bytes]) -> bytes:
    """RFC 9162, 2.1.1: MTH."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    half = 1
    while half * 2 < len(hashes):
        half *= 2
    return hashlib.sha256(b"\1" + defined(hashes[:half]) + defined(hashes[half:])).digest()


def test_the_root_is_as_defined_however_it_is_put_together():
    frontier = Frontier()
    for size in range(len(LEAVES) + 1):
        assert tree.root(LEAVES[:size]) == frontier.root() == defined(LEAVES[:size])
        for block in (2, 8, 32):
            parts = [tree.root(LEAVES[start : min(start + block, size)]) for start in range(0, size, block)]
            assert tree.root(parts) == defined(LEAVES[:size])
        if size < len(LEAVES):
            frontier.add(LEAVES[size])


@given(SIZES, st.data())
@settings(max_examples=150, deadline=None)
def test_every_leaf_is_proved_and_no_other(size: int, data: Any):
    index = data.draw(st.integers(0, size - 1))
    proof, root = tree.inclusion(index, size, tree.over(LEAVES)), tree.root(LEAVES[:size])
    verify.included(LEAVES[index], index, size, proof, root)
    other = data.draw(st.integers(0, size - 1))
    for leaf, place, whole, steps in (
        (LEAVES[other], index, size, proof),
        (LEAVES[index], other, size, proof),
        (LEAVES[index], index, size, [*proof, LEAVES[0]]),
        (LEAVES[index], index, size, proof[:-1]),
    ):
        if (leaf, place, steps) != (LEAVES[index], index, proof):
            with pytest.raises(verify.Fault):
                verify.included(leaf, place, whole, steps, root)


@given(SIZES, st.data())
@settings(max_examples=150, deadline=None)
def test_a_root_grows_out_of_an_earlier_one_and_of_no_other(size: int, data: Any):
    old = data.draw(st.integers(0, size))
    before, after = tree.root(LEAVES[:old]), tree.root(LEAVES[:size])
    proof = tree.consistency(old, size, tree.over(LEAVES))
    verify.grown(old, before, size, after, proof)
    assume(old)
    changed = list(LEAVES[:size])
    place = data.draw(st.integers(0, old - 1))
    changed[place] = tree.leaf_hash(b"x")
    with pytest.raises(verify.Fault):
        verify.grown(old, before, size, tree.root(changed), tree.consistency(old, size, tree.over(changed)))
    with pytest.raises(verify.Fault):
        verify.grown(old, before, size, after, [*proof, LEAVES[0]])


ACT = leaves.Act(
    "documents.document:1", "sign", "", "", datetime(2026, 10, 5, 3, tzinfo=UTC), 7, "член комитета", "Подписано", "", {"n": 1},
)  # fmt: skip


def test_a_leaf_is_told_by_every_field_and_guessed_by_nobody():
    secret = b"s" * leaves.SALT
    kept = leaves.canonical(leaves.leaf(ACT, secret))
    changes: list[dict[str, Any]] = [
        {"subject": "documents.document:2"}, {"verb": "x"}, {"before": "a"}, {"after": "a"}, {"at": datetime(2026, 10, 5, 4, tzinfo=UTC)},
        {"actor": None}, {"capacity": ""}, {"title": "Подписан"}, {"ground": " "}, {"payload": {"n": 2}},
        {"title": "Подписано\x1f", "ground": "\x1f"}, {"before": "ab", "after": "c"}, {"before": "a", "after": "bc"},
    ]  # fmt: skip
    made = {leaves.canonical(leaves.leaf(leaves.Act(**{**vars(ACT), **change}), secret)) for change in changes}
    assert len(made | {kept}) == len(changes) + 1
    assert leaves.canonical(leaves.leaf(ACT, b"t" * leaves.SALT)) != kept
    shown = leaves.leaf(ACT, secret)
    assert secret.hex() not in kept.decode()
    assert not any(word in kept.decode() for word in ("Подписано", "член комитета", '"n"'))
    assert shown["payload"] == hashlib.sha256(leaves.canonical([leaves.salt(secret, "payload"), {"n": 1}])).hexdigest()
