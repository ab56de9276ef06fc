"""A trial centre of certificates that the city trusts while a story lasts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from documents.qualified import trial


@pytest.fixture
def centre(settings: Any, tmp_path: Path) -> Iterator[trial.Centre]:
    """A centre that the city trusts; trial centres count because this is no town in earnest."""
    settings.DEMO = True
    place = Path(settings.KEYS_DIR) / "trust"
    for name in ("roots", "crl"):
        (place / name).mkdir(parents=True, exist_ok=True)
    made = trial.Centre.new()
    (place / "roots" / "root.crt").write_bytes(made.holder.certificate.dump())
    (place / "crl" / "list.crl").write_bytes(made.revocations())
    yield made
    for path in place.glob("*/*"):
        path.unlink()
