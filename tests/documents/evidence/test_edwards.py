"""The Ed25519 of the verifier against the RFC's own example and against a library: what is signed passes, whatever is bent does not."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.dossiers import verify

# RFC 8032, 7.1, test 2: the public key, the message, the signature.
KEY = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
SIGNATURE = bytes.fromhex(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)


def test_the_example_of_the_rfc() -> None:
    assert verify.signed_by_edwards(KEY, b"\x72", SIGNATURE)
    assert not verify.signed_by_edwards(KEY, b"\x73", SIGNATURE)


def test_what_a_library_signs_passes_and_what_is_bent_does_not() -> None:
    secret = Ed25519PrivateKey.generate()
    key, words = secret.public_key().public_bytes_raw(), b"cosignature/v1\ntime 1\norigin\n1\nroot\n"
    signature = secret.sign(words)
    assert verify.signed_by_edwards(key, words, signature)
    answer = int.from_bytes(signature[32:], "little")
    twin = signature[:32] + (answer + verify.ORDER).to_bytes(32, "little")  # the same signature written in a second way
    bent = [signature[:at] + bytes([signature[at] ^ 1]) + signature[at + 1 :] for at in (0, 31, 32, 62)]
    for other in (twin, *bent, signature[:-1], signature + b"\0", bytes(64)):
        assert not verify.signed_by_edwards(key, words, other)
    small = (1).to_bytes(32, "little")  # a key of small order: it "signs" everything
    assert not verify.signed_by_edwards(small, words, small + bytes(32))
    assert not verify.signed_by_edwards(key[:-1], words, signature)
    assert verify.point_of((verify.PRIME + 1).to_bytes(32, "little")) is None
