"""M7: sealing a decision and checking the seal, beside the bare operation of the key and pyHanko as its manual has it."""

from io import BytesIO
from typing import Any

from benchmarks import papers
from benchmarks.clockwork import Line, compare, race

BLOCK = 3
DATA = b"x" * 64


def measure(full: bool) -> list[Line]:
    """The same PDF sealed by us and by pyHanko's own signer; then looked at; then the key alone."""
    from documents import inspection, seal

    pdf, plain = papers.decision_pdf(), papers.stock_pdf()
    sealed, stock, key = seal.seal(pdf), _stock_signer(), _key()
    signature = _raw(key)
    signing = race(
        {
            "мы": lambda times: [seal.seal(pdf) for _ in range(times)],
            "pyHanko": lambda times: [_sign(plain, stock) for _ in range(times)],
            "один ключ": lambda times: [_raw(key) for _ in range(times)],
        },
        block=BLOCK,
    )
    looking = race(
        {
            "мы": lambda times: [inspection.look_at_seal(sealed) for _ in range(times)],
            "pyHanko": lambda times: [_validate(sealed) for _ in range(times)],
            "один ключ": lambda times: [_raw_verify(key, signature) for _ in range(times)],
        },
        block=BLOCK,
    )
    return [
        *compare("M7 печать, RSA-3072", signing, ours="мы", target={"pyHanko": "≤ 0,05"}),
        *compare("M7 проверка печати", looking, ours="мы", target={"pyHanko": "≤ 0,5"}),
    ]


def _stock_signer() -> Any:
    """pyHanko's signer, with the same key and certificate."""
    from django.conf import settings
    from pyhanko.sign.signers import SimpleSigner

    return SimpleSigner.load(f"{settings.KEYS_DIR}/seal.key", f"{settings.KEYS_DIR}/seal.crt")


def _sign(pdf: bytes, signer: Any) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    output = BytesIO()
    metadata = PdfSignatureMetadata(field_name="Seal", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    PdfSigner(metadata, signer=signer).sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), output=output)
    return output.getvalue()


def _validate(pdf: bytes) -> Any:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    from documents import seal

    signature = PdfFileReader(BytesIO(pdf)).embedded_signatures[-1]
    context = ValidationContext(trust_roots=[seal.certificate()], allow_fetching=False)
    return validate_pdf_signature(signature, context)


def _key() -> Any:
    from pathlib import Path

    from cryptography.hazmat.primitives import serialization
    from django.conf import settings

    return serialization.load_pem_private_key(Path(settings.KEYS_DIR, "seal.key").read_bytes(), None)


def _raw(key: Any) -> bytes:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    signature: bytes = key.sign(DATA, padding.PKCS1v15(), hashes.SHA256())
    return signature


def _raw_verify(key: Any, signature: bytes) -> None:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    key.public_key().verify(signature, DATA, padding.PKCS1v15(), hashes.SHA256())
